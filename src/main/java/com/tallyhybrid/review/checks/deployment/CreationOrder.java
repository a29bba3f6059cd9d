package com.tallyhybrid.review.checks.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.diff.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What each resource of a template waits for: what it names in {@code DependsOn}, and what it refers to. */
final class CreationOrder {
    private final Map<String, Set<String>> next = new HashMap<>();

    CreationOrder(Template template) {
        template.resources().forEach((id, resource) -> {
            Set<String> others = new LinkedHashSet<>(named(resource));
            Reference.in(resource.path("Properties")).stream()
                    .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                    .map(Reference::name)
                    .forEach(others::add);
            next.put(id, others);
        });
    }

    /** What a resource names in {@code DependsOn}. */
    static Set<String> named(JsonNode resource) {
        JsonNode names = resource.path("DependsOn");
        return names.isTextual()
                ? Set.of(names.asText())
                : names.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    /** Whatever is made before a resource, by the resources between them too; itself where it waits for itself. */
    Set<String> before(String logicalId) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(logicalId));
        while (!open.isEmpty()) {
            next.getOrDefault(open.remove(), Set.of()).stream()
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }
}
