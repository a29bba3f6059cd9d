package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.PropertyChange;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS says about a property outside its specification.
 *
 * @param type the resource type
 * @param path the property
 * @param where other properties that must have these values before and after
 * @param smallestRise if given, it counts only for a number that falls, or rises by less than so many percent
 * @param becomes if given, it counts only where the property gets this value
 * @param effect what happens
 * @param source where AWS says so
 * @param sentence what it says there
 */
record BehaviourCorrection(
        String type,
        String path,
        Map<String, String> where,
        Optional<Integer> smallestRise,
        Optional<String> becomes,
        Effect effect,
        String source,
        String sentence) {

    BehaviourCorrection {
        where = where == null ? Map.of() : Map.copyOf(where);
    }

    /** Whether it speaks of this change of a resource with these properties. */
    boolean fits(String type, PropertyChange change, JsonNode before, JsonNode after) {
        return concerns(type, change.path(), before, after)
                && smallestRise.map(percent -> risesLess(change, percent)).orElse(true)
                && becomes.map(change.after().asText()::equals).orElse(true);
    }

    /** Whether it speaks of this property of a resource with these properties, however it changes. */
    boolean concerns(String type, PropertyPath property, JsonNode before, JsonNode after) {
        return this.type.equals(type)
                && property.under(path)
                && where.entrySet().stream()
                        .allMatch(entry -> before.path(entry.getKey()).asText().equals(entry.getValue())
                                && after.path(entry.getKey()).asText().equals(entry.getValue()));
    }

    private static boolean risesLess(PropertyChange change, int percent) {
        double before = change.before().asDouble();
        double after = change.after().asDouble();
        return before > 0 && after > 0 && after * 100 < before * (100 + percent);
    }
}
