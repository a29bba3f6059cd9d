package com.tallyhybrid.evidence;

import com.tallyhybrid.accessmatrix.Answer;
import java.util.List;

/**
 * Some cases of one actor of the access matrix.
 *
 * @param actor as {@code questions.yaml} of the matrix names it; a star at the end stands for any rest
 * @param cases the cases; empty for all of the actor
 */
record MatrixCases(String actor, List<String> cases) {

    MatrixCases {
        cases = cases == null ? List.of() : List.copyOf(cases);
    }

    boolean cover(Answer answer) {
        // An agent's rows carry its name behind the word.
        String who = answer.actor().startsWith("agent ") ? "agent" : answer.actor();
        boolean same = actor.endsWith("*") ? who.startsWith(actor.substring(0, actor.length() - 1)) : who.equals(actor);
        return same && (cases.isEmpty() || cases.contains(answer.story()));
    }
}
