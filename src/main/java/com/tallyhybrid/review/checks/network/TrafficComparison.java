package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.checks.network.TrafficRules.Difference;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What passes on both sides of a comparison.
 *
 * @param base the resources as they are
 * @param head the resources as proposed
 * @param before what passes as it is
 * @param after what would pass
 */
record TrafficComparison(Side base, Side head, TrafficRules before, TrafficRules after) {

    static TrafficComparison of(Comparison comparison, Function<Side, TrafficRules> reader) {
        Side base = comparison.base();
        Side head = comparison.head();
        return new TrafficComparison(base, head, reader.apply(base), reader.apply(head));
    }

    /** What is said of all that passes more, then of all that passes less. */
    List<ReviewFinding> findings(
            Function<Difference, Optional<ReviewFinding>> gained, Function<Difference, Optional<ReviewFinding>> lost) {
        List<ReviewFinding> findings = new ArrayList<>();
        after.without(before).forEach(more -> gained.apply(more).ifPresent(findings::add));
        before.without(after).stream()
                .filter(less -> !goes(less))
                .forEach(less -> lost.apply(less).ifPresent(findings::add));
        return findings;
    }

    /** Whether the templates make the rule set, and did not before. */
    boolean isNew(RuleSet ruleSet) {
        return head.makes(ruleSet.name()) && !base.makes(ruleSet.name());
    }

    /** Whether the rule set goes too, or the app forgets the whole stack and AWS keeps both. */
    private boolean goes(Difference less) {
        String ruleSet = less.rule().ruleSet().name();
        return base.makes(ruleSet) && !head.makes(ruleSet)
                || !head.hasStack(less.rule().source().stack());
    }
}
