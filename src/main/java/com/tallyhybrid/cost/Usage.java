package com.tallyhybrid.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.DottedPath;
import com.tallyhybrid.cloudformation.Template;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a bill depends on besides the templates; {@code usage.schema.json} says what each key means.
 *
 * @param given the keys that somebody has decided on, each with a low, a usual and a high number
 */
public record Usage(Map<String, Map<UsageCase, BigDecimal>> given) {

    /** Everything is assumed. */
    public static final Usage ASSUMED = new Usage(Map.of());

    /** The number for a key, once all of them stand here. */
    BigDecimal of(String key, UsageCase use) {
        return given.get(key).get(use);
    }

    /** The same with what is assumed of a deployment for every key that nobody has decided on. */
    public Usage completedFor(Collection<Template> templates) {
        Map<String, Map<UsageCase, BigDecimal>> complete = new LinkedHashMap<>();
        UsageKeys.ALL.forEach((key, definition) ->
                complete.put(key, given.containsKey(key) ? given.get(key) : assumed(definition, templates)));
        return new Usage(complete);
    }

    private static Map<UsageCase, BigDecimal> assumed(JsonNode definition, Collection<Template> templates) {
        BigDecimal times = times(definition.path("x-times"), templates);
        Map<UsageCase, BigDecimal> assumed = new EnumMap<>(UsageCase.class);
        for (UsageCase use : UsageCase.values()) {
            assumed.put(
                    use,
                    definition.path("default").get(use.ordinal()).decimalValue().multiply(times));
        }
        return assumed;
    }

    /** The number of resources of a type, or the sum of a property of them; what only the deployment tells is not in it. */
    private static BigDecimal times(JsonNode what, Collection<Template> templates) {
        if (what.isMissingNode()) {
            return BigDecimal.ONE;
        }
        String type = what.path("count").asText(what.path("sum").asText());
        DottedPath property = DottedPath.of(what.path("of").asText());
        return templates.stream()
                .flatMap(template -> template.resources().values().stream())
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> what.has("count")
                        ? "1"
                        : property.in(resource.path("Properties")).asText())
                .filter(text -> text.matches("\\d{1,15}"))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
