package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.foundation.Region;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** How the dashboard is laid out: rows of a text and one wide picture or two. */
final class DashboardPage extends Construct {

    private static final int TEXT_WIDTH = 6;
    private static final int PICTURE_WIDTH = 18;
    private static final int HEIGHT = 6;

    private final RunbookPages pages;
    private final Dashboard dashboard;

    DashboardPage(Construct scope, String id, String name, RunbookPages pages) {
        super(scope, id);
        this.pages = pages;
        dashboard = Dashboard.Builder.create(this, "Resource")
                .dashboardName(name)
                .defaultInterval(Duration.days(14))
                .build();
    }

    /**
     * A row.
     *
     * @param wellWhen what the pictures show when all is well
     * @param runbooks the pages to open when it is not
     */
    void row(String title, String wellWhen, List<Runbook> runbooks, List<IWidget> pictures) {
        String links = runbooks.stream().map(this::link).collect(Collectors.joining("\n- ", "- ", ""));
        var text = markdown("### %s\n%s\n%s".formatted(title, wellWhen, links), TEXT_WIDTH);
        dashboard.addWidgets(Stream.concat(Stream.of(text), pictures.stream()).toArray(IWidget[]::new));
    }

    /** A row of text alone. */
    void text(String markdown) {
        dashboard.addWidgets(markdown(markdown, TEXT_WIDTH + PICTURE_WIDTH));
    }

    /** The page of the runbook: a link where the owner says where pages are read, else its place in the office kit. */
    String link(Runbook runbook) {
        return pages.url().isPresent()
                ? "[%s](%s)".formatted(runbook.page(), pages.address(runbook))
                : "`%s`".formatted(RunbookPages.inOfficeKit(runbook));
    }

    private static TextWidget markdown(String markdown, int width) {
        return TextWidget.Builder.create()
                .markdown(markdown)
                .width(width)
                .height(HEIGHT)
                .build();
    }

    /** @param id distinguishes the widget from others that show the same alarms */
    IWidget alarms(String id, String title, List<String> alarmArns) {
        return AlarmStatusWidget.Builder.create()
                .title(title)
                .width(PICTURE_WIDTH / 2)
                .height(HEIGHT)
                .alarms(alarmArns.stream()
                        .map(arn -> Alarm.fromAlarmArn(this, id + arn.replaceAll("\\W", "-"), arn))
                        .toList())
                .build();
    }

    GraphWidget graph(String title, IMetric... metrics) {
        return drawn(title).left(List.of(metrics)).build();
    }

    GraphWidget bars(String title, List<IMetric> metrics) {
        return drawn(title).view(GraphWidgetView.BAR).left(metrics).build();
    }

    GraphWidget graphOfHyderabad(String title, List<IMetric> metrics) {
        return drawn(title)
                .region(Region.HYDERABAD.code())
                .width(PICTURE_WIDTH)
                .left(metrics)
                .build();
    }

    private static GraphWidget.Builder drawn(String title) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(PICTURE_WIDTH / 2)
                .height(HEIGHT);
    }

    LogQueryWidget query(String title, String logGroup, String... lines) {
        return LogQueryWidget.Builder.create()
                .title(title)
                .width(PICTURE_WIDTH / 2)
                .height(HEIGHT)
                .logGroupNames(List.of(logGroup))
                .queryLines(List.of(lines))
                .build();
    }
}
