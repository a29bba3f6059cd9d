package com.tallyhybrid.review.checks.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements in the words of an administrator. */
final class AccessSentences {

    private static final int MOST = 4;

    private AccessSentences() {}

    /** The clauses as one short statement, for the values before and after. */
    static String shown(Collection<Clause> clauses) {
        if (clauses.isEmpty()) {
            return "";
        }
        Clause first = clauses.iterator().next();
        String principals = everybody(clauses)
                ? ""
                : " to "
                        + distinct(
                                clauses, clause -> clause.principals().stream().map(Scope::shown), ", ");
        return "%s %s on %s%s%s"
                .formatted(
                        first.allows() ? "Allow" : "Deny",
                        actions(clauses),
                        resources(clauses),
                        principals,
                        conditions(clauses));
    }

    /** What the clauses ask for besides, with a space and "if" before it; empty where they ask for nothing. */
    static String conditions(Collection<Clause> clauses) {
        String conditions = distinct(clauses, clause -> Stream.of(ConditionEntry.shown(clause.conditions())), "; ");
        return conditions.isEmpty() ? "" : " if " + conditions;
    }

    /** Who is let do something: the holder of an identity policy, or the principals that a policy names. */
    static String who(StatementChange change) {
        PolicyAttachment holder = change.holders().iterator().next();
        return holder.isIdentity()
                ? change.holders().stream()
                        .map(AccessSentences::holder)
                        .limit(MOST)
                        .collect(Collectors.joining(" and "))
                : distinct(change.clauses(), AccessSentences::principals, " and ");
    }

    /** What they could do, after "could": in plain words where it is dangerous. */
    static String what(Collection<Clause> clauses) {
        List<String> dangers = Dangers.in(clauses);
        if (dangers.isEmpty() || dangers.size() > MOST) {
            String plain = plain(clauses);
            return dangers.isEmpty() ? plain : plain + ", and so " + shortened(dangers, ", ");
        }
        return String.join(", ", dangers);
    }

    /** What they could do, after "could", in the words of the policy. */
    static String plain(Collection<Clause> clauses) {
        return "use %s on %s".formatted(actions(clauses), resources(clauses));
    }

    static String actions(Collection<Clause> clauses) {
        return distinct(clauses, clause -> clause.actions().stream().map(Scope::shown), ", ");
    }

    static String resources(Collection<Clause> clauses) {
        return distinct(
                clauses,
                clause -> clause.resources().stream()
                        .map(resource -> resource.isEverything() ? "everything" : resource.shown()),
                ", ");
    }

    static String holders(Set<PolicyAttachment> holders) {
        return shortened(holders.stream().map(PolicyAttachment::words).toList(), ", ");
    }

    private static String holder(PolicyAttachment holder) {
        return switch (holder.kind()) {
            case "role" -> "whoever works as the " + holder.words();
            case "group" -> "every member of the " + holder.words();
            case "managed policy" -> "whoever the %s is attached to".formatted(holder.words());
            default -> "the " + holder.words();
        };
    }

    private static Stream<String> principals(Clause clause) {
        return clause.principals().stream().map(principal -> principal(principal, clause));
    }

    private static String principal(Scope principal, Clause clause) {
        if (principal.negated()) {
            return "everybody but "
                    + principal.texts().stream().map(AccessSentences::named).collect(Collectors.joining(", "));
        }
        if (principal.isEverything()) {
            String anybody = NewGrantSeverity.isLimited(clause)
                    ? "everybody who meets the condition"
                    : "anybody, in any account,";
            return clause.allows() ? anybody : "everybody";
        }
        return named(principal.texts().get(0));
    }

    private static String named(String text) {
        String plain = text.substring(text.indexOf(':') + 1).replaceAll("[<>]", "");
        return text.startsWith("Service:")
                ? "the service " + plain
                : Scope.of(Scope.Kind.PRINCIPAL, text)
                        .account()
                        .map(account -> member(plain, account))
                        .orElse(plain);
    }

    /** A user or role by its name, and whose it is; anything else as it stands. */
    private static String member(String arn, String account) {
        String resource = arn.substring(arn.lastIndexOf(':') + 1);
        if (resource.equals("root")) {
            return "the account " + account;
        }
        return resource.matches("(?:user|role)/[^*?]+")
                ? "the %s of the account %s".formatted(resource.replaceFirst("/", " "), account)
                : arn;
    }

    private static boolean everybody(Collection<Clause> clauses) {
        return clauses.stream().allMatch(clause -> clause.principals().stream().allMatch(Scope::isEverything));
    }

    private static String distinct(
            Collection<Clause> clauses, Function<Clause, Stream<String>> part, String delimiter) {
        return shortened(
                clauses.stream()
                        .flatMap(part)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList(),
                delimiter);
    }

    private static String shortened(List<String> texts, String delimiter) {
        return texts.size() <= MOST
                ? String.join(delimiter, texts)
                : String.join(delimiter, texts.subList(0, MOST)) + " and %d more".formatted(texts.size() - MOST);
    }
}
