package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what changes in policies, wherever they stand, mean for access. */
public final class StatementCheck implements Check {

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        return Choices.findings(
                comparison,
                choices -> StatementComparison.of(comparison, choices).stream()
                        .map(change -> finding(change, comparison.head().accounts()))
                        .toList());
    }

    private static ReviewFinding finding(StatementChange change, Set<String> accounts) {
        String own = AccessSentences.shown(change.clauses());
        String other = AccessSentences.shown(change.counterparts());
        boolean loss = change.rule().isLoss();
        return change.rule()
                .rule()
                .about(change.source())
                .as(severity(change, accounts))
                .at(change.path())
                .values(cut(loss ? own : other), cut(loss ? other : own))
                .saying(Meaning.of(change))
                .advising(advice(change));
    }

    /** A service that is let do one thing, for a source of this app, is how services work together: a note. */
    private static Severity severity(StatementChange change, Set<String> accounts) {
        boolean bound = change.rule() == StatementRule.ALLOW_ADDED
                && change.clauses().stream().allMatch(clause -> NewGrantSeverity.isOfBoundService(clause, accounts));
        return bound ? Severity.NOTICE : change.rule().rule().severity();
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
