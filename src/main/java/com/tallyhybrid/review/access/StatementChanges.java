package com.tallyhybrid.review.access;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.change.Comparison;
import java.util.List;
import java.util.Optional;

/** Says what changes in policies, wherever they stand, mean for access. */
public final class StatementChanges implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        return StatementComparison.of(comparison).stream()
                .map(StatementChanges::finding)
                .toList();
    }

    private static Finding finding(StatementChange change) {
        String own = Sentences.shown(change.atoms());
        String other = Sentences.shown(change.counterparts());
        boolean loss = change.rule().isLoss();
        return new Finding(
                Section.ACCESS_WIDENED,
                change.rule().severity(),
                change.rule().id(),
                change.source(),
                change.path(),
                cut(loss ? own : other),
                cut(loss ? other : own),
                capitalised(meaning(change)),
                advice(change));
    }

    private static String meaning(StatementChange change) {
        String who = Sentences.who(change);
        String what = Sentences.what(change.atoms());
        String conditions = Sentences.conditions(change.counterparts());
        String holders = Sentences.holders(change.holders());
        return switch (change.rule()) {
            case ALLOW_ADDED -> "%s could now %s.".formatted(who, what);
            case ALLOW_BROADENED -> "%s could now do more than before: %s.".formatted(who, what);
            case CONDITION_RELAXED ->
                "%s could now %s even without what the policy asked for: %s.".formatted(who, what, conditions);
            case CONDITION_CHANGED ->
                "%s could now %s under other conditions than before (%s).".formatted(who, what, conditions);
            case TRUST_WIDENED -> "%s could now take the %s and do all that it may.".formatted(who, holders);
            case DENY_REMOVED -> "Nothing forbids it any longer: %s.".formatted(allowed(change, what));
            case DENY_NARROWED ->
                "The refusal no longer holds for all it held for: %s.".formatted(allowed(change, what));
            case DENY_UNMANAGED ->
                "No template holds this refusal any longer. AWS keeps it until somebody changes it by hand, and no review"
                        + " will show that.";
            case ALLOW_UNMANAGED ->
                "No template holds this right any longer. AWS keeps it until somebody takes it away by hand.";
            case NEW_DANGEROUS_RIGHTS, NEW_RIGHTS ->
                holdsTrust(change)
                        ? "%s can take the new %s.".formatted(who, holders)
                        : "New: %s can %s."
                                .formatted(
                                        who, change.rule() == Rule.NEW_RIGHTS ? Sentences.plain(change.atoms()) : what);
            case ALLOW_NARROWED, ALLOW_REMOVED ->
                holdsTrust(change)
                        ? "%s could no longer take the %s; what relies on it stops working.".formatted(who, holders)
                        : "%s could no longer use %s on %s%s; what relies on it stops working."
                                .formatted(
                                        who,
                                        Sentences.actions(change.atoms()),
                                        Sentences.resources(change.atoms()),
                                        change.rule() == Rule.ALLOW_NARROWED ? " as freely as before" : "");
            case DENY_ADDED ->
                "%s would be refused %s on %s; check that nothing relies on it."
                        .formatted(who, Sentences.actions(change.atoms()), Sentences.resources(change.atoms()));
        };
    }

    /** Without the refusal the other policies decide. */
    private static String allowed(StatementChange change, String what) {
        boolean everybody = change.atoms().stream()
                .anyMatch(atom ->
                        atom.principal().isEverything() || atom.principal().negated());
        boolean identity = change.holders().iterator().next().isIdentity();
        return everybody && !identity
                ? "everybody whose own policies allow it could %s".formatted(what)
                : "where other policies allow it, %s could %s".formatted(Sentences.who(change), what);
    }

    private static Optional<String> advice(StatementChange change) {
        return switch (change.rule()) {
            case DENY_REMOVED, DENY_NARROWED ->
                Optional.of("Keep the refusal, and name who is excepted in its condition.");
            case DENY_UNMANAGED -> Optional.of("Keep the policy in a template, or delete it on purpose.");
            case CONDITION_RELAXED, CONDITION_CHANGED -> Optional.of("Keep the condition, or add a narrower one.");
            case ALLOW_ADDED, ALLOW_BROADENED, TRUST_WIDENED, NEW_DANGEROUS_RIGHTS, NEW_RIGHTS -> Advice.on(change);
            default -> Optional.empty();
        };
    }

    private static boolean holdsTrust(StatementChange change) {
        return change.holders().stream().allMatch(Holder::isTrust);
    }

    private static String cut(String text) {
        return Values.shown(TextNode.valueOf(text));
    }

    private static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
