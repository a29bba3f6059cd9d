package com.tallyhybrid.review.checks.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Reference;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        Set<String> lost = new TreeSet<>(named(change.before()));
        lost.removeAll(named(change.after()));
        lost.removeIf(id -> head.resource(id).isMissingNode());
        if (!lost.isEmpty()) {
            lost.removeAll(waitsFor(change.logicalId(), head));
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

    private static Set<String> named(JsonNode resource) {
        JsonNode names = resource.path(DEPENDS_ON);
        return names.isTextual()
                ? Set.of(names.asText())
                : names.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    /** Whatever is made before a resource, by the resources between them too. */
    private static Set<String> waitsFor(String logicalId, Template template) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(logicalId));
        while (!open.isEmpty()) {
            JsonNode resource = template.resource(open.remove());
            Set<String> next = new LinkedHashSet<>(named(resource));
            Reference.in(resource.path("Properties")).stream()
                    .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                    .map(Reference::name)
                    .forEach(next::add);
            next.stream().filter(found::add).forEach(open::add);
        }
        return found;
    }
}
