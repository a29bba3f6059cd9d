package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Exports;
import com.tallyhybrid.review.diff.Reference;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the values that a resource refers to come from: resources here and elsewhere, and inputs that have changed. */
final class Sources {
    private final Map<String, Template> base;
    private final Map<String, Template> head;
    private final Exports exports;

    Sources(Comparison comparison) {
        base = comparison.base().resolved();
        head = comparison.head().resolved();
        exports = comparison.head().exports();
    }

    /** What stands behind a reference in a stack. */
    Stream<Replacement.Cause> of(String stack, Reference reference) {
        String name = reference.name();
        return switch (reference.kind()) {
            case RESOURCE ->
                Stream.concat(
                        Stream.of(new Replacement.Cause(stack + "/" + name, Replacement.By.REFERENCE)),
                        input(stack, "Parameters", name));
            case EXPORT ->
                exports.importedBy(head.get(stack), name).stream()
                        .flatMap(export -> behind(export.stack(), export.value(), Replacement.By.EXPORT));
            case OUTPUT -> output(name);
            case CONDITION -> input(stack, "Conditions", name);
            case MAPPING -> input(stack, "Mappings", name);
        };
    }

    private Stream<Replacement.Cause> output(String name) {
        String[] parts = name.split("\\.", 2);
        return Optional.ofNullable(head.get(parts[0])).stream()
                .map(producer -> producer.outputs().get(parts[1]))
                .filter(Objects::nonNull)
                .flatMap(output -> behind(parts[0], output.path("Value"), Replacement.By.REFERENCE));
    }

    /** The resources of the producer that stand behind a value it hands out. */
    private static Stream<Replacement.Cause> behind(String producer, JsonNode value, Replacement.By by) {
        return Reference.in(value).stream()
                .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                .map(reference -> new Replacement.Cause(producer + "/" + reference.name(), by));
    }

    private Stream<Replacement.Cause> input(String stack, String section, String name) {
        Template next = head.get(stack);
        Template old = base.getOrDefault(stack, next);
        return InputDefinitions.of(old, section, name).equals(InputDefinitions.of(next, section, name))
                ? Stream.empty()
                : Stream.of(new Replacement.Cause(stack + "/" + section + "." + name, Replacement.By.INPUT));
    }
}
