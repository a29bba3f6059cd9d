package com.tallyhybrid.review.checks.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the rights of a new resource are an alarm or a note.
 *
 * <p>An alarm: everybody, or somebody outside the accounts of the app, unless a condition says which of them; a wildcard
 * action; an action of {@link Dangers}. A note: everything else, and what a service is let do. Nothing: refusals, and what
 * is left to the account's own policies.
 */
final class NewGrantSeverity {

    /** Condition keys that say who or from where, in lower case. */
    private static final Set<String> LIMITS = new TreeSet<>(List.of(
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "cognito-identity.amazonaws.com:aud",
            "kms:calleraccount",
            "saml:aud"));

    /** What names nobody: anything, any account, any bucket, or anybody whom a provider knows, as in {@code repo:*}. */
    private static final Pattern OPEN =
            Pattern.compile("[*?]+.*|[a-z_]+:[*?]+.*|arn:([^:]*:){3}[*?]+:.*|arn:([^:]*:){3}:[*?]+.*");

    private NewGrantSeverity() {}

    /**
     * The rule for a statement of a new resource, seen from an app with these accounts; empty where it goes without
     * saying.
     *
     * @param clause of one principal
     */
    static Optional<StatementRule> ofNew(Clause clause, AttachedStatement placed, Set<String> accounts) {
        Scope principal = clause.principals().get(0);
        boolean leftToTheAccount = isOwnRoot(principal)
                && principal.account().filter(accounts::contains).isPresent()
                && !placed.holder().isTrust();
        if (!clause.allows() || leftToTheAccount) {
            return Optional.empty();
        }
        return Optional.of(
                isDangerous(clause, placed, accounts) ? StatementRule.NEW_DANGEROUS_RIGHTS : StatementRule.NEW_RIGHTS);
    }

    private static boolean isDangerous(Clause clause, AttachedStatement placed, Set<String> accounts) {
        if (placed.holder().kind().equals("vpc endpoint")) {
            // What passes through an endpoint still needs a policy that allows it.
            return false;
        }
        if (!placed.holder().isIdentity()) {
            Scope principal = clause.principals().get(0);
            if (principal.negated() || principal.isEverything() || isFederated(principal)) {
                return !isLimited(clause) || isLimitedToOutside(clause, accounts);
            }
            Optional<String> account = principal.account();
            if (account.isPresent() && !accounts.contains(account.get())) {
                return true;
            }
            if (placed.holder().isTrust() || account.isEmpty()) {
                return false;
            }
        }
        return Dangers.isWildcard(clause) || !Dangers.in(List.of(clause)).isEmpty();
    }

    /** Whether a positive condition says which principals or sources are meant. */
    static boolean isLimited(Clause clause) {
        return limits(clause).findAny().isPresent();
    }

    /** Whether the clause lets services do something that is no alarm, for sources that are named and not outside. */
    static boolean isOfBoundService(Clause clause, Set<String> accounts) {
        return clause.principals().stream()
                        .allMatch(principal ->
                                !principal.negated() && principal.texts().get(0).startsWith("Service:"))
                && limits(clause).anyMatch(line -> line.key().startsWith("aws:source"))
                && !isLimitedToOutside(clause, accounts)
                && !Dangers.isWildcard(clause)
                && Dangers.in(List.of(clause)).isEmpty();
    }

    private static Stream<ConditionEntry> limits(Clause clause) {
        return clause.conditions().stream()
                .filter(line -> LIMITS.contains(line.key()) || line.key().endsWith(":sub"))
                .filter(line -> !line.meetsWhenAbsent())
                .filter(line -> line.values().stream()
                        .noneMatch(value -> OPEN.matcher(value).matches()));
    }

    private static boolean isLimitedToOutside(Clause clause, Set<String> accounts) {
        return limits(clause)
                .flatMap(line -> line.values().stream())
                .anyMatch(value -> AccountId.foreign(value, accounts).isPresent());
    }

    private static boolean isFederated(Scope principal) {
        return principal.texts().get(0).startsWith("Federated:");
    }

    private static boolean isOwnRoot(Scope principal) {
        return !principal.negated() && principal.texts().get(0).endsWith(":root");
    }
}
