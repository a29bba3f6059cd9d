package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.Collection;
import java.util.List;

/** The actions that a reviewer must hear about, and what they mean to an administrator. */
final class Dangers {

    private static final List<Danger> ALL = DataFile.read(Dangers.class, "dangers.yaml", new TypeReference<>() {});

    private Dangers() {}

    /**
     * One entry of {@code dangers.yaml}.
     *
     * @param actions with wildcards
     * @param words what whoever may do it could do
     * @param everywhere whether it is dangerous only where no resource is named
     * @param unless the condition key, in lower case, that takes the danger away where a resource is named; null for none
     */
    record Danger(List<String> actions, String words, boolean everywhere, String unless) {

        boolean isIn(Clause clause) {
            boolean all = clause.isOnEverything();
            return (!everywhere || all)
                    && clause.actions().stream()
                            .anyMatch(scope -> actions.stream().anyMatch(scope::meets))
                    && (all
                            || clause.conditions().stream()
                                    .noneMatch(line -> line.key().equals(unless)));
        }
    }

    /** What the clauses let somebody do, in the order of the file; empty where none of it is dangerous. */
    static List<String> in(Collection<Clause> clauses) {
        return ALL.stream()
                .filter(danger -> clauses.stream().anyMatch(danger::isIn))
                .map(Danger::words)
                .distinct()
                .toList();
    }

    /** Whether the clause is about every action there is, or every action of a service. */
    static boolean isWildcard(Clause clause) {
        return clause.actions().stream()
                .anyMatch(action -> action.negated()
                        || action.isEverything()
                        || action.texts().get(0).endsWith(":*"));
    }
}
