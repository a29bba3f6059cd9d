package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rights that protection lives on: who loses one stops telling, copying or recording, and nothing says so. */
final class ProtectiveRights {

    private static final List<Entry> ALL =
            DataFile.read(ProtectiveRights.class, "protective-rights.yaml", new TypeReference<>() {});

    /**
     * Keys that say who a person or role is, or where it stands; the request of a service that works for itself has none of
     * them (IAM User Guide, "AWS global condition context keys": "Properties of the principal", aws:SourceIp, aws:SourceVpc).
     */
    private static final Set<String> ABSENT_FROM_SERVICES = new TreeSet<>(List.of(
            "aws:multifactorauthage",
            "aws:multifactorauthpresent",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "aws:username",
            "aws:vpcsourceip"));

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

    /**
     * Whether a refusal stops what protection lives on.
     *
     * @param refusal one that comes
     * @param old what is said to its holder today; a refusal among it may stop the same already
     * @param next what would be said; a right among it is what a conditional refusal takes away
     */
    static boolean isStopped(AttachedStatement refusal, List<Clause> old, List<Clause> next) {
        Clause clause = refusal.clause();
        PolicyAttachment holder = refusal.holder();
        Optional<String> words = without(clause, holder);
        boolean already = old.stream()
                .anyMatch(other -> other.conditions().isEmpty()
                        && clause.covering(other).isPresent()
                        && without(other, holder).equals(words));
        if (words.isEmpty() || already) {
            return false;
        }
        List<Clause> rights = next.stream().filter(Clause::allows).toList();
        boolean granted = rights.stream()
                .anyMatch(right -> clause.meets(right) && without(right, holder).equals(words));
        if (holder.isIdentity()) {
            // Of an identity of which no right is known, policies of AWS may give any.
            return clause.conditions().isEmpty() && (granted || rights.isEmpty());
        }
        return clause.conditions().isEmpty()
                || granted && clause.conditions().stream().allMatch(ProtectiveRights::hitsServices);
    }

    /** Whether a service that works for itself meets the line, because its requests carry no such key. */
    private static boolean hitsServices(ConditionEntry line) {
        return line.meetsWhenAbsent() && ABSENT_FROM_SERVICES.contains(line.key());
    }

    /** What stops without the right; empty where protection does not live on it. */
    static Optional<String> without(Clause clause, PolicyAttachment holder) {
        return ALL.stream()
                .filter(entry -> entry.isIn(clause, holder))
                .map(Entry::words)
                .findFirst();
    }
}
