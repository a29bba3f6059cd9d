package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.diff.Exports;
import com.tallyhybrid.review.diff.Reference;
import com.tallyhybrid.review.diff.Side;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the values that a resource refers to come from: resources here and elsewhere, and inputs that have changed. */
final class Sources {

    private final Side base;
    private final Side head;
    private final Exports exports;

    Sources(Side base, Side head) {
        this.base = base;
        this.head = head;
        this.exports = head.exports();
    }

    /** What stands behind a reference in a template. */
    Stream<Replacement.Cause> of(Template template, Reference reference) {
        String name = reference.name();
        return switch (reference.kind()) {
            case RESOURCE ->
                Stream.concat(
                        Stream.of(new Replacement.Cause(template.stack() + "/" + name, Replacement.By.REFERENCE)),
                        input(template, "Parameters", name));
            case EXPORT ->
                exports.importedBy(template, name).stream()
                        .flatMap(export -> behind(export.stack(), export.value(), Replacement.By.EXPORT));
            case OUTPUT -> output(name);
            case CONDITION -> input(template, "Conditions", name);
            case MAPPING -> input(template, "Mappings", name);
        };
    }

    private Stream<Replacement.Cause> output(String name) {
        String[] parts = name.split("\\.", 2);
        return Optional.ofNullable(head.templates().get(parts[0])).stream()
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

    private Stream<Replacement.Cause> input(Template template, String section, String name) {
        JsonNode before = Optional.ofNullable(base.templates().get(template.stack()))
                .map(old -> old.body().path(section).path(name))
                .orElseGet(() -> template.body().path(section).path(name));
        return before.equals(template.body().path(section).path(name))
                ? Stream.empty()
                : Stream.of(new Replacement.Cause(template.stack() + "/" + section + "." + name, Replacement.By.INPUT));
    }
}
