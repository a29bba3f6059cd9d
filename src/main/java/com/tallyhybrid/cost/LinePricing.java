package com.tallyhybrid.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.cloudformation.DottedPath;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of the resources of one template. */
final class LinePricing {

    private static final String FOR_EVER = "unlimited";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final SymbolicResolver template;
    private final Prices prices;
    private final Usage usage;

    LinePricing(SymbolicResolver template, Prices prices, Usage usage) {
        this.template = template;
        this.prices = prices;
        this.usage = usage;
    }

    /** Whether a value says what a rule asks for; only the deployment may tell. */
    private enum Fit {
        YES,
        NO,
        UNKNOWN
    }

    /** Every line of a resource; none for one that costs nothing. */
    List<CostLine> of(String logicalId, JsonNode resource, Optional<String> region) {
        String type = resource.path("Type").asText();
        JsonNode properties = resource.path("Properties");
        List<CostLine> lines = new ArrayList<>();
        for (List<LineRule> choice : CostTable.known().choices(type)) {
            LineRule rule = chosen(choice, properties);
            if (!rule.free()) {
                quantities(rule, properties)
                        .ifPresent(found -> lines.add(new CostLine(
                                template.stack(),
                                logicalId,
                                type,
                                rule.words(),
                                rule.kind(),
                                found.known(),
                                prices.of(rule.price().orElseThrow()),
                                region,
                                rule.serves())));
            }
        }
        return lines;
    }

    /** The first that fits; where none does, or nobody can tell whether it does, one that nobody can price. */
    private LineRule chosen(List<LineRule> choice, JsonNode properties) {
        for (LineRule rule : choice) {
            Fit fit = fits(rule.when(), properties);
            if (fit == Fit.YES) {
                return rule;
            }
            if (fit == Fit.UNKNOWN) {
                break;
            }
        }
        return LineRule.unpriced(choice.get(0).type(), choice.get(0).words());
    }

    private Fit fits(Map<String, String> wanted, JsonNode value) {
        Fit all = Fit.YES;
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            JsonNode found = DottedPath.of(one.getKey()).in(value);
            boolean says = template.text(found).matches("(?s)" + one.getValue());
            if (!says && !(found.isObject() && Intrinsic.isFunction(found))) {
                return Fit.NO;
            }
            all = says ? all : Fit.UNKNOWN;
        }
        return all;
    }

    /** The quantities of a line that stands on the bill; not known where the template does not tell. */
    private record Found(Optional<Map<UsageCase, BigDecimal>> known) {}

    /** Empty where nothing of the kind is there. */
    private Optional<Found> quantities(LineRule rule, JsonNode properties) {
        if (rule.each().isEmpty()) {
            return Optional.of(new Found(quantities(rule, List.of(properties))));
        }
        JsonNode list = DottedPath.of(rule.each().get()).in(properties);
        if (list.isObject()) {
            return Optional.of(new Found(Optional.empty()));
        }
        List<JsonNode> entries = new ArrayList<>();
        flatten(list, entries);
        List<Fit> fits =
                entries.stream().map(entry -> fits(rule.where(), entry)).toList();
        if (fits.contains(Fit.UNKNOWN)) {
            return Optional.of(new Found(Optional.empty()));
        }
        List<JsonNode> billed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (fits.get(i) == Fit.YES) {
                billed.add(entries.get(i));
            }
        }
        return billed.isEmpty() ? Optional.empty() : Optional.of(new Found(quantities(rule, billed)));
    }

    private static void flatten(JsonNode list, List<JsonNode> entries) {
        list.forEach(entry -> {
            if (entry.isArray()) {
                flatten(entry, entries);
            } else {
                entries.add(entry);
            }
        });
    }

    private Optional<Map<UsageCase, BigDecimal>> quantities(LineRule rule, List<JsonNode> billed) {
        Map<UsageCase, BigDecimal> sums = new EnumMap<>(UsageCase.class);
        for (JsonNode one : billed) {
            Optional<BigDecimal> number = number(rule, one);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            for (UsageCase use : UsageCase.values()) {
                sums.merge(use, quantity(rule, number.get(), use), BigDecimal::add);
            }
        }
        return Optional.of(sums);
    }

    private BigDecimal quantity(LineRule rule, BigDecimal number, UsageCase use) {
        BigDecimal quantity = number;
        // One full set, and the changes of every day for which they are kept; kept for no day, there is none.
        if (rule.kept().isPresent() && number.signum() != 0) {
            quantity = BigDecimal.ONE.add(
                    number.multiply(usage.of(rule.kept().get(), use)).divide(HUNDRED));
        }
        for (String key : rule.usage()) {
            quantity = quantity.multiply(usage.of(key, use));
        }
        return rule.scaled(quantity)
                .multiply(prices.of(rule.price().orElseThrow()).unitsPerMonth());
    }

    /** The largest, where several stand there; empty where the deployment alone tells it, or it has no end. */
    private Optional<BigDecimal> number(LineRule rule, JsonNode value) {
        if (rule.number().isEmpty()) {
            return Optional.of(BigDecimal.ONE);
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        add(all, DottedPath.of(rule.number().get()).in(value));
        rule.alias().ifPresent(alias -> add(all, DottedPath.of(alias).in(value)));
        if (all.isEmpty()) {
            all.add(TextNode.valueOf(rule.absent().orElse("0")));
        }
        BigDecimal largest = BigDecimal.ZERO;
        for (JsonNode one : all) {
            String text = template.text(one);
            if (text.equals(FOR_EVER) || !text.matches("\\d{1,15}(\\.\\d{1,6})?")) {
                return Optional.empty();
            }
            largest = largest.max(new BigDecimal(text));
        }
        return Optional.of(largest);
    }

    private static void add(ArrayNode all, JsonNode value) {
        if (value.isArray()) {
            value.forEach(all::add);
        } else if (!value.isMissingNode()) {
            all.add(value);
        }
    }
}
