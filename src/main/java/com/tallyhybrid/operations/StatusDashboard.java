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
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/**
 * One page that a tired person can read at night: a row for each thing that can fail, what it should look like on the
 * left, how it looks on the right, and the page to open.
 */
final class StatusDashboard extends Construct {

    /** CloudWatch shows no more in one widget. */
    private static final int ALARMS_A_WIDGET = 100;

    private static final String CONSOLE =
            "https://%1$s.console.aws.amazon.com/systems-manager/automation/execute/%2$s?region=%1$s";

    private final Names names;
    private final Deployment deployment;
    private final DashboardPage page;

    StatusDashboard(Construct scope, String id, Names names, Deployment deployment) {
        super(scope, id);
        this.names = names;
        this.deployment = deployment;
        page = new DashboardPage(this, "Page", names.deployment(), deployment.operations());
    }

    /** Every alarm there is, the red ones first. */
    void showAlarms(List<String> alarmArns) {
        List<IWidget> widgets = new ArrayList<>();
        for (int from = 0; from < alarmArns.size(); from += ALARMS_A_WIDGET) {
            widgets.add(page.alarms(
                    "AllAlarms" + from,
                    "Alarms",
                    alarmArns.subList(from, Math.min(from + ALARMS_A_WIDGET, alarmArns.size()))));
        }
        page.row(
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
        page.row(
                "Backups",
                "One or more a day from every server.",
                List.of(Runbook.BACKUP_MISSING, Runbook.BACKUP_FAILED),
                List.of(
                        page.bars("Backups that arrived, a day", arrivals),
                        page.query(
                                "Newest backup of each server (UTC)",
                                names.logGroup("events", "arrivals"),
                                "stats latest(time) as newest by detail.object.key as backup",
                                "sort newest asc")));
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
        page.row(
                "Copies in Hyderabad",
                "Minutes behind, at most. Nothing is shown while there is nothing to copy.",
                List.of(Runbook.REPLICATION_FAILED),
                List.of(page.graphOfHyderabad("Seconds that copying is behind", lag)));
    }

    void showTunnels(List<String> alarmArns) {
        page.row(
                "Tunnels",
                "1 is two tunnels up, 0.5 one, 0 none.",
                List.of(Runbook.TUNNEL_DOWN, Runbook.TUNNEL_REDUNDANCY_LOST),
                List.of(
                        page.alarms(
                                "TunnelAlarms",
                                "Tunnels of each office",
                                alarmArns.stream()
                                        .filter(arn -> arn.contains(":alarm:" + names.of("tunnel-")))
                                        .toList()),
                        page.graph(
                                "State of every VPN connection in the account",
                                MathExpression.Builder.create()
                                        // By search: an imported id would forbid to replace a connection.
                                        .expression(
                                                "SEARCH('{AWS/VPN,VpnId} MetricName=\"TunnelState\"', 'Average', 300)")
                                        .usingMetrics(Map.of())
                                        .label("")
                                        .build())));
    }

    void showFileServer(String fileSystemId) {
        page.row(
                "File server",
                "Space above 15 percent, load below 80.",
                List.of(Runbook.FILE_SERVER_SPACE, Runbook.FILE_SERVER_LOAD, Runbook.VAULT_BACKUP),
                List.of(
                        page.graph("Free space, bytes", fileServer(fileSystemId, "FreeStorageCapacity", "Minimum")),
                        page.graph(
                                "Load, percent",
                                fileServer(fileSystemId, "NetworkThroughputUtilization", "Average"),
                                fileServer(fileSystemId, "FileServerDiskThroughputUtilization", "Average"),
                                fileServer(fileSystemId, "FileServerDiskIopsUtilization", "Average"))));
    }

    /** What nothing here can show: AWS counts costs once a day and elsewhere. */
    void showCosts(int monthlyUsd) {
        page.text("### Costs\nA mail comes when the account is forecast to cost more than %s US dollars this month: %s"
                .formatted(monthlyUsd, page.link(Runbook.BUDGET)));
    }

    /** What a person can start, with the place in the console. */
    void showRunbooks(List<Runbook> procedures) {
        page.text(procedures.stream()
                .map(procedure -> "- [Start %s](%s), %s"
                        .formatted(
                                procedure.page(),
                                CONSOLE.formatted(Region.MUMBAI.code(), names.of(procedure.page())),
                                page.link(procedure)))
                .collect(Collectors.joining("\n", "### Runbooks that run\nRead the page before you start one.\n", "")));
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
