package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.Map;

/** Who asks the questions of the access matrix, in words. */
final class ActorWords {

    private static final Map<String, String> ALL =
            DataFile.read(ActorWords.class, "actors.yaml", new TypeReference<>() {});

    private ActorWords() {}

    /** The words of {@code actors.yaml}; agents, {@code service:} and {@code runbook:} say their own. */
    static String of(String actor) {
        return ALL.getOrDefault(actor, actor.replace(":", " "));
    }
}
