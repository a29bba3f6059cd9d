package com.tallyhybrid.review.checks.deployment;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds resources that no longer wait for another of their stack, neither by {@code DependsOn} nor by what they refer to:
 * CloudFormation makes both at once then, and takes both away at once.
 */
public final class CreationOrderCheck implements Check {

    private static final Rule ORDER_LOST = Rule.of("creation-order-lost");
    private static final String DEPENDS_ON = "DependsOn";

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        return comparison.resources().stream()
                .filter(ResourceChange::isUpdate)
                .flatMap(change -> comparison.head().template(change.stack()).stream()
                        .flatMap(template -> lost(change, template).stream()))
                .toList();
    }

    private static Optional<ReviewFinding> lost(ResourceChange change, Template head) {
        Set<String> lost = new TreeSet<>(CreationOrder.named(change.before()));
        lost.removeAll(CreationOrder.named(change.after()));
        lost.removeIf(id -> head.resource(id).isMissingNode());
        if (!lost.isEmpty()) {
            lost.removeAll(new CreationOrder(head).before(change.logicalId()));
        }
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(ORDER_LOST
                        .about(change.subject())
                        .at(PropertyPath.of(DEPENDS_ON))
                        .values(
                                Values.shown(change.before().path(DEPENDS_ON)),
                                Values.shown(change.after().path(DEPENDS_ON)))
                        .naming("others", String.join(", ", lost)));
    }
}
