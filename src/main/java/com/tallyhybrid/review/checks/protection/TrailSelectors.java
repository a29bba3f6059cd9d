package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a trail, or a store of events, would still record what it records today.
 *
 * <p>Selectors are compared by what they record: names are labels, a shorter beginning of an ARN covers longer ones, and
 * one selector may do the work of two.
 */
final class TrailSelectors {

    private static final Rule MANAGEMENT = Rule.of("trail-narrowed");

    private static final Rule DATA = Rule.of("trail-selector-removed");

    private TrailSelectors() {}

    static Stream<ReviewFinding> of(ResourceChange change) {
        JsonNode before = change.before().path("Properties");
        JsonNode after = change.after().path("Properties");
        List<String> changed = Stream.of("AdvancedEventSelectors", "EventSelectors")
                .filter(key -> !before.path(key).equals(after.path(key)))
                .toList();
        if (changed.isEmpty()) {
            return Stream.of();
        }
        String key = changed.get(0);
        List<EventSelector> next = EventSelector.of(after);
        Map<Rule, Weakening> lost = new LinkedHashMap<>();
        EventSelector.of(before).stream()
                .flatMap(selector -> selector.single().stream())
                .forEach(event -> lost.merge(
                        event.isOfManagement() ? MANAGEMENT : DATA,
                        Stated.missed(event, next, EventSelector::covers),
                        Weakening::worse));
        return lost.entrySet().stream()
                .flatMap(entry -> entry.getValue()
                        .of(entry.getKey()
                                .about(change.subject())
                                .at(PropertyPath.of(key))
                                .values(Values.shown(before.path(key)), Values.shown(after.path(key)))));
    }
}
