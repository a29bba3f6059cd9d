package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.WrittenJson;
import com.tallyhybrid.app.operations.dashboard.Widget.Line;
import com.tallyhybrid.app.operations.dashboard.Widget.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.constructs.Construct;

/** How the dashboard is laid out: every row fills the 24 columns of the page, most with a text and a picture or two. */
final class DashboardPage extends Construct {

    private static final int TEXT_WIDTH = 6;
    /** Of the pictures of a row, beside the text. */
    static final int PICTURE_WIDTH = 18;

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
     * @param pictures of one height, together as wide as {@link #PICTURE_WIDTH}
     */
    void row(String title, String wellWhen, List<Runbook> runbooks, List<Widget> pictures) {
        String links = runbooks.stream().map(this::link).collect(Collectors.joining("\n- ", "- ", ""));
        var text =
                Widget.text(TEXT_WIDTH, pictures.get(0).height(), "### %s\n%s\n%s".formatted(title, wellWhen, links));
        add(Stream.concat(Stream.of(text), pictures.stream()).toList());
    }

    /** A row of text alone, as high as its lines: of these about two fill one unit of height. */
    void text(String markdown) {
        int lines = (int) markdown.lines().count();
        add(List.of(Widget.text(TEXT_WIDTH + PICTURE_WIDTH, 2 + lines / 2, markdown)));
    }

    private void add(List<Widget> row) {
        int x = 0;
        for (Widget widget : row) {
            widgets.add(widget.at(x, nextRow));
            x += widget.width();
        }
        nextRow += row.get(0).height();
    }

    /** Makes the dashboard of the rows so far; called once, when it has all of them. */
    void publish() {
        CfnDashboard.Builder.create(new Construct(this, LogicalIds.ONLY), LogicalIds.ONLY)
                .dashboardName(name)
                .dashboardBody(WrittenJson.of(Ordered.map("start", "-P14D", "widgets", widgets)))
                .build();
    }

    /** The page of the runbook: a link where the owner says where pages are read, else its place in the office kit. */
    String link(Runbook runbook) {
        return pages.url().isPresent()
                ? "[%s](%s)".formatted(runbook.page(), pages.address(runbook))
                : "`%s`".formatted(RunbookPages.inOfficeKit(runbook));
    }

    /** The red ones of many, side by side where one picture cannot show so many. */
    List<Widget> red(String title, List<List<String>> alarmArns) {
        return alarmArns.stream()
                .map(arns -> Widget.red(PICTURE_WIDTH / alarmArns.size(), title, arns))
                .toList();
    }

    Widget alarms(String title, int height, List<String> alarmArns) {
        return Widget.alarms(PICTURE_WIDTH, height, title, alarmArns);
    }

    Widget watched(int width, String title, String alarmArn) {
        return Widget.watched(width, title, region, alarmArn);
    }

    Widget graph(String title, Threshold bad, Line... lines) {
        return Widget.graph(PICTURE_WIDTH / 2, title, region, bad, List.of(lines));
    }

    Widget gibibytes(String title, Threshold bad, Line line) {
        return Widget.gibibytes(PICTURE_WIDTH / 2, title, region, bad, line);
    }

    Widget bars(String title, List<Line> lines) {
        return Widget.bars(PICTURE_WIDTH / 2, title, region, lines);
    }

    Widget graphOfHyderabad(String title, Threshold bad, Line... lines) {
        return Widget.graph(PICTURE_WIDTH, title, Region.HYDERABAD.code(), bad, List.of(lines));
    }

    Widget query(String title, String logGroup, String... lines) {
        return Widget.query(PICTURE_WIDTH / 2, title, region, logGroup, lines);
    }
}
