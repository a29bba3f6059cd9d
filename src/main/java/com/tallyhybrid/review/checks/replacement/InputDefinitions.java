package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Template;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that decides an input of a template: a parameter, a mapping, or a condition with what it asks in its turn. */
final class InputDefinitions {
    private final Template template;
    private final Map<String, JsonNode> found = new TreeMap<>();

    private InputDefinitions(Template template) {
        this.template = template;
    }

    /** The definitions by section and name, such as {@code Parameters.Stage}. */
    static Map<String, JsonNode> of(Template template, String section, String name) {
        InputDefinitions definitions = new InputDefinitions(template);
        definitions.collect(section, name);
        return definitions.found;
    }

    private void collect(String section, String name) {
        JsonNode definition = template.body().path(section).path(name);
        if (definition.isMissingNode() || found.containsKey(section + "." + name)) {
            return;
        }
        found.put(section + "." + name, section.equals("Parameters") ? value(definition) : definition);
        if (section.equals("Conditions")) {
            names(definition, "Condition").forEach(inner -> collect("Conditions", inner));
            names(definition, "Ref").forEach(inner -> collect("Parameters", inner));
            definition
                    .findValues("Fn::FindInMap")
                    .forEach(lookup -> collect("Mappings", lookup.path(0).asText()));
        }
    }

    /** A parameter's description and the values it allows change nothing that is deployed. */
    private static JsonNode value(JsonNode parameter) {
        return parameter instanceof ObjectNode object ? object.deepCopy().retain("Type", "Default") : parameter;
    }

    private static List<String> names(JsonNode definition, String function) {
        return definition.findValues(function).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }
}
