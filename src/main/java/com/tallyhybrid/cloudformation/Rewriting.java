package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The one way to walk through a template and write it anew. */
public final class Rewriting {

    private Rewriting() {}

    /**
     * A list or an object with every entry rewritten, without those of which nothing is left; itself where nothing changes,
     * so that two readings of one template share what they can.
     */
    public static JsonNode inside(JsonNode node, UnaryOperator<JsonNode> rewrite) {
        return node.isArray() ? list(node, rewrite) : node.isObject() ? object(node, rewrite) : node;
    }

    private static JsonNode list(JsonNode node, UnaryOperator<JsonNode> rewrite) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(node.size());
        boolean same = true;
        for (JsonNode element : node) {
            JsonNode value = rewrite.apply(element);
            same &= value == element;
            if (!value.isMissingNode()) {
                list.add(value);
            }
        }
        return same ? node : list;
    }

    private static JsonNode object(JsonNode node, UnaryOperator<JsonNode> rewrite) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean same = true;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = rewrite.apply(entry.getValue());
            same &= value == entry.getValue();
            if (!value.isMissingNode()) {
                object.set(entry.getKey(), value);
            }
        }
        return same ? node : object;
    }
}
