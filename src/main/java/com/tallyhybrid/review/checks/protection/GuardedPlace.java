package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.PropertyChange;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a protection stands, as {@code AWS::Backup::BackupPlan BackupPlan.BackupPlanRule[RuleName].Lifecycle}.
 *
 * <p>{@code [RuleName]} goes into the entries of a list that have the same name on both sides, whatever their order;
 * {@code []} into entries without a name, by their position. An entry without a counterpart is compared with what AWS takes
 * where nothing is said: always where entries have no name, and with {@code [TunnelInsideCidr?]}, because AWS makes
 * such an entry by itself.
 *
 * @param type the type of the resource
 * @param steps keys and brackets, from the properties on
 */
record GuardedPlace(String type, List<String> steps) {

    private static final Pattern STEP = Pattern.compile("\\[\\w*\\??]|[\\w-]+");

    @JsonCreator
    static GuardedPlace of(String text) {
        String[] parts = text.split(" ", 2);
        Matcher matcher = STEP.matcher(parts[1]);
        return new GuardedPlace(
                parts[0], matcher.results().map(result -> result.group()).toList());
    }

    /** Every value at this place that differs; a missing node where one side has none. */
    List<PropertyChange> changes(JsonNode before, JsonNode after) {
        List<PropertyChange> changes = new ArrayList<>();
        walk(PropertyPath.ROOT, steps, before, after, changes);
        return changes;
    }

    /** The one value at this place of a new resource; a missing node where there is none. */
    PropertyChange created(JsonNode properties) {
        JsonNode value = properties;
        for (String step : steps) {
            value = PlainValue.value(inside(value, step));
        }
        return new PropertyChange(new PropertyPath(steps), MissingNode.getInstance(), value);
    }

    private static void walk(
            PropertyPath path, List<String> steps, JsonNode before, JsonNode after, List<PropertyChange> changes) {
        JsonNode old = PlainValue.value(before);
        JsonNode next = PlainValue.value(after);
        if (ValueComparison.sameInAnyOrder(old, next)) {
            return;
        }
        if (steps.isEmpty()) {
            changes.add(new PropertyChange(path, old, next));
            return;
        }
        List<String> rest = steps.subList(1, steps.size());
        String step = steps.get(0);
        if (step.startsWith("[")) {
            walkList(path, step.substring(1, step.length() - 1), rest, old, next, changes);
        } else {
            walk(path.key(step), rest, inside(old, step), inside(next, step), changes);
        }
    }

    private static void walkList(
            PropertyPath path,
            String bracket,
            List<String> rest,
            JsonNode before,
            JsonNode after,
            List<PropertyChange> changes) {
        if (Intrinsic.isFunction(before) || Intrinsic.isFunction(after)) {
            // Nobody knows which entry it stands in place of.
            JsonNode list = Intrinsic.isFunction(before) ? after : before;
            for (int i = 0; i < list.size(); i++) {
                JsonNode entry = list.get(i);
                walk(path.index(i), rest, list == before ? entry : before, list == after ? entry : after, changes);
            }
            return;
        }
        boolean madeByAws = bracket.isEmpty() || bracket.endsWith("?");
        String name = bracket.replace("?", "");
        if (name.isEmpty() || !hasNames(before, name) || !hasNames(after, name)) {
            int length = madeByAws ? Math.max(before.size(), after.size()) : before.size();
            for (int i = 0; i < length; i++) {
                walk(path.index(i), rest, before.path(i), after.path(i), changes);
            }
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            JsonNode entry = before.get(i);
            Optional<JsonNode> other = named(after, name, entry.path(name));
            if (other.isPresent() || madeByAws) {
                walk(path.index(i), rest, entry, other.orElse(MissingNode.getInstance()), changes);
            }
        }
        for (int i = 0; madeByAws && i < after.size(); i++) {
            JsonNode entry = after.get(i);
            if (named(before, name, entry.path(name)).isEmpty()) {
                walk(path.index(i), rest, MissingNode.getInstance(), entry, changes);
            }
        }
    }

    /** What stands below a function is as unknown as the function. */
    private static JsonNode inside(JsonNode value, String key) {
        return Intrinsic.isFunction(value) ? value : value.path(key);
    }

    private static boolean hasNames(JsonNode list, String name) {
        List<JsonNode> names =
                PlainValue.entries(list).stream().map(entry -> entry.path(name)).toList();
        return names.stream().noneMatch(JsonNode::isMissingNode)
                && names.stream().distinct().count() == names.size();
    }

    private static Optional<JsonNode> named(JsonNode list, String name, JsonNode value) {
        return PlainValue.entries(list).stream()
                .filter(entry -> entry.path(name).equals(value))
                .findFirst();
    }
}
