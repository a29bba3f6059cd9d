package com.tallyhybrid.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What stands for a value that only a deploy knows: the id of another resource, a generated name, a secret. */
final class Unknown {

    private static final String MARK = "\u0000";

    static final JsonNode VALUE = TextNode.valueOf(MARK);

    private Unknown() {}

    /** The value with every reference in it replaced. */
    static JsonNode instead(JsonNode value) {
        if (isReference(value)) {
            return VALUE;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), instead(entry.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> copy.add(instead(element)));
            return copy;
        }
        return value;
    }

    private static boolean isReference(JsonNode value) {
        if (value.isTextual()) {
            return value.asText().contains("{{resolve:");
        }
        return value.isObject()
                && value.size() == 1
                && value.fieldNames().next().matches("Ref|Fn::.+");
    }

    static boolean is(JsonNode value) {
        return value.equals(VALUE);
    }

    static boolean isIn(String text) {
        return text.contains(MARK) || text.contains("\\u0000");
    }
}
