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
 * @param height units of the grid; the same for all in a row, so that a row leaves no hole
 * @param properties what it shows
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">CloudWatch:
 *     dashboard body structure</a>
 */
record Widget(String type, int width, int height, Map<String, ?> properties) {

    /** Height of most, in units of the grid. */
    static final int HEIGHT = 6;

    private static final int BYTES_A_GIB = 1 << 30;

    /** What CloudWatch takes when nothing else is said. */
    private static final Duration USUAL_PERIOD = Duration.ofMinutes(5);

    private static final String USUAL_STATISTIC = "Average";

    static Widget text(int width, int height, String markdown) {
        return new Widget("text", width, height, Ordered.map("markdown", markdown));
    }

    /** A box for each alarm, the red ones first. */
    static Widget alarms(int width, int height, String title, List<String> alarmArns) {
        return new Widget("alarm", width, height, Ordered.map("title", title, "alarms", alarmArns));
    }

    /** The alarms that are red; an empty picture is well. */
    static Widget red(int width, String title, List<String> alarmArns) {
        return new Widget(
                "alarm", width, HEIGHT, Ordered.map("title", title, "alarms", alarmArns, "states", List.of("ALARM")));
    }

    /** What an alarm watches, with its threshold. */
    static Widget watched(int width, String title, String region, String alarmArn) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("view", "timeSeries");
        properties.put("title", title);
        properties.put("region", region);
        properties.put("annotations", Ordered.map("alarms", List.of(alarmArn)));
        return new Widget("metric", width, HEIGHT, properties);
    }

    /** A line, by a name that people know: ids of AWS say nothing at night. */
    record Line(String label, Metric metric) {}

    /** From where on a graph is bad. */
    record Threshold(long value, String label) {}

    static Widget bars(int width, String title, String region, List<Line> lines) {
        return graph(
                width, "bar", title, region, lines.stream().map(Widget::line).toList());
    }

    static Widget graph(int width, String title, String region, Threshold bad, List<Line> lines) {
        return graph(
                        width,
                        "timeSeries",
                        title,
                        region,
                        lines.stream().map(Widget::line).toList())
                .with(bad);
    }

    /** A metric of bytes, shown in GiB. */
    static Widget gibibytes(int width, String title, String region, Threshold bad, Line line) {
        List<Object> hidden = line(line);
        List<Object> named = new ArrayList<>(hidden.subList(0, hidden.size() - 1));
        named.add(Ordered.map(
                "id", "bytes", "visible", false, "stat", line.metric().statistic()));
        var shown = Ordered.map("label", line.label(), "expression", "bytes / " + BYTES_A_GIB);
        return graph(width, "timeSeries", title, region, List.of(List.of(shown), named))
                .with(bad);
    }

    private Widget with(Threshold bad) {
        Map<String, Object> properties = new LinkedHashMap<>(this.properties);
        properties.put(
                "annotations",
                Ordered.map("horizontal", List.of(Ordered.map("label", bad.label(), "value", bad.value()))));
        return new Widget(type, width, height, properties);
    }

    private static Widget graph(int width, String view, String title, String region, List<? extends List<?>> lines) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("view", view);
        properties.put("title", title);
        properties.put("region", region);
        properties.put("metrics", lines);
        properties.put("yAxis", Map.of());
        return new Widget("metric", width, HEIGHT, properties);
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
        return new Widget("log", width, HEIGHT, properties);
    }

    private static List<Object> line(Line named) {
        Metric metric = named.metric();
        List<Object> line = new ArrayList<>(List.of(metric.namespace(), metric.name()));
        metric.dimensions().forEach((name, value) -> line.addAll(List.of(name, value)));
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("label", named.label());
        if (!metric.period().equals(USUAL_PERIOD)) {
            options.put("period", metric.period().toSeconds());
        }
        if (!metric.statistic().equals(USUAL_STATISTIC)) {
            options.put("stat", metric.statistic());
        }
        line.add(options);
        return line;
    }

    Map<String, Object> at(int x, int y) {
        Map<String, Object> placed = new LinkedHashMap<>();
        placed.put("type", type);
        placed.put("width", width);
        placed.put("height", height);
        placed.put("x", x);
        placed.put("y", y);
        placed.put("properties", properties);
        return placed;
    }
}
