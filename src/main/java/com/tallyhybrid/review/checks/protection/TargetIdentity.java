package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.PropertyChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells references apart that stand for different things.
 *
 * <p>Two names that nobody knows yet may be one thing, such as a topic whose construct moved. They are two where the
 * templates as proposed still make or name the old one: then whatever the new one is, it is another. So is what is written
 * out in the place of a reference that does not stand for it.
 */
final class TargetIdentity {

    private final Comparison comparison;

    TargetIdentity(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The change with its references as texts where they can be told apart; as it is where they cannot. */
    PropertyChange told(String stack, PropertyChange change) {
        JsonNode before = asTexts(change.before(), true, stack);
        JsonNode after = asTexts(change.after(), false, stack);
        List<String> old = texts(before);
        List<String> next = texts(after);
        boolean written = next.stream().filter(text -> !old.contains(text)).noneMatch(text -> text.contains("<"));
        boolean apart = written
                || old.stream()
                        .filter(text -> !next.contains(text))
                        .allMatch(
                                text -> !text.contains("<") || comparison.head().stillHas(text));
        return apart ? new PropertyChange(change.path(), before, after) : change;
    }

    private JsonNode asTexts(JsonNode value, boolean old, String stack) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value.isArray()) {
            ArrayNode list = json.arrayNode();
            value.forEach(element -> list.add(asTexts(element, old, stack)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        if (Intrinsic.isFunction(value)) {
            if (Intrinsic.of(value) instanceof Intrinsic.If) {
                return value;
            }
            return json.textNode((old ? comparison.base() : comparison.head()).text(stack, value));
        }
        ObjectNode object = json.objectNode();
        value.properties().forEach(entry -> object.set(entry.getKey(), asTexts(entry.getValue(), old, stack)));
        return object;
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(inner -> texts.addAll(texts(inner)));
        return texts;
    }
}
