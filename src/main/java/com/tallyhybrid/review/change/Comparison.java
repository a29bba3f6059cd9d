package com.tallyhybrid.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two commits side by side: what is deployed, and what the pull request would make of it.
 *
 * @param base the templates as they are
 * @param head the templates as proposed
 */
public record Comparison(Synthesis base, Synthesis head) {

    /** Every stack of either side; a renamed stack is one that goes and one that comes. */
    public List<StackChange> stacks() {
        return union(base.templates(), head.templates()).stream()
                .map(name -> new StackChange(
                        name,
                        Optional.ofNullable(base.templates().get(name)),
                        Optional.ofNullable(head.templates().get(name))))
                .toList();
    }

    /** Every resource that is not the same on both sides. */
    public List<ResourceChange> resources() {
        List<ResourceChange> changes = new ArrayList<>();
        for (StackChange stack : stacks()) {
            Map<String, JsonNode> before = stack.base().map(Template::resources).orElse(Map.of());
            Map<String, JsonNode> after = stack.head().map(Template::resources).orElse(Map.of());
            for (String logicalId : union(before, after)) {
                JsonNode old = before.getOrDefault(logicalId, MissingNode.getInstance());
                JsonNode next = after.getOrDefault(logicalId, MissingNode.getInstance());
                if (!old.equals(next)) {
                    changes.add(new ResourceChange(stack.name(), logicalId, old, next));
                }
            }
        }
        return changes;
    }

    /**
     * The same with everything that means the same written in one way ({@code Fn::Sub} and {@code Fn::Join}, the stack's
     * own name, account and Region), so that a difference is one.
     */
    public Comparison canonical() {
        return new Comparison(base.canonical(), head.canonical());
    }

    private static Set<String> union(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }
}
