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

        boolean isIn(AtomicStatement atom) {
            boolean all = atom.resource().isEverything();
            return (!everywhere || all)
                    && actions.stream().anyMatch(atom.action()::meets)
                    && (all
                            || atom.conditions().stream()
                                    .noneMatch(line -> line.key().equals(unless)));
        }
    }

    /** What the atoms let somebody do, in the order of the file; empty where none of it is dangerous. */
    static List<String> in(Collection<AtomicStatement> atoms) {
        return ALL.stream()
                .filter(danger -> atoms.stream().anyMatch(danger::isIn))
                .map(Danger::words)
                .distinct()
                .toList();
    }

    /** Whether the atom is about every action there is, or every action of a service. */
    static boolean isWildcard(AtomicStatement atom) {
        Scope action = atom.action();
        return action.negated()
                || action.isEverything()
                || action.texts().get(0).endsWith(":*");
    }
}
