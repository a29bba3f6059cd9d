package com.tallyhybrid.testkit.alarms;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of CloudWatch's metric mathematics that our alarms use: sums, products, {@code FILL} and {@code DIFF}. A gap in
 * a series is {@code null}, and what is computed from a gap is a gap.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">CloudWatch: metric
 *     math</a>
 */
public final class MetricMath {

    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Z]+(?=\\()|[a-z]\\w*|\\d+|[-+*/(),])");

    private final Map<String, Double[]> series;
    private final int length;
    private final Matcher tokens;
    private String token;

    private MetricMath(String expression, Map<String, Double[]> series) {
        this.series = series;
        length = series.values().iterator().next().length;
        tokens = TOKEN.matcher(expression);
        next();
    }

    /** @throws AssertionError where the expression has something that is not modelled */
    public static Double[] evaluate(String expression, Map<String, Double[]> series) {
        var math = new MetricMath(expression, series);
        Double[] value = math.sum();
        if (math.token != null) {
            throw math.unknown();
        }
        return value;
    }

    private Double[] sum() {
        Double[] value = product();
        while ("+".equals(token) || "-".equals(token)) {
            boolean plus = take().equals("+");
            value = combine(value, product(), (one, other) -> plus ? one + other : one - other);
        }
        return value;
    }

    private Double[] product() {
        Double[] value = factor();
        while ("*".equals(token) || "/".equals(token)) {
            boolean times = take().equals("*");
            value = combine(value, factor(), (one, other) -> times ? one * other : one / other);
        }
        return value;
    }

    private Double[] factor() {
        String taken = take();
        if (taken.equals("(")) {
            Double[] inner = sum();
            expect(")");
            return inner;
        }
        if (taken.matches("\\d+")) {
            return each(period -> Double.valueOf(taken));
        }
        if (series.containsKey(taken)) {
            return series.get(taken);
        }
        expect("(");
        Double[] argument = sum();
        Double[] value = switch (taken) {
            case "DIFF" ->
                each(period -> period == 0 || argument[period] == null || argument[period - 1] == null
                        ? null
                        : argument[period] - argument[period - 1]);
            case "FILL" -> fill(argument);
            default -> throw unknown();
        };
        expect(")");
        return value;
    }

    /** A series without a single value stays empty. */
    private Double[] fill(Double[] argument) {
        expect(",");
        double filler = Double.parseDouble(take());
        boolean empty = Arrays.stream(argument).allMatch(value -> value == null);
        return each(period -> argument[period] == null && !empty ? Double.valueOf(filler) : argument[period]);
    }

    /** Division by nothing gives no value. */
    private Double[] combine(Double[] one, Double[] other, DoubleBinaryOperator operator) {
        return each(period -> {
            if (one[period] == null || other[period] == null) {
                return null;
            }
            double value = operator.applyAsDouble(one[period], other[period]);
            return Double.isFinite(value) ? value : null;
        });
    }

    private Double[] each(IntFunction<Double> value) {
        Double[] values = new Double[length];
        for (int period = 0; period < length; period++) {
            values[period] = value.apply(period);
        }
        return values;
    }

    private String take() {
        String taken = token;
        if (taken == null) {
            throw unknown();
        }
        next();
        return taken;
    }

    private void expect(String wanted) {
        if (!take().equals(wanted)) {
            throw unknown();
        }
    }

    private void next() {
        token = tokens.find() ? tokens.group(1) : null;
    }

    private AssertionError unknown() {
        return new AssertionError("this expression is not modelled, at " + token);
    }
}
