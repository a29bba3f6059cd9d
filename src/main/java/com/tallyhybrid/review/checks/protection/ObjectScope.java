package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects of a bucket a rule is about.
 *
 * @param prefix how their keys begin; empty for all
 * @param tags the tags that they all have
 * @param above bytes that they are larger than
 * @param below bytes that they are smaller than
 */
record ObjectScope(String prefix, Set<String> tags, BigDecimal above, BigDecimal below) {

    private static final BigDecimal ANY_SIZE = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Of a rule of a lifecycle or of a replication, in any of the ways to write it. */
    static ObjectScope of(JsonNode rule) {
        String prefix = "";
        Set<String> tags = new TreeSet<>();
        BigDecimal above = BigDecimal.ZERO;
        BigDecimal below = ANY_SIZE;
        JsonNode filter = rule.path("Filter");
        for (JsonNode holder : List.of(rule, filter, filter.path("And"))) {
            prefix = holder.has("Prefix") ? text(holder.path("Prefix")) : prefix;
            for (String key : List.of("TagFilters", "TagFilter")) {
                PlainValue.entries(holder.path(key))
                        .forEach(tag -> tags.add(text(tag.path("Key")) + "=" + text(tag.path("Value"))));
            }
            above = PlainValue.amount(holder.path("ObjectSizeGreaterThan")).orElse(above);
            below = PlainValue.amount(holder.path("ObjectSizeLessThan")).orElse(below);
        }
        return new ObjectScope(prefix, tags, above, below);
    }

    /** Whether every object of the other scope is in this one. */
    boolean covers(ObjectScope other) {
        return other.prefix.startsWith(prefix)
                && other.tags.containsAll(tags)
                && above.compareTo(other.above) <= 0
                && below.compareTo(other.below) >= 0;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
