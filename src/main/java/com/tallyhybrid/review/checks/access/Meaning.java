package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.Sentence;

/** What a change of statements means, in a sentence or two. */
final class Meaning {

    private Meaning() {}

    static String of(StatementChange change) {
        return Sentence.of(change.rule().isLoss() ? ofLoss(change) : ofGain(change));
    }

    private static String ofGain(StatementChange change) {
        String who = AccessSentences.who(change);
        String what = AccessSentences.what(change.clauses());
        return switch (change.rule()) {
            case ALLOW_BROADENED -> "%s could now do more than before: %s.".formatted(who, what);
            case CONDITION_RELAXED, CONDITION_CHANGED -> conditions(change).said(who, what);
            case TRUST_CONDITION_RELAXED ->
                conditions(change).said(who, "take the " + AccessSentences.holders(change.holders()));
            case TRUST_WIDENED ->
                "%s could now take the %s and do all that it may."
                        .formatted(who, AccessSentences.holders(change.holders()));
            case NEW_RIGHTS ->
                ofTrust(change)
                        ? "%s can take the new %s.".formatted(who, AccessSentences.holders(change.holders()))
                        : "New: %s can %s.".formatted(who, AccessSentences.plain(change.clauses()));
            case NEW_DANGEROUS_RIGHTS ->
                ofTrust(change)
                        ? "%s can take the new %s.".formatted(who, AccessSentences.holders(change.holders()))
                        : "New: %s can %s.".formatted(who, what);
            case PROTECTIVE_RIGHT_REFUSED ->
                "%s would be refused %s%s: %s"
                        .formatted(
                                who,
                                AccessSentences.actions(change.clauses()),
                                AccessSentences.conditions(change.clauses()),
                                withoutRight(change));
            case DENY_ADDED ->
                "%s would be refused %s on %s%s; check that nothing relies on it."
                        .formatted(
                                who,
                                AccessSentences.actions(change.clauses()),
                                AccessSentences.resources(change.clauses()),
                                AccessSentences.conditions(change.clauses()));
            default -> "%s could now %s.".formatted(who, what);
        };
    }

    private static ConditionChange conditions(StatementChange change) {
        return ConditionChange.between(change.counterparts(), change.clauses());
    }

    private static String ofLoss(StatementChange change) {
        return switch (change.rule()) {
            case DENY_REMOVED -> "Nothing forbids it any longer: %s.".formatted(unlessRefused(change));
            case DENY_NARROWED ->
                "The refusal no longer holds for all it held for: %s.".formatted(unlessRefused(change));
            case PROTECTIVE_RIGHT_REMOVED -> "%s: %s".formatted(stopped(change), withoutRight(change));
            case DENY_UNMANAGED, ALLOW_UNMANAGED -> change.rule().rule().meaning();
            default -> "%s; what relies on it stops working.".formatted(stopped(change));
        };
    }

    private static String withoutRight(StatementChange change) {
        return change.holders().stream()
                .flatMap(holder ->
                        change.clauses().stream().flatMap(clause -> ProtectiveRights.without(clause, holder).stream()))
                .findFirst()
                .orElseThrow();
    }

    private static String stopped(StatementChange change) {
        String who = AccessSentences.who(change);
        return ofTrust(change)
                ? "%s could no longer take the %s".formatted(who, AccessSentences.holders(change.holders()))
                : "%s could no longer %s%s"
                        .formatted(
                                who,
                                AccessSentences.plain(change.clauses()),
                                switch (change.rule()) {
                                    case ALLOW_NARROWED -> " as freely as before";
                                    case ALLOW_REMOVED -> AccessSentences.conditions(change.clauses());
                                    default -> "";
                                });
    }

    /** Without the refusal the other policies decide. */
    private static String unlessRefused(StatementChange change) {
        boolean everybody = change.clauses().stream()
                .flatMap(clause -> clause.principals().stream())
                .anyMatch(principal -> principal.isEverything() || principal.negated());
        boolean identity = change.holders().iterator().next().isIdentity();
        String what = AccessSentences.what(change.clauses());
        return everybody && !identity
                ? "everybody whose own policies allow it could %s".formatted(what)
                : "where other policies allow it, %s could %s".formatted(AccessSentences.who(change), what);
    }

    private static boolean ofTrust(StatementChange change) {
        return change.holders().stream().allMatch(PolicyAttachment::isTrust);
    }
}
