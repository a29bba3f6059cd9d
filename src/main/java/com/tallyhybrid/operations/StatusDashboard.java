package com.tallyhybrid.operations;

import com.tallyhybrid.alerting.RuleMetric;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.backup.CopyLag;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/**
 * One page that a tired person can read at night: a row for each thing that can fail, what it should look like on the
 * left, how it looks on the right, and the page to open.
 */
final class StatusDashboard extends Construct {

    private static final int TEXT_WIDTH = 6;
    private static final int PICTURE_WIDTH = 18;
    private static final int HEIGHT = 6;
    private static final int ALARMS_A_WIDGET = 100;
    private static final String CONSOLE =
            "https://%1$s.console.aws.amazon.com/systems-manager/automation/execute/%2$s?region=%1$s";

    private final Names names;
    private final Deployment deployment;
    private final Dashboard dashboard;

    StatusDashboard(Construct scope, String id, Names names, Deployment deployment) {
        super(scope, id);
        this.names = names;
        this.deployment = deployment;
        dashboard = Dashboard.Builder.create(this, "Resource")
                .dashboardName(names.deployment())
                .defaultInterval(Duration.days(14))
                .build();
    }

    /** Every alarm there is, the red ones first. */
    void showAlarms(List<String> alarmArns) {
        List<IWidget> widgets = new ArrayList<>();
        for (int from = 0; from < alarmArns.size(); from += ALARMS_A_WIDGET) {
            widgets.add(status(
                    "AllAlarms" + from,
                    "Alarms",
                    alarmArns.subList(from, Math.min(from + ALARMS_A_WIDGET, alarmArns.size()))));
        }
        row(
                "Open alarms",
                "All green is well. The text of a red one names the page to open.",
                List.of(Runbook.TEST_ALERTS),
                widgets);
    }

    void showBackups() {
        List<IMetric> arrivals = deployment.backup().servers().stream()
                .map(this::arrivals)
                .map(IMetric.class::cast)
                .toList();
        row(
                "Backups",
                "One or more a day from every server.",
                List.of(Runbook.BACKUP_MISSING, Runbook.BACKUP_FAILED),
                List.of(
                        GraphWidget.Builder.create()
                                .title("Backups that arrived, a day")
                                .width(PICTURE_WIDTH / 2)
                                .height(HEIGHT)
                                .view(GraphWidgetView.BAR)
                                .left(arrivals)
                                .build(),
                        LogQueryWidget.Builder.create()
                                .title("Newest backup of each server (UTC)")
                                .width(PICTURE_WIDTH / 2)
                                .height(HEIGHT)
                                .logGroupNames(List.of(names.logGroup("events", "arrivals")))
                                .queryLines(List.of(
                                        "stats latest(time) as newest by detail.object.key as backup",
                                        "sort newest asc"))
                                .build()));
    }

    private Metric arrivals(TallyServer server) {
        return RuleMetric.TRIGGERED.of(names.of("arrival-" + server.name()), Duration.days(1));
    }

    void showCopies() {
        List<IMetric> lag = Stream.of(
                        new CopyLag(names.backupBucket(), names.replicaBucket()),
                        new CopyLag(names.archiveBucket(), names.archiveReplicaBucket()))
                .map(CopyLag::latency)
                .map(IMetric.class::cast)
                .toList();
        row(
                "Copies in Hyderabad",
                "Minutes behind, at most. Nothing is shown while there is nothing to copy.",
                List.of(Runbook.REPLICATION_FAILED),
                List.of(GraphWidget.Builder.create()
                        .title("Seconds that copying is behind")
                        .region(Region.HYDERABAD.code())
                        .width(PICTURE_WIDTH)
                        .height(HEIGHT)
                        .left(lag)
                        .build()));
    }

