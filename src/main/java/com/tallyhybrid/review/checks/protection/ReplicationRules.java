package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether objects that are copied to another bucket today would still be. */
final class ReplicationRules {

    private static final Rule STOPPED = Rule.of("replication-narrowed");

    private static final String CONFIGURATION = "ReplicationConfiguration";

    private ReplicationRules() {}

    static Stream<ReviewFinding> of(ResourceChange change) {
        List<PossibleValue> before = rules(change.before());
        List<PossibleValue> after = rules(change.after());
        PropertyPath place = PropertyPath.of(CONFIGURATION);
        return IntStream.range(0, before.size())
                .boxed()
                .filter(i -> !isOff(before.get(i)))
                .flatMap(i -> Stated.missed(before.get(i), after, ReplicationRules::copiesAllOf)
                        .of(STOPPED.about(change.subject())
                                .at(after.isEmpty() ? place : place.key("Rules").index(i))
                                .values(shown(before.get(i)), i < after.size() ? shown(after.get(i)) : "")));
    }

    private static List<PossibleValue> rules(JsonNode resource) {
        return PossibleValue.below(resource.path("Properties"), CONFIGURATION, "Rules").stream()
                .map(rule -> rule.dependingOn(rule.json().path("Status")))
                .toList();
    }

    private static boolean copiesAllOf(PossibleValue rule, PossibleValue other) {
        JsonNode json = rule.json();
        boolean same = json.at("/Destination/Bucket").equals(other.json().at("/Destination/Bucket"))
                && ObjectScope.of(json).covers(ObjectScope.of(other.json()));
        return !isOff(rule) && (same || Intrinsic.isFunction(json) || Intrinsic.isFunction(other.json()));
    }

    private static boolean isOff(PossibleValue rule) {
        return rule.json().path("Status").asText().equals("Disabled");
    }

    private static String shown(PossibleValue rule) {
        ObjectScope scope = ObjectScope.of(rule.json());
        String objects = scope.prefix().isEmpty() ? "all objects" : "objects under " + scope.prefix();
        String tags = scope.tags().isEmpty() ? "" : " with " + String.join(", ", scope.tags());
        return "%s: %s%s".formatted(rule.json().path("Status").asText(), objects, tags);
    }
}
