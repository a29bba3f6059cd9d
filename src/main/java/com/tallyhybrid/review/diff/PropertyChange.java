package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One value that differs.
 *
 * <p>Objects are compared key by key, lists of one length element by element. A list that grows or shrinks is one
 * change as a whole, because its elements have no names; one that AWS takes for a set is the same in any order. A function ({@code Ref}, {@code Fn::…}) is a value.
 *
 * @param path where it stands
 * @param before the value as it is; missing if it is new
 * @param after the value as proposed; missing if it is gone
 */
public record PropertyChange(PropertyPath path, JsonNode before, JsonNode after) {

    /** Lists whose order AWS does not look at, by the name of their property. */
    private static final Set<String> SETS = Set.of(
            "Tags",
            "DependsOn",
            "ManagedPolicyArns",
            "SecurityGroupIngress",
            "SecurityGroupEgress",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "AWS",
            "Service",
            "Federated");

    /** Every difference between two values. */
    public static List<PropertyChange> between(JsonNode before, JsonNode after) {
        List<PropertyChange> changes = new ArrayList<>();
        compare(PropertyPath.ROOT, before, after, changes);
        return changes;
    }

    private static void compare(PropertyPath path, JsonNode before, JsonNode after, List<PropertyChange> changes) {
        if (ValueComparison.same(before, after) || isSet(path) && ValueComparison.sameInAnyOrder(before, after)) {
            return;
        }
        if (hasKeys(before) && hasKeys(after) || isBranch(before, after) || isBranch(after, before)) {
            Set<String> keys = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> compare(path.key(key), before.path(key), after.path(key), changes));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path.index(i), before.get(i), after.get(i), changes);
            }
        } else {
            changes.add(new PropertyChange(path, before, after));
        }
    }

    private static boolean isSet(PropertyPath path) {
        List<String> segments = path.segments();
        return !segments.isEmpty() && SETS.contains(segments.get(segments.size() - 1));
    }

    /** What is new or gone is told by its leaves, so that each can be looked up in the specification. */
    private static boolean isBranch(JsonNode side, JsonNode other) {
        return hasKeys(side) && !side.isEmpty() && other instanceof MissingNode;
    }

    private static boolean hasKeys(JsonNode node) {
        return node.isObject() && !Intrinsic.isFunction(node);
    }
}
