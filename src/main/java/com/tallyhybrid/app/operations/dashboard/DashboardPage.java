package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.foundation.JsonText;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.constructs.Construct;

/** How the dashboard is laid out: rows of a text and one wide picture or two. */
final class DashboardPage extends Construct {

    private static final int TEXT_WIDTH = 6;
    private static final int PICTURE_WIDTH = 18;

    private final String name;
    private final RunbookPages pages;
    private final String region;
    private final List<Map<String, Object>> widgets = new ArrayList<>();
    private int nextRow;

    DashboardPage(Construct scope, String id, String name, RunbookPages pages) {
        super(scope, id);
        this.name = name;
        this.pages = pages;
        this.region = Fn.ref("AWS::Region");
    }

    /**
     * A row.
     *
     * @param wellWhen what the pictures show when all is well
     * @param runbooks the pages to open when it is not
     */
    void row(String title, String wellWhen, List<Runbook> runbooks, List<Widget> pictures) {
        String links = runbooks.stream().map(this::link).collect(Collectors.joining("\n- ", "- ", ""));
        var text = Widget.text(TEXT_WIDTH, "### %s\n%s\n%s".formatted(title, wellWhen, links));
        add(Stream.concat(Stream.of(text), pictures.stream()).toList());
    }

    /** A row of text alone. */
    void text(String markdown) {
        add(List.of(Widget.text(TEXT_WIDTH + PICTURE_WIDTH, markdown)));
    }

    /** From left to right, and on a further row what finds no place. */
    private void add(List<Widget> row) {
        int x = 0;
        for (Widget widget : row) {
            if (x + widget.width() > TEXT_WIDTH + PICTURE_WIDTH) {
                x = 0;
                nextRow += Widget.HEIGHT;
            }
            widgets.add(widget.at(x, nextRow));
            x += widget.width();
        }
        nextRow += Widget.HEIGHT;
    }

    /** Makes the dashboard of the rows so far; called once, when it has all of them. */
    void publish() {
        CfnDashboard.Builder.create(new Construct(this, LogicalIds.ONLY), LogicalIds.ONLY)
                .dashboardName(name)
                .dashboardBody(JsonText.of(Ordered.map("start", "-P14D", "widgets", widgets)))
                .build();
    }

    /** The page of the runbook: a link where the owner says where pages are read, else its place in the office kit. */
    String link(Runbook runbook) {
        return pages.url().isPresent()
                ? "[%s](%s)".formatted(runbook.page(), pages.address(runbook))
                : "`%s`".formatted(RunbookPages.inOfficeKit(runbook));
    }

    Widget alarms(String title, List<String> alarmArns) {
        return Widget.alarms(PICTURE_WIDTH / 2, title, alarmArns);
    }

    Widget graph(String title, Metric... metrics) {
        return Widget.metrics(PICTURE_WIDTH / 2, "timeSeries", title, region, List.of(metrics));
    }

    /** @param expression in CloudWatch's metric math */
    Widget graph(String title, String expression) {
        return Widget.expression(PICTURE_WIDTH / 2, title, region, expression);
    }

    Widget bars(String title, List<Metric> metrics) {
        return Widget.metrics(PICTURE_WIDTH / 2, "bar", title, region, metrics);
    }

    Widget graphOfHyderabad(String title, List<Metric> metrics) {
        return Widget.metrics(PICTURE_WIDTH, "timeSeries", title, Region.HYDERABAD.code(), metrics);
    }

    Widget query(String title, String logGroup, String... lines) {
        return Widget.query(PICTURE_WIDTH / 2, title, region, logGroup, lines);
    }
}