    void showTunnels(List<String> alarmArns) {
        row(
                "Tunnels",
                "1 is two tunnels up, 0.5 one, 0 none.",
                List.of(Runbook.TUNNEL_DOWN, Runbook.TUNNEL_REDUNDANCY_LOST),
                List.of(
                        status(
                                "TunnelAlarms",
                                "Tunnels of each office",
                                alarmArns.stream()
                                        .filter(arn -> arn.contains(":alarm:" + names.of("tunnel-")))
                                        .toList()),
                        GraphWidget.Builder.create()
                                .title("State of every VPN connection in the account")
                                .width(PICTURE_WIDTH / 2)
                                .height(HEIGHT)
                                .left(List.of(MathExpression.Builder.create()
                                        // By search: an imported id would forbid to replace a connection.
                                        .expression(
                                                "SEARCH('{AWS/VPN,VpnId} MetricName=\"TunnelState\"', 'Average', 300)")
                                        .usingMetrics(Map.of())
                                        .label("")
                                        .build()))
                                .build()));
    }

    void showFileServer(String fileSystemId) {
        row(
                "File server",
                "Space above 15 percent, load below 80.",
                List.of(Runbook.FILE_SERVER_SPACE, Runbook.FILE_SERVER_LOAD, Runbook.VAULT_BACKUP),
                List.of(
                        graph("Free space, bytes", fileServer(fileSystemId, "FreeStorageCapacity", "Minimum")),
                        graph(
                                "Load, percent",
                                fileServer(fileSystemId, "NetworkThroughputUtilization", "Average"),
                                fileServer(fileSystemId, "FileServerDiskThroughputUtilization", "Average"),
                                fileServer(fileSystemId, "FileServerDiskIopsUtilization", "Average"))));
    }

    /** What a person can start, with the place in the console. */
    void showRunbooks(List<Runbook> procedures) {
        String list = procedures.stream()
                .map(procedure -> "- [Start %s](%s), %s"
                        .formatted(
                                procedure.page(),
                                CONSOLE.formatted(Region.MUMBAI.code(), names.of(procedure.page())),
                                link(procedure)))
                .collect(Collectors.joining("\n"));
        dashboard.addWidgets(TextWidget.Builder.create()
                .markdown("### Runbooks that run\nRead the page before you start one.\n" + list)
                .width(TEXT_WIDTH + PICTURE_WIDTH)
                .height(HEIGHT)
                .build());
    }

    private void row(String title, String wellWhen, List<Runbook> pages, List<IWidget> pictures) {
        String links = pages.stream().map(this::link).collect(Collectors.joining("\n- ", "- ", ""));
        var text = TextWidget.Builder.create()
                .markdown("### %s\n%s\n%s".formatted(title, wellWhen, links))
                .width(TEXT_WIDTH)
                .height(HEIGHT)
                .build();
        dashboard.addWidgets(Stream.concat(Stream.of(text), pictures.stream()).toArray(IWidget[]::new));
    }

    private String link(Runbook runbook) {
        return deployment
                .operations()
                .runbooksUrl()
                .map(url -> "[%s](%s/%1$s.md)".formatted(runbook.page(), url))
                .orElse("`%s`".formatted(runbook.path()));
    }

    private IWidget status(String id, String title, List<String> alarmArns) {
        return AlarmStatusWidget.Builder.create()
                .title(title)
                .width(PICTURE_WIDTH / 2)
                .height(HEIGHT)
                .alarms(alarmArns.stream()
                        .map(arn -> Alarm.fromAlarmArn(
                                this, id + arn.substring(arn.lastIndexOf(':') + 1) + arn.split(":")[3], arn))
                        .toList())
                .build();
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(PICTURE_WIDTH / 2)
                .height(HEIGHT)
                .left(List.of(metrics))
                .build();
    }

    private static IMetric fileServer(String fileSystemId, String metric, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/FSx")
                .metricName(metric)
                .dimensionsMap(Map.of("FileSystemId", fileSystemId))
                .statistic(statistic)
                .period(Duration.minutes(5))
                .build();
    }
}
