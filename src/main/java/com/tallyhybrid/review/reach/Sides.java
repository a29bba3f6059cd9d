package com.tallyhybrid.review.reach;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Side;
import com.tallyhybrid.review.reach.Passages.Difference;
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
record Sides(Side base, Side head, Passages before, Passages after) {

    static Sides of(Comparison comparison, Function<Side, Passages> reader) {
        Side base = comparison.base();
        Side head = comparison.head();
        return new Sides(base, head, reader.apply(base), reader.apply(head));
    }

    /** What is said of all that passes more, then of all that passes less. */
    List<Finding> findings(
            Function<Difference, Optional<Finding>> gained, Function<Difference, Optional<Finding>> lost) {
        List<Finding> findings = new ArrayList<>();
        after.without(before).forEach(more -> gained.apply(more).ifPresent(findings::add));
        before.without(after).stream()
                .filter(less -> !goes(less))
                .forEach(less -> lost.apply(less).ifPresent(findings::add));
        return findings;
    }

    /** Whether the templates make the gate, and did not before. */
    boolean isNew(Gate gate) {
        return head.makes(gate.name()) && !base.makes(gate.name());
    }

    /** Whether the gate goes too, or the app forgets the whole stack and AWS keeps both. */
    private boolean goes(Difference less) {
        String gate = less.passage().gate().name();
        return base.makes(gate) && !head.makes(gate)
                || !head.hasStack(less.passage().source().stack());
    }
}
