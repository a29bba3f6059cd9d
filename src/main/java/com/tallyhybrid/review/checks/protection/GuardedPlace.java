package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.PropertyChange;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a protection stands, as {@code AWS::Backup::BackupPlan BackupPlan.BackupPlanRule[RuleName].Lifecycle}.
 *
 * <p>{@code [RuleName]} goes into the entries of a list: first those that are the same on both sides, then those of one
 * name, and what is left by its order, because a name is often only a label; {@code []} goes into entries without a name. An
 * entry without a counterpart is compared with what AWS takes where nothing is said: always where entries have no name, and
 * with {@code [TunnelInsideCidr?]}, because AWS makes such an entry by itself.
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
        int[] partners = partners(before, after, bracket.replace("?", ""));
        for (int i = 0; i < before.size(); i++) {
            if (partners[i] >= 0 || madeByAws) {
                walk(path.index(i), rest, before.path(i), after.path(partners[i]), changes);
            }
        }
        for (int i = 0; madeByAws && i < after.size(); i++) {
            int own = i;
            if (IntStream.of(partners).noneMatch(partner -> partner == own)) {
                walk(path.index(i), rest, MissingNode.getInstance(), after.get(i), changes);
            }
        }
    }

    /** For each entry of the first list the position of its counterpart in the second; -1 where it has none. */
    private static int[] partners(JsonNode before, JsonNode after, String name) {
        int[] partners = new int[before.size()];
        Arrays.fill(partners, -1);
        List<BiPredicate<JsonNode, JsonNode>> ways = List.of(
                ValueComparison::sameInAnyOrder,
                (old, next) -> old.has(name) && old.path(name).equals(next.path(name)),
                (old, next) -> true);
        for (BiPredicate<JsonNode, JsonNode> alike : ways) {
            for (int i = 0; i < before.size(); i++) {
                for (int j = 0; partners[i] < 0 && j < after.size(); j++) {
                    int other = j;
                    boolean free = IntStream.of(partners).noneMatch(partner -> partner == other);
                    partners[i] = free && alike.test(before.get(i), after.get(j)) ? j : -1;
                }
            }
        }
        return partners;
    }

    /** What stands below a function is as unknown as the function. */
    private static JsonNode inside(JsonNode value, String key) {
        return Intrinsic.isFunction(value) ? value : value.path(key);
    }
}
