package com.tallyhybrid.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Puts texts and functions together as the shortest join by nothing. */
final class Pieces {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArrayNode shortest = JSON.arrayNode();
    private final StringBuilder text = new StringBuilder();

    private Pieces() {}

    /** One text or one function where that is all; a join by nothing otherwise, its texts as long as they can be. */
    static JsonNode joined(List<JsonNode> parts) {
        Pieces pieces = new Pieces();
        parts.stream().flatMap(part -> flat(part).stream()).forEach(pieces::add);
        pieces.endText();
        return switch (pieces.shortest.size()) {
            case 0 -> TextNode.valueOf("");
            case 1 -> pieces.shortest.get(0);
            default ->
                JSON.objectNode().set("Fn::Join", JSON.arrayNode().add("").add(pieces.shortest));
        };
    }

    private static List<JsonNode> flat(JsonNode part) {
        JsonNode inner = part.path("Fn::Join");
        if (!inner.path(0).asText("-").isEmpty()) {
            return List.of(part);
        }
        List<JsonNode> pieces = new ArrayList<>();
        inner.path(1).forEach(pieces::add);
        return pieces;
    }

    private void add(JsonNode piece) {
        if (piece.isValueNode()) {
            text.append(piece.asText());
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
