package com.tallyhybrid.review.access;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
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
        return change.rule()
                .rule()
                .about(change.source())
                .at(change.path())
                .values(cut(loss ? own : other), cut(loss ? other : own))
                .saying(Meaning.of(change))
                .advising(advice(change));
    }

    private static Optional<String> advice(StatementChange change) {
        return switch (change.rule()) {
            case ALLOW_ADDED, ALLOW_BROADENED, TRUST_WIDENED, NEW_DANGEROUS_RIGHTS, NEW_RIGHTS -> Advice.on(change);
            default -> change.rule().rule().advice();
        };
    }

    private static String cut(String text) {
        return Values.shown(TextNode.valueOf(text));
    }
}
