package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import java.util.List;

/** Says which rights come and go that no statement gives: memberships, attached policies, keys, shares. */
public final class PropertyGrantCheck implements Check {

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        return Choices.findings(comparison, choices -> new PropertyGrantComparison(comparison, choices).findings());
    }
}
