package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.operations.DashboardPage.Threshold;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The rows of the dashboard about what the offices use all day: the tunnels and the file server. */
record OfficeRows(DashboardPage page, Names names) {

    private static final int OFFICES_A_ROW = 3;

    void showTunnels(List<String> alarmArns, List<Office> offices) {
        page.row(
                "Tunnels",
                "Two green alarms of every office.",
                List.of(Runbook.TUNNEL_DOWN, Runbook.TUNNEL_REDUNDANCY_LOST),
                List.of(page.alarms("Tunnels of each office", DashboardPage.HEIGHT, tunnels(alarmArns, ""))));
        for (int from = 0; from < offices.size(); from += OFFICES_A_ROW) {
            showTunnelsOf(alarmArns, offices.subList(from, Math.min(from + OFFICES_A_ROW, offices.size())));
        }
    }

    /** By an alarm of each: an imported id of the connection would forbid to replace it. */
    private void showTunnelsOf(List<String> alarmArns, List<Office> offices) {
        int width = DashboardPage.WHOLE / offices.size();
        page.row(
                offices.stream().map(Office::name).collect(Collectors.joining(", ", "Tunnels of ", "")),
                "A line at 1 is both tunnels up; below it one is down, or both.",
                List.of(Runbook.TUNNEL_REDUNDANCY_LOST),
                offices.stream()
                        .flatMap(office -> tunnels(alarmArns, "redundancy-lost-" + office.name() + "$").stream()
                                .map(arn -> page.watched("Both tunnels of " + office.name(), width, arn)))
                        .toList());
    }

    private List<String> tunnels(List<String> alarmArns, String end) {
        Pattern alarm = Pattern.compile(":alarm:" + Pattern.quote(names.of("tunnel-")) + end);
        return alarmArns.stream().filter(arn -> alarm.matcher(arn).find()).toList();
    }

    void showFileServer(String fileSystemId, int storageGib) {
        page.row(
                "File server",
                "Space above 15 percent, load below 80.",
                List.of(Runbook.FILE_SERVER_SPACE, Runbook.FILE_SERVER_LOAD, Runbook.VAULT_BACKUP),
                List.of(
                        page.graph(
                                "Free space, GiB",
                                new Threshold(OfficeFiles.leastFreeGib(storageGib), "nearly full"),
                                MathExpression.Builder.create()
                                        .expression("bytes / 1073741824")
                                        .usingMetrics(Map.of(
                                                "bytes",
                                                fileServer(fileSystemId, "FreeStorageCapacity", "Minimum", "")))
                                        .label("free, GiB")
                                        .build()),
                        page.graph(
                                "Load, percent",
                                new Threshold(OfficeFiles.BUSY_PERCENT, "busy"),
                                fileServer(fileSystemId, "NetworkThroughputUtilization", "Average", "network"),
                                fileServer(fileSystemId, "FileServerDiskThroughputUtilization", "Average", "disk"),
                                fileServer(
                                        fileSystemId, "FileServerDiskIopsUtilization", "Average", "disk operations"))));
    }

    private static IMetric fileServer(String fileSystemId, String metric, String statistic, String label) {
        return Metric.Builder.create()
                .namespace("AWS/FSx")
                .metricName(metric)
                .dimensionsMap(Map.of("FileSystemId", fileSystemId))
                .statistic(statistic)
                .label(label)
                .period(Duration.minutes(5))
                .build();
    }
}
