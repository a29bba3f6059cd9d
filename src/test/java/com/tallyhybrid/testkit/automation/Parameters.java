package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import java.util.Set;

/** The parameters of a document, checked as Systems Manager checks them when a run starts. */
final class Parameters {

    private static final Set<String> KEYS = Set.of("type", "description", "default", "allowedValues", "allowedPattern");

    private final Document document;

    Parameters(Document document) {
        this.document = document;
    }

    /** @throws IllegalArgumentException where Systems Manager would not start the run */
    References bind(Map<String, JsonNode> given) {
        var references = new References();
        JsonNode declared = document.content().path("parameters");
        given.keySet().stream().filter(name -> !declared.has(name)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("%s has no parameter %s".formatted(document.name(), unknown));
        });
        declared.properties().forEach(parameter -> {
            JsonNode definition = parameter.getValue();
            definition.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new AssertionError("parameter %s has an unknown key %s".formatted(parameter.getKey(), key));
                }
            });
            JsonNode value = given.getOrDefault(parameter.getKey(), definition.get("default"));
            references.set(parameter.getKey(), accepted(parameter.getKey(), definition, value));
        });
        return references;
    }

    private static JsonNode accepted(String name, JsonNode definition, JsonNode value) {
        refuseIf(value == null, name, "is missing");
        JsonNode typed = switch (definition.path("type").asText()) {
            case "String" -> value;
            case "Integer" -> IntNode.valueOf(value.asInt());
            default ->
                throw new AssertionError("parameters of type %s are not modelled".formatted(definition.path("type")));
        };
        JsonNode allowed = definition.path("allowedValues");
        refuseIf(
                !allowed.isMissingNode() && allowed.valueStream().noneMatch(typed::equals),
                name,
                "%s is not allowed; allowed are %s".formatted(typed, allowed));
        JsonNode pattern = definition.path("allowedPattern");
        refuseIf(
                !pattern.isMissingNode() && !typed.asText().matches(pattern.asText()),
                name,
                "%s does not match %s".formatted(typed, pattern));
        return typed;
    }

    private static void refuseIf(boolean wrong, String name, String why) {
        if (wrong) {
            throw new IllegalArgumentException(name + " " + why);
        }
    }
}
