package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.foundation.Region;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.AlarmWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** How the dashboard is laid out: every row fills the 24 columns of the page, most with a text and a picture or two. */
final class DashboardPage extends Construct {

    private static final int PAGE_WIDTH = 24;
    private static final int TEXT_WIDTH = 6;
    /** Of a picture that has the row to itself, beside the text. */
    static final int WHOLE = PAGE_WIDTH - TEXT_WIDTH;

    static final int HALF = WHOLE / 2;
    static final int HEIGHT = 6;

    private final RunbookPages pages;
    private final Dashboard dashboard;
    private final Map<String, IAlarm> alarms;

    DashboardPage(Construct scope, String id, String name, RunbookPages pages, List<String> alarmArns) {
        super(scope, id);
        this.pages = pages;
        dashboard = Dashboard.Builder.create(this, "Resource")
                .dashboardName(name)
                .defaultInterval(Duration.days(14))
                .build();
        alarms = alarmArns.stream()
                .collect(Collectors.toMap(
                        arn -> arn, arn -> Alarm.fromAlarmArn(this, "Alarm" + arn.replaceAll("\\W", "-"), arn)));
    }

    /**
     * A row.
     *
     * @param wellWhen what the pictures show when all is well
     * @param runbooks the pages to open when it is not
     * @param pictures together as wide as {@link #WHOLE}
     */
    void row(String title, String wellWhen, List<Runbook> runbooks, List<IWidget> pictures) {
        row(HEIGHT, title, wellWhen, runbooks, pictures);
    }

    /** @param height of the pictures, which the text is given too: a row leaves no hole */
    void row(int height, String title, String wellWhen, List<Runbook> runbooks, List<IWidget> pictures) {
        String links = runbooks.stream().map(this::link).collect(Collectors.joining("\n- ", "- ", ""));
        var text = markdown("### %s\n%s\n%s".formatted(title, wellWhen, links), TEXT_WIDTH, height);
        dashboard.addWidgets(Stream.concat(Stream.of(text), pictures.stream()).toArray(IWidget[]::new));
    }

    /** A row of text alone, as high as its lines: of these about two fill one unit of height. */
    void text(String markdown) {
        int lines = (int) markdown.lines().count();
        dashboard.addWidgets(markdown(markdown, PAGE_WIDTH, 2 + lines / 2));
    }

    /** The page of the runbook: a link where the owner says where pages are read, else its place in the office kit. */
    String link(Runbook runbook) {
        return pages.url().isPresent()
                ? "[%s](%s)".formatted(runbook.page(), pages.address(runbook))
                : "`%s`".formatted(RunbookPages.inOfficeKit(runbook));
    }

    private static TextWidget markdown(String markdown, int width, int height) {
        return TextWidget.Builder.create()
                .markdown(markdown)
                .width(width)
                .height(height)
                .build();
    }

    /** The alarms that are red, side by side where one picture cannot show so many; an empty picture is well. */
    List<IWidget> red(String title, List<List<String>> alarmArns) {
        return alarmArns.stream()
                .map(arns -> (IWidget) states(title, arns)
                        .states(List.of(AlarmState.ALARM))
                        .width(WHOLE / alarmArns.size())
                        .height(HEIGHT)
                        .build())
                .toList();
    }

    /** A box for each alarm, the red ones first. */
    IWidget alarms(String title, int height, List<String> alarmArns) {
        return states(title, alarmArns).width(WHOLE).height(height).build();
    }

    private AlarmStatusWidget.Builder states(String title, List<String> alarmArns) {
        return AlarmStatusWidget.Builder.create()
                .title(title)
                .alarms(alarmArns.stream().map(alarms::get).toList());
    }

    /** What an alarm watches, with its threshold. */
    IWidget watched(String title, int width, String alarmArn) {
        return AlarmWidget.Builder.create()
                .title(title)
                .alarm(alarms.get(alarmArn))
                .width(width)
                .height(HEIGHT)
                .build();
    }

    IWidget graph(String title, Threshold threshold, IMetric... metrics) {
        return drawn(title, HALF)
                .left(List.of(metrics))
                .leftAnnotations(threshold.lines())
                .build();
    }

    IWidget bars(String title, List<IMetric> metrics) {
        return drawn(title, HALF).view(GraphWidgetView.BAR).left(metrics).build();
    }

    IWidget graphOfHyderabad(String title, Threshold threshold, List<IMetric> metrics) {
        return drawn(title, WHOLE)
                .region(Region.HYDERABAD.code())
                .left(metrics)
                .leftAnnotations(threshold.lines())
                .build();
    }

    /** From where on a graph is bad. */
    record Threshold(double value, String label) {

        List<HorizontalAnnotation> lines() {
            return List.of(
                    HorizontalAnnotation.builder().value(value).label(label).build());
        }
    }

    private static GraphWidget.Builder drawn(String title, int width) {
        return GraphWidget.Builder.create().title(title).width(width).height(HEIGHT);
    }

    LogQueryWidget query(String title, String logGroup, String... lines) {
        return LogQueryWidget.Builder.create()
                .title(title)
                .width(HALF)
                .height(HEIGHT)
                .logGroupNames(List.of(logGroup))
                .queryLines(List.of(lines))
                .build();
    }
}
