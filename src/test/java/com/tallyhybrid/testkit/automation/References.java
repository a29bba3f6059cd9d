package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What <code>{{ … }}</code> stands for: parameters, outputs of earlier steps, and what Systems Manager itself knows.
 *
 * <p>A value that is one reference keeps its type; within a text a reference becomes text.
 */
final class References {

    static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    void set(String name, JsonNode value) {
        values.put(name, value);
    }

    void set(String name, String value) {
        values.put(name, TextNode.valueOf(value));
    }

    JsonNode value(String name) {
        if (!values.containsKey(name)) {
            throw new AssertionError("nothing is known as {{ %s }}; known are %s".formatted(name, values.keySet()));
        }
        return values.get(name);
    }

    /** The inputs with everything put in. */
    JsonNode fill(JsonNode inputs) {
        if (inputs instanceof ObjectNode object) {
            ObjectNode filled = JSON.createObjectNode();
            object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
            return filled;
        }
        if (inputs instanceof ArrayNode array) {
            ArrayNode filled = JSON.createArrayNode();
            array.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return inputs.isTextual() ? fill(inputs.asText()) : inputs;
    }

    private JsonNode fill(String text) {
        Matcher whole = REFERENCE.matcher(text);
        if (whole.matches()) {
            return value(whole.group(1));
        }
        return TextNode.valueOf(
                whole.reset().replaceAll(found -> Matcher.quoteReplacement(text(value(found.group(1))))));
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
