package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes out the loops of a template, {@code Fn::ForEach::Name: [Identifier, Collection, {key: value}]}, where the template
 * alone says what they run over; a parameter's default counts. See CloudFormation's page of {@code Fn::ForEach}.
 *
 * <p>A loop over what only the deployment knows stays, beside the sections of the template: below them stands nothing but
 * resources, outputs and conditions.
 */
final class LoopExpansion {

    static final String LOOP = "Fn::ForEach::";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> SECTIONS = Set.of("Resources", "Outputs", "Conditions");

    /** CloudFormation allows 500 resources in a template; loops in loops make more than any memory holds. */
    private static final int MOST = 10_000;

    private final Template template;
    private final Inputs inputs;
    private int written;

    private LoopExpansion(Template template) {
        this.template = template;
        inputs = Inputs.of(template);
    }

    /** The template with its loops written out; itself where it has none. */
    static Template of(Template template) {
        boolean none = !template.body().toString().contains('"' + LOOP);
        return none ? template : template.with(new LoopExpansion(template).body());
    }

    private JsonNode body() {
        ObjectNode body = JSON.objectNode();
        ObjectNode open = JSON.objectNode();
        template.body().properties().forEach(section -> {
            JsonNode expanded = expanded(section.getValue());
            if (SECTIONS.contains(section.getKey()) && expanded.isObject()) {
                List<String> loops = new ArrayList<>();
                expanded.fieldNames().forEachRemaining(loops::add);
                loops.removeIf(name -> !name.startsWith(LOOP));
                loops.forEach(name -> open.set(name, ((ObjectNode) expanded).remove(name)));
            }
            body.set(section.getKey(), expanded);
        });
        return body.setAll(open);
    }

    private JsonNode expanded(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode(node.size());
            node.forEach(element -> list.add(expanded(element)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JSON.objectNode();
        node.properties().forEach(entry -> {
            Optional<List<String>> values = entry.getKey().startsWith(LOOP)
                    ? collection(entry.getValue().path(1))
                    : Optional.empty();
            if (values.isEmpty() || !entry.getValue().path(2).isObject()) {
                object.set(
                        entry.getKey(),
                        entry.getKey().startsWith(LOOP) ? entry.getValue() : expanded(entry.getValue()));
                return;
            }
            String identifier = entry.getValue().path(0).asText();
            for (String value : values.get()) {
                count();
                object.setAll((ObjectNode) expanded(with(entry.getValue().path(2), identifier, value)));
            }
        });
        return object;
    }

    private void count() {
        written++;
        if (written > MOST) {
            throw new UnreadableTemplate("the loops in %s run more than %d times".formatted(template.file(), MOST));
        }
    }

    /** What a loop runs over; empty where only the deployment tells. */
    private Optional<List<String>> collection(JsonNode written) {
        JsonNode resolved = inputs.resolve(written);
        List<String> values = new ArrayList<>();
        for (JsonNode element : resolved.isArray() ? resolved : List.of(resolved)) {
            for (JsonNode value : element.isArray() ? element : List.of(element)) {
                if (!value.isValueNode() || value.isNull()) {
                    return Optional.empty();
                }
                values.add(value.asText().strip());
            }
        }
        return resolved.isArray() ? Optional.of(values) : Optional.empty();
    }

    /** The loop's body for one value: {@code ${Identifier}}, {@code &{Identifier}} without signs, and {@code Ref}. */
    private static JsonNode with(JsonNode node, String identifier, String value) {
        if (node.isTextual()) {
            return TextNode.valueOf(filled(node.asText(), identifier, value));
        }
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode(node.size());
            node.forEach(element -> list.add(with(element, identifier, value)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1 && node.path("Ref").asText().equals(identifier)) {
            return TextNode.valueOf(value);
        }
        ObjectNode object = JSON.objectNode();
        node.properties()
                .forEach(entry -> object.set(
                        filled(entry.getKey(), identifier, value), with(entry.getValue(), identifier, value)));
        return object;
    }

    private static String filled(String text, String identifier, String value) {
        return text.replace("${" + identifier + "}", value)
                .replace("&{" + identifier + "}", value.replaceAll("[^A-Za-z0-9]", ""));
    }
}
