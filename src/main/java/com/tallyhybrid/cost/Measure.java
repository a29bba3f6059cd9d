package com.tallyhybrid.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/** How the cost of a property is read off its value. */
public enum Measure {
    /** The resource is billed because it is there. */
    EXISTS,
    /** The more, the dearer. */
    NUMBER,
    /** Every entry of the list is billed. */
    COUNT,
    /** Every place where it is switched on is billed. */
    ENABLED,
    /** A choice with a rank. */
    RANK,
    /** A choice whose price is not known. */
    CHOICE;

    /** How much the value costs compared to another; empty if only the account knows, or nobody. */
    public OptionalDouble of(JsonNode value, CostDriver driver) {
        return switch (this) {
            case EXISTS, CHOICE -> OptionalDouble.empty();
            case NUMBER -> value.isArray() ? sum(value) : number(value);
            case COUNT -> value.isObject() ? OptionalDouble.empty() : OptionalDouble.of(entries(value));
            case ENABLED -> value.isObject() ? OptionalDouble.empty() : OptionalDouble.of(enabled(value));
            case RANK -> rank(value, driver);
        };
    }

    private static OptionalDouble number(JsonNode value) {
        if (value.asText().equals(CostDriver.UNLIMITED)) {
            return OptionalDouble.of(Double.MAX_VALUE);
        }
        if (value.isMissingNode()) {
            return OptionalDouble.of(0);
        }
        double number = value.asDouble(Double.NaN);
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static OptionalDouble sum(JsonNode values) {
        double sum = 0;
        for (JsonNode value : values) {
            OptionalDouble number = number(value);
            if (number.isEmpty()) {
                return number;
            }
            sum += number.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    private static int entries(JsonNode value) {
        int entries = 0;
        for (JsonNode element : value) {
            entries += element.isArray() ? entries(element) : 1;
        }
        return entries;
    }

    private static int enabled(JsonNode value) {
        if (value.isArray()) {
            int enabled = 0;
            for (JsonNode element : value) {
                enabled += enabled(element);
            }
            return enabled;
        }
        return value.asText().equals("Enabled") || value.asBoolean() ? 1 : 0;
    }

    private static OptionalDouble rank(JsonNode value, CostDriver driver) {
        Integer rank = driver.ranks().get(value.asText());
        return rank == null ? OptionalDouble.empty() : OptionalDouble.of(rank);
    }
}
