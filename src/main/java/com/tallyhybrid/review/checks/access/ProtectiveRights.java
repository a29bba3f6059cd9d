package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.List;
import java.util.Optional;

/** The rights that protection lives on: who loses one stops telling, copying or recording, and nothing says so. */
final class ProtectiveRights {

    private static final List<Entry> ALL =
            DataFile.read(ProtectiveRights.class, "protective-rights.yaml", new TypeReference<>() {});

    private ProtectiveRights() {}

    /**
     * One entry of {@code protective-rights.yaml}.
     *
     * @param actions with wildcards
     * @param holders kinds of {@link PolicyAttachment}
     * @param principals how the text of the principal begins; null where the holder itself has the right
     * @param words what would happen without it
     */
    record Entry(List<String> actions, List<String> holders, List<String> principals, String words) {

        boolean isIn(Clause clause, PolicyAttachment holder) {
            return holders.contains(holder.kind())
                    && (holder.isIdentity() || clause.principals().stream().anyMatch(this::isMeant))
                    && clause.actions().stream()
                            .anyMatch(scope -> actions.stream().anyMatch(scope::meets));
        }

        private boolean isMeant(Scope principal) {
            return principals != null
                    && (principal.negated()
                            || principal.isEverything()
                            || principals.stream()
                                    .anyMatch(start -> principal.texts().get(0).startsWith(start)));
        }
    }

    /** What stops without the right; empty where protection does not live on it. */
    static Optional<String> without(Clause clause, PolicyAttachment holder) {
        return ALL.stream()
                .filter(entry -> entry.isIn(clause, holder))
                .map(Entry::words)
                .findFirst();
    }
}
