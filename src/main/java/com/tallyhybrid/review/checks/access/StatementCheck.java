package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what changes in policies, wherever they stand, mean for access. */
public final class StatementCheck implements Check {

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>(StatementComparison.of(comparison).stream()
                .map(StatementCheck::finding)
                .toList());
        Set<List<Object>> told = findings.stream().map(StatementCheck::place).collect(Collectors.toSet());
        StatementComparison.byDefault(comparison).stream()
                .map(StatementCheck::finding)
                .filter(finding -> !told.contains(place(finding)))
                .map(finding -> finding.saying("Where the defaults of the parameters are used: " + finding.meaning()))
                .forEach(findings::add);
        return findings;
    }

    private static List<Object> place(ReviewFinding finding) {
        return List.of(finding.subject(), finding.aspect());
    }

    private static ReviewFinding finding(StatementChange change) {
        String own = AccessSentences.shown(change.clauses());
        String other = AccessSentences.shown(change.counterparts());
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
