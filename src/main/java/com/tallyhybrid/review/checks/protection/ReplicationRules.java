package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** Whether objects that are copied to another bucket today would still be. */
final class ReplicationRules implements ResourceCheck {

    private static final Rule STOPPED = Rule.of("replication-narrowed");

    @Override
    public List<ReviewFinding> of(ResourceChange change) {
        List<ReviewFinding> findings = new ArrayList<>();
        if (change.type().equals("AWS::S3::Bucket")) {
            JsonNode before = change.before().at("/Properties/ReplicationConfiguration");
            JsonNode after = PlainValue.value(change.after().at("/Properties/ReplicationConfiguration"));
            List<JsonNode> remaining = PlainValue.entries(after.path("Rules"));
            for (int i = 0; i < before.path("Rules").size(); i++) {
                JsonNode rule = before.path("Rules").get(i);
                if (isEnabled(rule) && remaining.stream().noneMatch(other -> copiesAllOf(other, rule))) {
                    PropertyPath place = PropertyPath.of("ReplicationConfiguration");
                    findings.add(STOPPED.about(change.subject())
                            .at(
                                    after.isMissingNode()
                                            ? place
                                            : place.key("Rules").index(i))
                            .values(shown(rule), shown(after, i)));
                }
            }
        }
        return findings;
    }

    private static boolean copiesAllOf(JsonNode rule, JsonNode other) {
        return isEnabled(rule)
                && rule.at("/Destination/Bucket").equals(other.at("/Destination/Bucket"))
                && ObjectScope.of(rule).covers(ObjectScope.of(other));
    }

    private static boolean isEnabled(JsonNode rule) {
        return !rule.path("Status").asText().equals("Disabled");
    }

    private static String shown(JsonNode replication, int index) {
        JsonNode rule = replication.path("Rules").path(index);
        return rule.isMissingNode() ? "" : shown(rule);
    }

    private static String shown(JsonNode rule) {
        ObjectScope scope = ObjectScope.of(rule);
        String objects = scope.prefix().isEmpty() ? "all objects" : "objects under " + scope.prefix();
        String conditions = scope.conditions().isEmpty() ? "" : " with " + String.join(", ", scope.conditions());
        return "%s: %s%s".formatted(rule.path("Status").asText(), objects, conditions);
    }
}
