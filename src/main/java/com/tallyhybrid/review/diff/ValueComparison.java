package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tallyhybrid.cloudformation.Intrinsic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * When two values of templates are the same.
 *
 * <p>CloudFormation hands every value over as a text: {@code 32} and {@code "32"} are one value, also as arguments of a
 * function.
 */
public final class ValueComparison {

    private ValueComparison() {}

    /** Whether two values are the same, lists entry by entry. */
    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(other) || alike(one, other, ValueComparison::same, false);
    }

    /** Whether two values are the same, whatever the order of the lists in them; that of a function's arguments counts. */
    public static boolean sameInAnyOrder(JsonNode one, JsonNode other) {
        if (Intrinsic.isFunction(one) || Intrinsic.isFunction(other)) {
            return same(one, other);
        }
        return one.equals(other) || alike(one, other, ValueComparison::sameInAnyOrder, true);
    }

    /** Of two lists the entries of the first that are not in the other; all of it where that would be none. */
    public static JsonNode only(JsonNode one, JsonNode other) {
        if (!one.isArray() || !other.isArray()) {
            return one;
        }
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> shared = other.valueStream().toList();
        one.valueStream().filter(entry -> !shared.contains(entry)).forEach(own::add);
        return own.isEmpty() && one.size() == other.size() ? one : own;
    }

    private static boolean alike(JsonNode one, JsonNode other, BiPredicate<JsonNode, JsonNode> same, boolean anyOrder) {
        if (one.isValueNode() && other.isValueNode()) {
            return one.asText().equals(other.asText());
        }
        if (one.isMissingNode() || one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
            return false;
        }
        if (one.isObject()) {
            return one.properties().stream().allMatch(entry -> same.test(entry.getValue(), other.path(entry.getKey())));
        }
        List<JsonNode> left = new ArrayList<>(other.valueStream().toList());
        for (int i = 0; i < one.size(); i++) {
            JsonNode entry = one.get(i);
            int found = anyOrder
                    ? left.stream()
                            .filter(candidate -> same.test(entry, candidate))
                            .map(left::indexOf)
                            .findFirst()
                            .orElse(-1)
                    : same.test(entry, left.get(0)) ? 0 : -1;
            if (found < 0) {
                return false;
            }
            left.remove(found);
        }
        return true;
    }
}
