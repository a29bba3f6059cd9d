package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds watchers and guards that are gone; one that only moved or took another logical id is not. */
final class MonitoringRemovals {

    static final List<Row> ALL = DataFile.read(MonitoringRemovals.class, "losses.yaml", new TypeReference<>() {});

    /**
     * One row of the table of resources that watch or protect others, and hold no data themselves.
     *
     * @param rule what it means without one
     * @param types the types of the resources
     */
    record Row(Rule rule, List<String> types) {}

    private MonitoringRemovals() {}

    static Stream<ReviewFinding> in(Comparison comparison, List<ResourceChange> changes) {
        Set<JsonNode> arrived = changes.stream()
                .filter(ResourceChange::isNew)
                .map(change -> essence(change.after()))
                .collect(Collectors.toSet());
        // Of a stack that is gone everything is; that is one finding, and not this one.
        Set<String> stacks = comparison.head().templates().keySet();
        return changes.stream()
                .filter(change -> change.isGone() && stacks.contains(change.stack()))
                .filter(change -> !arrived.contains(essence(change.before())))
                .flatMap(change -> ALL.stream()
                        .filter(loss -> loss.types().contains(change.type()))
                        .map(loss -> loss.rule().about(change.subject()).values(name(change), "")));
    }

    /** Type and properties: what makes two resources do the same. */
    private static JsonNode essence(JsonNode resource) {
        return resource.<ObjectNode>deepCopy().retain("Type", "Properties");
    }

    /** What people know it by. */
    private static String name(ResourceChange change) {
        JsonNode properties = change.before().path("Properties");
        for (String key : List.of("AlarmName", "Name", "Endpoint", "AssociationName", "TrailName")) {
            if (properties.path(key).isTextual()) {
                return properties.path(key).asText();
            }
        }
        return "";
    }
}
