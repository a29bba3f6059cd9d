package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a trail would still record what it records today.
 *
 * <p>Selectors are compared by what they record: names are labels, a shorter beginning of an ARN covers longer ones, and
 * one selector may do the work of two.
 */
final class TrailSelectors implements ResourceCheck {

    private static final Rule MANAGEMENT = Rule.of("trail-narrowed");

    private static final Rule DATA = Rule.of("trail-selector-removed");

    private static final List<String> KEYS = List.of("AdvancedEventSelectors", "EventSelectors");

    @Override
    public List<ReviewFinding> of(ResourceChange change) {
        if (!change.type().equals("AWS::CloudTrail::Trail")) {
            return List.of();
        }
        JsonNode before = change.before().path("Properties");
        JsonNode after = change.after().path("Properties");
        List<String> changed = KEYS.stream()
                .filter(key -> !before.path(key).equals(after.path(key)))
                .toList();
        if (changed.isEmpty()) {
            return List.of();
        }
        String key = changed.get(0);
        boolean hidden = changed.stream()
                .anyMatch(one -> Intrinsic.isFunction(before.path(one)) || Intrinsic.isFunction(after.path(one)));
        boolean readable =
                changed.stream().allMatch(one -> isReadable(before.path(one)) && isReadable(after.path(one)));
        return (hidden ? Stream.of(MANAGEMENT) : lost(before, after))
                .map(rule -> rule.about(change.subject())
                        .at(PropertyPath.of(key))
                        .values(Values.shown(before.path(key)), Values.shown(after.path(key))))
                .map(finding -> readable ? finding : finding.perhaps())
                .toList();
    }

    private static Stream<Rule> lost(JsonNode before, JsonNode after) {
        List<EventSelector> next = EventSelector.of(after);
        return EventSelector.of(before).stream()
                .flatMap(selector -> selector.single().stream())
                .filter(event -> next.stream().noneMatch(selector -> selector.covers(event)))
                .map(event -> event.isOfManagement() ? MANAGEMENT : DATA)
                .distinct();
    }

    /** A name that a template makes is read by its reference; what is chosen or computed is not. */
    private static boolean isReadable(JsonNode node) {
        if (Intrinsic.isFunction(node)) {
            Intrinsic function = Intrinsic.of(node);
            boolean named = function instanceof Intrinsic.Ref
                    || function instanceof Intrinsic.GetAtt
                    || function instanceof Intrinsic.Join;
            if (!named) {
                return false;
            }
        }
        return node.valueStream().allMatch(TrailSelectors::isReadable);
    }
}
