package com.tallyhybrid.review.checks.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.Reference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why CloudFormation refuses a template before it makes anything: names of nothing, circles, and what exceeds its limits.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">Quotas</a>
 */
final class TemplateFaults {
    private static final String RESOURCES = "Resources";
    private static final String OUTPUTS = "Outputs";
    private static final Map<String, Integer> MOST =
            Map.of(RESOURCES, 500, OUTPUTS, 200, "Parameters", 200, "Mappings", 200);
    private static final int MOST_BYTES = 1024 * 1024;

    private static final String HOLE = "{who}";

    private final Template template;
    private final Template resolved;
    private final Map<PropertyPath, Fault> found = new LinkedHashMap<>();

    /** What is wrong, in words with a hole for those with whom it is. */
    private record Fault(String words, Set<String> who) {}

    private TemplateFaults(Template template, Template resolved) {
        this.template = template;
        this.resolved = resolved;
    }

    /**
     * Every fault of a template as a sentence, by its place; none of one that a macro rewrites, because what is deployed is
     * another one.
     *
     * @param resolved the same with its inputs resolved
     */
    static Map<PropertyPath, String> of(Template template, Template resolved) {
        String text = template.body().toString();
        if (text.contains("\"Fn::ForEach::")
                || !TransformCheck.macros(template.body()).isEmpty()) {
            return Map.of();
        }
        TemplateFaults faults = new TemplateFaults(template, resolved);
        faults.limits(text.length());
        for (String section : List.of(RESOURCES, OUTPUTS)) {
            faults.names(section);
            faults.absent(section);
        }
        JsonNode conditions = template.body().path("Conditions");
        faults.references("The conditions", conditions);
        conditions
                .findValues("Condition")
                .forEach(other -> faults.named("The conditions", "Conditions", other.asText()));
        faults.exports();
        faults.circles(new CreationOrder(resolved));
        Map<PropertyPath, String> sentences = new LinkedHashMap<>();
        faults.found.forEach((place, fault) ->
                sentences.put(place, fault.words().replace(HOLE, String.join(", ", fault.who()))));
        return sentences;
    }

    private void limits(int bytes) {
        new TreeSet<>(MOST.keySet()).forEach(section -> {
            int entries = template.body().path(section).size();
            if (entries > MOST.get(section)) {
                add(
                        section,
                        "",
                        HOLE + " " + section + " are more than the " + MOST.get(section) + " allowed.",
                        "" + entries);
            }
        });
        if (bytes > MOST_BYTES) {
            add("Template", "", "It is larger than " + HOLE + ".", "1 MB");
        }
    }

    private void names(String section) {
        template.body().path(section).properties().forEach(entry -> {
            JsonNode definition = entry.getValue();
            if (definition.has("Condition")) {
                named(entry.getKey(), "Conditions", definition.path("Condition").asText());
            }
            CreationOrder.named(definition).forEach(name -> named(entry.getKey(), RESOURCES, name));
            references(entry.getKey(), definition);
        });
    }

    private void references(String user, JsonNode value) {
        for (Reference reference : Reference.in(value)) {
            switch (reference.kind()) {
                case RESOURCE -> {
                    if (!reference.name().startsWith("AWS::") && !has("Parameters", reference.name())) {
                        named(user, RESOURCES, reference.name());
                    }
                }
                case CONDITION -> named(user, "Conditions", reference.name());
                case MAPPING -> named(user, "Mappings", reference.name());
                default -> {
                    // Another stack has it, or has it not.
                }
            }
        }
    }

    /** A name that is a function is empty here, and nothing can be told of it. */
    private void named(String user, String section, String name) {
        if (!name.isEmpty() && !has(section, name)) {
            add(
                    section,
                    name,
                    "Nothing below " + section + " is called " + name + ", and these ask for it: " + HOLE + ".",
                    user);
        }
    }

    private boolean has(String section, String name) {
        return template.body().path(section).has(name);
    }

    /** What is made may use only what is made too; {@code DependsOn} may name anything. */
    private void absent(String section) {
        resolved.body()
                .path(section)
                .properties()
                .forEach(entry -> Reference.in(entry.getValue()).stream()
                        .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                        .map(Reference::name)
                        .filter(name ->
                                has(RESOURCES, name) && resolved.resource(name).isMissingNode())
                        .forEach(name -> add(
                                RESOURCES,
                                name,
                                "The condition of " + name + " is false, and these ask for it: " + HOLE + ".",
                                entry.getKey())));
    }

    private void exports() {
        Map<String, String> names = new HashMap<>();
        resolved.outputs().forEach((id, output) -> {
            JsonNode name = output.path("Export").path("Name");
            String first = name.isMissingNode()
                    ? null
                    : names.putIfAbsent(Reference.export(name).name(), id);
            if (first != null) {
                add(OUTPUTS, id, "It exports the same name as the output " + HOLE + ".", first);
            }
        });
    }

    private void circles(CreationOrder order) {
        Set<String> told = new TreeSet<>();
        for (String id : template.resources().keySet()) {
            Set<String> circle = new TreeSet<>(order.before(id));
            if (circle.contains(id) && told.add(id)) {
                circle.removeIf(other -> !order.before(other).contains(id));
                told.addAll(circle);
                add(RESOURCES, id, "Each of these waits for another of them: " + HOLE + ".", String.join(", ", circle));
            }
        }
    }

    private void add(String section, String name, String words, String who) {
        PropertyPath place = name.isEmpty()
                ? PropertyPath.of(section)
                : PropertyPath.of(section).key(name);
        found.computeIfAbsent(place, none -> new Fault(words, new TreeSet<>()))
                .who()
                .add(who);
    }
}
