package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.ResourceChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an alarm would stay silent where it went off before: threshold, direction and datapoints. */
final class AlarmSensitivity implements ResourceCheck {

    /** Of an anomaly detection band. */
    private static final String BOTH_SIDES = "LessThanLowerOrGreaterThanUpperThreshold";

    private static final List<String> PERIODS = List.of("EvaluationPeriods", "DatapointsToAlarm");

    private static final Rule LOOSER = Rule.of("alarm-threshold-looser");

    private static final Rule REVERSED = Rule.of("alarm-condition-reversed");

    private static final Rule SLOWER = Rule.of("alarm-datapoints-looser");

    @Override
    public List<ReviewFinding> of(ResourceChange change) {
        List<ReviewFinding> findings = new ArrayList<>();
        if (change.type().equals("AWS::CloudWatch::Alarm")) {
            JsonNode before = change.before().path("Properties");
            JsonNode after = change.after().path("Properties");
            condition(change, before, after).ifPresent(findings::add);
            datapoints(change, before, after).ifPresent(findings::add);
        }
        return findings;
    }

    private static ReviewFinding at(ResourceChange change, String path, Rule said, JsonNode before, JsonNode after) {
        return said.about(change.subject())
                .at(PropertyPath.of(path))
                .values(Values.shown(before.path(path)), Values.shown(after.path(path)));
    }

    /** Operator and threshold together: {@code > 0} goes off wherever {@code >= 1} did. */
    private static Optional<ReviewFinding> condition(ResourceChange change, JsonNode before, JsonNode after) {
        String old = before.path("ComparisonOperator").asText();
        String next = after.path("ComparisonOperator").asText();
        if (isUp(old) && isDown(next) || isDown(old) && isUp(next)) {
            return Optional.of(at(change, "ComparisonOperator", REVERSED, before, after));
        }
        if (old.equals(BOTH_SIDES) && !next.equals(old)) {
            return Optional.of(at(change, "ComparisonOperator", LOOSER, before, after));
        }
        boolean stricter = isStrictFormOf(next, old);
        if (PlainValue.same(before.path("Threshold"), after.path("Threshold"))) {
            return stricter ? Optional.of(at(change, "ComparisonOperator", LOOSER, before, after)) : Optional.empty();
        }
        ReviewFinding looser = at(change, "Threshold", LOOSER, before, after);
        Optional<BigDecimal> threshold = PlainValue.amount(before.path("Threshold"));
        Optional<BigDecimal> nextThreshold = PlainValue.amount(after.path("Threshold"));
        if (threshold.isEmpty() || nextThreshold.isEmpty()) {
            return Optional.of(looser.perhaps());
        }
        int order = nextThreshold.get().compareTo(threshold.get());
        return isUp(old) && order > 0 || isDown(old) && order < 0 ? Optional.of(looser) : Optional.empty();
    }

    /** {@code GreaterThanThreshold} of {@code GreaterThanOrEqualToThreshold}: it no longer goes off at the threshold. */
    private static boolean isStrictFormOf(String strict, String other) {
        return other.contains("OrEqualTo") && other.replace("OrEqualTo", "").equals(strict);
    }

    private static boolean isUp(String operator) {
        return operator.startsWith("Greater");
    }

    /** The operators of anomaly bands begin alike, and have no threshold to compare. */
    private static boolean isDown(String operator) {
        return operator.startsWith("LessThan") && !operator.contains("Upper") && !operator.contains("Lower");
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
