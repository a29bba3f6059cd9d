package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which objects of a bucket a rule is about.
 *
 * @param prefix how their keys begin; empty for all
 * @param conditions what else must be true of them: tags and sizes
 */
record ObjectScope(String prefix, Set<String> conditions) {

    /** Of a rule of a lifecycle or of a replication, in any of the ways to write it. */
    static ObjectScope of(JsonNode rule) {
        String prefix = "";
        Set<String> conditions = new HashSet<>();
        JsonNode filter = rule.path("Filter");
        for (JsonNode holder : List.of(rule, filter, filter.path("And"))) {
            if (!holder.path("Prefix").isMissingNode()) {
                prefix = text(holder.path("Prefix"));
            }
            PlainValue.entries(holder.path("TagFilters")).forEach(tag -> conditions.add(tag.toString()));
            PlainValue.entries(holder.path("TagFilter")).forEach(tag -> conditions.add(tag.toString()));
            for (String size : List.of("ObjectSizeGreaterThan", "ObjectSizeLessThan")) {
                if (holder.has(size)) {
                    conditions.add(size + " " + text(holder.path(size)));
                }
            }
        }
        return new ObjectScope(prefix, conditions);
    }

    /** Whether every object of the other scope is in this one. */
    boolean covers(ObjectScope other) {
        return other.prefix.startsWith(prefix) && other.conditions.containsAll(conditions);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
