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
        String own = Sentences.shown(change.clauses());
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
                Meaning.of(change),
                advice(change));
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

    private static String cut(String text) {
        return Values.shown(TextNode.valueOf(text));
    }
}
