package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Template values without the freedom of their writing: no value, a number, a list of one. */
final class PlainValue {

    private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);

    private PlainValue() {}

    /** The value, or a missing node where the template says that there is none. */
    static JsonNode value(JsonNode node) {
        return node.isNull() || Intrinsic.isNoValue(node) ? MissingNode.getInstance() : node;
    }

    /** What the template says; a missing node where it says nothing that can be read. */
    static JsonNode literal(Value value) {
        return value instanceof Value.Literal literal ? literal.json() : MissingNode.getInstance();
    }

    /** Whether two values are the same, however they are written: {@code 1}, {@code 1.0} and {@code "1"} are. */
    static boolean same(JsonNode one, JsonNode other) {
        Optional<BigDecimal> amount = amount(one);
        Optional<BigDecimal> otherAmount = amount(other);
        return amount.isPresent() && otherAmount.isPresent()
                ? amount.get().compareTo(otherAmount.get()) == 0
                : one.equals(other);
    }

    /** A number, or days and years such as an object lock has them, in days; empty if it is neither. */
    static Optional<BigDecimal> amount(JsonNode node) {
        if (node.path("Years").isValueNode()) {
            return amount(node.path("Years")).map(DAYS_A_YEAR::multiply);
        }
        JsonNode number = node.path("Days").isValueNode() ? node.path("Days") : node;
        try {
            return number.isValueNode() ? Optional.of(new BigDecimal(number.asText())) : Optional.empty();
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }

    /** The entries of a list; a single value is a list of one. */
    static List<JsonNode> entries(JsonNode node) {
        List<JsonNode> entries = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(entries::add);
        } else if (!node.isMissingNode()) {
            entries.add(node);
        }
        return entries;
    }
}
