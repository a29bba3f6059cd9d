package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.operations.dashboard.Widget.Line;
import com.tallyhybrid.app.operations.dashboard.Widget.Threshold;
import com.tallyhybrid.settings.Office;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rows of the dashboard about what the offices use all day: the tunnels and the file server. */
record OfficeRows(DashboardPage page, Names names) {

    private static final int OFFICES_A_ROW = 3;

    void showTunnels(List<String> alarmArns, List<Office> offices) {
        page.row(
                "Tunnels",
                "Two green alarms of every office.",
                List.of(Runbook.TUNNEL_DOWN, Runbook.TUNNEL_REDUNDANCY_LOST),
                List.of(page.alarms("Tunnels of each office", Widget.HEIGHT, tunnels(alarmArns, ""))));
        for (int from = 0; from < offices.size(); from += OFFICES_A_ROW) {
            showTunnelsOf(alarmArns, offices.subList(from, Math.min(from + OFFICES_A_ROW, offices.size())));
        }
    }

    /** By an alarm of each: an imported id of the connection would forbid to replace it. */
    private void showTunnelsOf(List<String> alarmArns, List<Office> offices) {
        int width = DashboardPage.PICTURE_WIDTH / offices.size();
        page.row(
                offices.stream().map(Office::name).collect(Collectors.joining(", ", "Tunnels of ", "")),
                "A line at 1 is both tunnels up; below it one is down, or both.",
                List.of(Runbook.TUNNEL_REDUNDANCY_LOST),
                offices.stream()
                        .flatMap(office -> tunnels(alarmArns, "redundancy-lost-" + office.name() + "$").stream()
                                .map(arn -> page.watched(width, "Both tunnels of " + office.name(), arn)))
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
                        page.gibibytes(
                                "Free space, GiB",
                                new Threshold(Math.round(OfficeFiles.leastFreeGib(storageGib)), "nearly full"),
                                line("free, GiB", fileSystemId, "FreeStorageCapacity", "Minimum")),
                        page.graph(
                                "Load, percent",
                                new Threshold(OfficeFiles.BUSY_PERCENT, "busy"),
                                line("network", fileSystemId, "NetworkThroughputUtilization", "Average"),
                                line("disk", fileSystemId, "FileServerDiskThroughputUtilization", "Average"),
                                line("disk operations", fileSystemId, "FileServerDiskIopsUtilization", "Average"))));
    }

    private static Line line(String label, String fileSystemId, String metric, String statistic) {
        return new Line(
                label,
                new Metric("AWS/FSx", metric, Map.of("FileSystemId", fileSystemId), statistic, Duration.ofMinutes(5)));
    }
}
