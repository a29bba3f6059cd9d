package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.ResourceChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an alarm would stay silent where it went off before: threshold, direction and datapoints. */
final class AlarmSensitivity {

    private static final String OPERATOR = "ComparisonOperator";

    private static final String THRESHOLD = "Threshold";

    private static final String UP = "GreaterThan";

    private static final String BETWEEN =
            "The alarm would stay silent at some values between two whole numbers at which it"
                    + " goes off today; at whole numbers, such as counts, nothing changes.";

    private static final List<String> PERIODS = List.of("EvaluationPeriods", "DatapointsToAlarm");

    private static final Rule LOOSER = Rule.of("alarm-threshold-looser");

    private static final Rule REVERSED = Rule.of("alarm-condition-reversed");

    private static final Rule SLOWER = Rule.of("alarm-datapoints-looser");

    private AlarmSensitivity() {}

    static Stream<ReviewFinding> of(ResourceChange change) {
        JsonNode before = change.before().path("Properties");
        JsonNode after = change.after().path("Properties");
        return Stream.of(condition(change, before, after), datapoints(change, before, after))
                .flatMap(Optional::stream);
    }

    private static ReviewFinding at(ResourceChange change, String path, Rule said, JsonNode before, JsonNode after) {
        return said.about(change.subject())
                .at(PropertyPath.of(path))
                .values(Values.shown(before.path(path)), Values.shown(after.path(path)));
    }

    /** Operator and threshold together: {@code > 0} goes off wherever {@code >= 1} did. */
    private static Optional<ReviewFinding> condition(ResourceChange change, JsonNode before, JsonNode after) {
        JsonNode operator = before.path(OPERATOR);
        JsonNode next = after.path(OPERATOR);
        ReviewFinding said = at(change, OPERATOR, LOOSER, before, after);
        if (Intrinsic.isFunction(operator) || Intrinsic.isFunction(next)) {
            return operator.equals(next) ? threshold(change, before, after) : Optional.of(said.perhaps());
        }
        List<String> lost = new ArrayList<>(sides(operator));
        lost.removeAll(sides(next));
        if (lost.isEmpty()) {
            return threshold(change, before, after);
        }
        boolean reversed = lost.equals(sides(operator)) && !sides(next).isEmpty();
        return Optional.of(reversed ? at(change, OPERATOR, REVERSED, before, after) : said);
    }

    /** Where the metric sets the alarm off; an anomaly band has both sides. */
    private static List<String> sides(JsonNode operator) {
        return Stream.of(UP, "LessThan").filter(operator.asText()::contains).toList();
    }

    private static Optional<ReviewFinding> threshold(ResourceChange change, JsonNode before, JsonNode after) {
        ReviewFinding looser = at(change, THRESHOLD, LOOSER, before, after);
        boolean same = PlainValue.same(before.path(THRESHOLD), after.path(THRESHOLD));
        if (same) {
            return isStrict(after) && !isStrict(before)
                    ? Optional.of(at(change, OPERATOR, LOOSER, before, after))
                    : Optional.empty();
        }
        Optional<BigDecimal> old = PlainValue.amount(before.path(THRESHOLD));
        Optional<BigDecimal> next = PlainValue.amount(after.path(THRESHOLD));
        if (old.isEmpty() || next.isEmpty()) {
            return Optional.of(looser.perhaps());
        }
        boolean up = before.path(OPERATOR).asText().startsWith(UP);
        if (next.get().compareTo(old.get()) * (up ? 1 : -1) < 0) {
            return Optional.empty();
        }
        boolean countsAlike =
                whole(old.get(), up, isStrict(before)).compareTo(whole(next.get(), up, isStrict(after))) == 0;
        return Optional.of(countsAlike ? looser.as(Severity.NOTICE).saying(BETWEEN) : looser);
    }

    private static boolean isStrict(JsonNode alarm) {
        return !alarm.path(OPERATOR).asText().contains("OrEqualTo");
    }

    /** The first whole number that sets the alarm off. */
    private static BigDecimal whole(BigDecimal threshold, boolean up, boolean strict) {
        BigDecimal nearest = threshold.setScale(0, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
        boolean beyond = strict && nearest.compareTo(threshold) == 0;
        return beyond ? nearest.add(BigDecimal.valueOf(up ? 1 : -1)) : nearest;
    }

    private static Optional<ReviewFinding> datapoints(ResourceChange change, JsonNode before, JsonNode after) {
        String path = before.path("DatapointsToAlarm").equals(after.path("DatapointsToAlarm"))
                ? "EvaluationPeriods"
                : "DatapointsToAlarm";
        ReviewFinding slower = at(change, path, SLOWER, before, after);
        if (PERIODS.stream().allMatch(key -> PlainValue.same(before.path(key), after.path(key)))) {
            return Optional.empty();
        }
        if (PERIODS.stream()
                .anyMatch(key -> Intrinsic.isFunction(before.path(key)) || Intrinsic.isFunction(after.path(key)))) {
            return Optional.of(slower.perhaps());
        }
        return needsMoreDatapoints(before, after) ? Optional.of(slower) : Optional.empty();
    }

    /**
     * Whether datapoints that set the alarm off before may not be enough now. "M of N" bad ones within N periods are,
     * in the worst case, spread evenly over as many shorter windows as fit.
     */
    private static boolean needsMoreDatapoints(JsonNode before, JsonNode after) {
        int periods = before.path("EvaluationPeriods").asInt();
        int nextPeriods = after.path("EvaluationPeriods").asInt();
        if (periods < 1 || nextPeriods < 1) {
            return false;
        }
        int needed = before.path("DatapointsToAlarm").asInt(periods);
        int nextNeeded = after.path("DatapointsToAlarm").asInt(nextPeriods);
        int windows = nextPeriods >= periods ? 1 : divideUp(periods, nextPeriods);
        return nextNeeded > divideUp(needed, windows);
    }

    private static int divideUp(int number, int by) {
        return (number + by - 1) / by;
    }
}
