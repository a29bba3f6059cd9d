package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.foundation.Ordered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A picture or a text on a dashboard, as CloudWatch describes it.
 *
 * @param type as CloudWatch names it
 * @param width columns of the 24 that a dashboard has
 * @param properties what it shows
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">CloudWatch:
 *     dashboard body structure</a>
 */
record Widget(String type, int width, Map<String, ?> properties) {

    /** Rows of the grid; the same for all, so that rows line up. */
    static final int HEIGHT = 6;

    /** What CloudWatch takes when nothing else is said. */
    private static final Duration USUAL_PERIOD = Duration.ofMinutes(5);

    private static final String USUAL_STATISTIC = "Average";

    static Widget text(int width, String markdown) {
        return new Widget("text", width, Ordered.map("markdown", markdown));
    }

    static Widget alarms(int width, String title, List<String> alarmArns) {
        return new Widget("alarm", width, Ordered.map("title", title, "alarms", alarmArns));
    }

    /** @param view {@code timeSeries} or {@code bar} */
    static Widget metrics(int width, String view, String title, String region, List<Metric> metrics) {
        return graph(
                width, view, title, region, metrics.stream().map(Widget::line).toList());
    }

    /** @param expression in CloudWatch's metric math */
    static Widget expression(int width, String title, String region, String expression) {
        return graph(width, "timeSeries", title, region, List.of(List.of(Ordered.map("expression", expression))));
    }

    private static Widget graph(int width, String view, String title, String region, List<? extends List<?>> lines) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("view", view);
        properties.put("title", title);
        properties.put("region", region);
        properties.put("metrics", lines);
        properties.put("yAxis", Map.of());
        return new Widget("metric", width, properties);
    }

    /** @param lines of the query, without the bars between them */
    static Widget query(int width, String title, String region, String logGroup, String... lines) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("view", "table");
        properties.put("title", title);
        properties.put("region", region);
        properties.put(
                "query",
                Stream.of(lines).collect(Collectors.joining("\n| ", "SOURCE '%s' | ".formatted(logGroup), "")));
        return new Widget("log", width, properties);
    }

    private static List<Object> line(Metric metric) {
        List<Object> line = new ArrayList<>(List.of(metric.namespace(), metric.name()));
        metric.dimensions().forEach((name, value) -> line.addAll(List.of(name, value)));
        Map<String, Object> options = new LinkedHashMap<>();
        if (!metric.period().equals(USUAL_PERIOD)) {
            options.put("period", metric.period().toSeconds());
        }
        if (!metric.statistic().equals(USUAL_STATISTIC)) {
            options.put("stat", metric.statistic());
        }
        if (!options.isEmpty()) {
            line.add(options);
        }
        return line;
    }

    Map<String, Object> at(int x, int y) {
        Map<String, Object> placed = new LinkedHashMap<>();
        placed.put("type", type);
        placed.put("width", width);
        placed.put("height", HEIGHT);
        placed.put("x", x);
        placed.put("y", y);
        placed.put("properties", properties);
        return placed;
    }
}
