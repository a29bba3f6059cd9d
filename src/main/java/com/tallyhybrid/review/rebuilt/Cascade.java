package com.tallyhybrid.review.rebuilt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.change.Exports;
import com.tallyhybrid.review.change.PropertyPath;
import com.tallyhybrid.review.change.Reference;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passes rebuilds on: a resource that is made anew has another id and ARN, and whoever uses them in a property that
 * replaces is made anew too, in the same stack or in another one.
 */
final class Cascade {

    private final Synthesis base;
    private final Synthesis head;
    private final Exports exports;
    private final Map<String, Rebuild> rebuilt = new LinkedHashMap<>();

    private Cascade(Synthesis base, Synthesis head, List<Rebuild> direct) {
        this.base = base;
        this.head = head;
        this.exports = Exports.of(head);
        direct.forEach(rebuild -> rebuilt.putIfAbsent(rebuild.label(), rebuild));
    }

    /** What is rebuilt because of what is rebuilt already. */
    static List<Rebuild> of(Synthesis base, Synthesis head, List<Rebuild> direct) {
        if (direct.isEmpty()) {
            return List.of();
        }
        return new Cascade(base, head, direct).spread();
    }

    /**
     * How a resource uses another one.
     *
     * @param label the resource that is used
     * @param throughExport whether an export stands between them
     */
    private record Use(String label, boolean throughExport) {}

    private List<Rebuild> spread() {
        List<Rebuild> passedOn = new ArrayList<>();
        boolean grows = true;
        while (grows) {
            List<Rebuild> next =
                    head.templates().values().stream().flatMap(this::hit).toList();
            next.forEach(rebuild -> rebuilt.put(rebuild.label(), rebuild));
            grows = passedOn.addAll(next);
        }
        return passedOn;
    }

    private Stream<Rebuild> hit(Template template) {
        return template.resources().entrySet().stream()
                .filter(entry -> !rebuilt.containsKey(template.stack() + "/" + entry.getKey()))
                .flatMap(entry -> hit(template, entry.getKey(), entry.getValue()).stream());
    }

    private Optional<Rebuild> hit(Template template, String logicalId, JsonNode after) {
        JsonNode before = Optional.ofNullable(base.templates().get(template.stack()))
                .map(old -> old.resource(logicalId))
                .orElse(MissingNode.getInstance());
        if (!before.path("Type").equals(after.path("Type"))) {
            return Optional.empty();
        }
        return Behaviour.published()
                .replacing(after.path("Type").asText(), before.path("Properties"), after.path("Properties"))
                .entrySet()
                .stream()
                .flatMap(entry -> hit(template, logicalId, before, after, entry.getKey(), entry.getValue()))
                .findFirst();
    }

    private Stream<Rebuild> hit(
            Template template, String logicalId, JsonNode before, JsonNode after, String path, Effect effect) {
        JsonNode value = PropertyPath.of(path).in(after.path("Properties"));
        return Reference.in(value).stream()
                .flatMap(reference -> uses(template, reference))
                .filter(use -> rebuilt.containsKey(use.label()))
                .map(use -> {
                    boolean certain = effect == Effect.REPLACES
                            && !use.throughExport()
                            && rebuilt.get(use.label()).isCertain();
                    Impact impact = new Impact(path, value, value, certain ? effect : Effect.MAY_REPLACE, "");
                    return new Rebuild(
                            template.stack(),
                            logicalId,
                            before,
                            after,
                            impact,
                            Optional.of(new Rebuild.Cause(use.label(), use.throughExport())));
                });
    }

    private Stream<Use> uses(Template template, Reference reference) {
        return switch (reference.kind()) {
            case RESOURCE -> Stream.of(new Use(template.stack() + "/" + reference.name(), false));
            case EXPORT ->
                exports.importedBy(template, reference.name()).stream()
                        .flatMap(export -> behind(export.stack(), export.value(), true));
            case OUTPUT -> {
                String[] parts = reference.name().split("\\.", 2);
                yield Optional.ofNullable(head.templates().get(parts[0])).stream()
                        .map(producer -> producer.outputs().get(parts[1]))
                        .filter(Objects::nonNull)
                        .flatMap(output -> behind(parts[0], output.path("Value"), false));
            }
            case CONDITION, MAPPING -> Stream.empty();
        };
    }

    /** The resources of the producer that stand behind a value it hands out. */
    private static Stream<Use> behind(String producer, JsonNode value, boolean throughExport) {
        return Reference.in(value).stream()
                .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                .map(reference -> new Use(producer + "/" + reference.name(), throughExport));
    }
}
