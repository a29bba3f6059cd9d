package com.tallyhybrid.testkit.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An alarm of a template over a made-up series of its metric, evaluated at the end of every period.
 *
 * <p>CloudWatch fetches more periods than it evaluates, by a number that it does not publish. Where enough real values lie
 * in that wider range it goes by them, however old they are, and only otherwise by {@code TreatMissingData}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">CloudWatch: how
 *     alarms treat missing data</a>
 */
public final class AlarmSimulation {

    private final JsonNode alarm;
    private final int evaluated;
    private final int fetched;

    /** @param extraPeriods how many periods CloudWatch fetches beyond those that it evaluates */
    public AlarmSimulation(JsonNode alarm, int extraPeriods) {
        this.alarm = alarm;
        evaluated = alarm.path("EvaluationPeriods").asInt();
        fetched = evaluated + extraPeriods;
    }

    /** Whether the alarm is on, period by period; {@code null} in the series is a gap. */
    public List<Boolean> over(Double... series) {
        List<Boolean> states = new ArrayList<>();
        boolean on = false;
        for (int end = 1; end <= series.length; end++) {
            Double[] window = new Double[fetched];
            for (int i = 0; i < fetched; i++) {
                int at = end - fetched + i;
                window[i] = at < 0 ? null : series[at];
            }
            on = isOn(values(window), on);
            states.add(on);
        }
        return states;
    }

    /** The periods in which the alarm comes on; each is a mail. */
    public List<Integer> comesOn(Double... series) {
        return changes(over(series), true);
    }

    /** The periods in which it goes off again. */
    public List<Integer> goesOff(Double... series) {
        return changes(over(series), false);
    }

    private static List<Integer> changes(List<Boolean> states, boolean to) {
        List<Integer> changes = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            boolean before = i > 0 && states.get(i - 1);
            if (states.get(i) == to && before != to) {
                changes.add(i);
            }
        }
        return changes;
    }

    private Double[] values(Double[] window) {
        if (!alarm.has("Metrics")) {
            return window;
        }
        Map<String, Double[]> series = new LinkedHashMap<>();
        String expression = null;
        for (JsonNode metric : alarm.path("Metrics")) {
            if (metric.has("Expression")) {
                expression = metric.path("Expression").asText();
            } else {
                series.put(metric.path("Id").asText(), window);
            }
        }
        return MetricMath.evaluate(Objects.requireNonNull(expression), series);
    }

    private boolean isOn(Double[] values, boolean before) {
        List<Double> real = Arrays.stream(values).filter(Objects::nonNull).toList();
        long breaching;
        if (real.size() >= evaluated) {
            breaching = real.subList(real.size() - evaluated, real.size()).stream()
                    .filter(this::isBreaching)
                    .count();
        } else {
            List<Double> newest = Arrays.asList(values).subList(fetched - evaluated, fetched);
            if (treatment().equals("ignore") && newest.contains(null)
                    || treatment().equals("missing") && newest.stream().allMatch(Objects::isNull)) {
                return before;
            }
            breaching = newest.stream()
                    .filter(value -> value == null ? treatment().equals("breaching") : isBreaching(value))
                    .count();
        }
        return breaching >= alarm.path("DatapointsToAlarm").asInt(evaluated);
    }

    private String treatment() {
        return alarm.path("TreatMissingData").asText("missing");
    }

    private boolean isBreaching(double value) {
        double threshold = alarm.path("Threshold").asDouble();
        return switch (alarm.path("ComparisonOperator").asText()) {
            case "LessThanThreshold" -> value < threshold;
            case "LessThanOrEqualToThreshold" -> value <= threshold;
            case "GreaterThanOrEqualToThreshold" -> value >= threshold;
            default -> throw new AssertionError("not modelled: " + alarm.path("ComparisonOperator"));
        };
    }
}
