package com.tallyhybrid.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one thing on a bill is computed: an entry of {@code lines} in {@code drivers.yaml}, which describes the components.
 *
 * @param each the list of which every entry is billed; empty where the resource is
 * @param number the property that is multiplied; empty where the thing counts once
 */
record LineRule(
        String type,
        String words,
        Map<String, String> when,
        Optional<String> each,
        Map<String, String> where,
        Optional<String> number,
        Optional<String> alias,
        Optional<String> absent,
        List<String> usage,
        Optional<String> kept,
        String factor,
        boolean oneOff,
        boolean free,
        Optional<String> price,
        Optional<String> serves) {

    /** A price that nobody knows, for what has no other. */
    static final String UNPRICED = "anything-else";

    @JsonCreator
    LineRule {
        when = when == null ? Map.of() : new LinkedHashMap<>(when);
        each = each == null ? Optional.empty() : each;
        where = where == null ? Map.of() : new LinkedHashMap<>(where);
        number = number == null ? Optional.empty() : number;
        alias = alias == null ? Optional.empty() : alias;
        absent = absent == null ? Optional.empty() : absent;
        usage = usage == null ? List.of() : List.copyOf(usage);
        kept = kept == null ? Optional.empty() : kept;
        factor = factor == null ? "1" : factor;
        price = price == null ? Optional.empty() : price;
        serves = serves == null ? Optional.empty() : serves;
    }

    /** What stands on a bill where no rule of the table fits. */
    static LineRule unpriced(String type, String words) {
        return new LineRule(
                type,
                words,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                Optional.of(UNPRICED),
                null);
    }

    CostLine.Kind kind() {
        boolean fixed = usage.isEmpty() && kept.isEmpty();
        return oneOff ? CostLine.Kind.ONE_OFF : fixed ? CostLine.Kind.FIXED : CostLine.Kind.USAGE;
    }

    /** The quantity with the factor, which may be a fraction. */
    BigDecimal scaled(BigDecimal quantity) {
        String[] parts = factor.split("/", 2);
        BigDecimal product = quantity.multiply(new BigDecimal(parts[0]));
        return parts.length == 1 ? product : product.divide(new BigDecimal(parts[1]), MathContext.DECIMAL64);
    }
}
