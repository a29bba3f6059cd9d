package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import java.util.List;

/**
 * A property that opens a way: one entry of {@code doors.yaml}.
 *
 * @param type the resource type; null for any
 * @param property its name, at any depth
 * @param values those that open it; null for any
 * @param absent whether it is open too where nothing is said: what AWS does then
 * @param severity how bad it is that it opens
 * @param rule the rule of the finding
 * @param words what it means
 */
record ExposureProperty(
        String type, String property, List<String> values, boolean absent, Severity severity, Rule rule, String words) {

    ExposureProperty {
        values = values == null ? List.of() : List.copyOf(values);
    }

    boolean concerns(String resourceType) {
        return type == null || type.equals(resourceType);
    }

    boolean isOpenedBy(String value) {
        return values.isEmpty() || values.stream().anyMatch(value::equalsIgnoreCase);
    }
}
