package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/** Puts texts and functions together as the shortest join by nothing. */
final class JoinBuilder {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArrayNode shortest = JSON.arrayNode();
    private final StringBuilder text = new StringBuilder();

    private JoinBuilder() {}

    /** One text or one function where that is all; a join by nothing otherwise, its texts as long as they can be. */
    static JsonNode joined(JsonNode delimiter, JsonNode elements) {
        var builder = new JoinBuilder();
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                builder.add(delimiter);
            }
            builder.add(elements.get(i));
        }
        builder.endText();
        return switch (builder.shortest.size()) {
            case 0 -> TextNode.valueOf("");
            case 1 -> builder.shortest.get(0);
            default ->
                JSON.objectNode().set("Fn::Join", JSON.arrayNode().add("").add(builder.shortest));
        };
    }

    private void add(JsonNode piece) {
        JsonNode inner = piece.path("Fn::Join");
        if (piece.isValueNode()) {
            text.append(piece.asText());
        } else if (inner.path(0).asText("-").isEmpty() && inner.path(1).isArray()) {
            inner.get(1).forEach(this::add);
        } else {
            endText();
            shortest.add(piece);
        }
    }

    private void endText() {
        if (!text.isEmpty()) {
            shortest.add(text.toString());
            text.setLength(0);
        }
    }
}
