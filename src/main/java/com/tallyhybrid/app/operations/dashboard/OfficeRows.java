package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The rows of the dashboard about what the offices use all day: the tunnels and the file server. */
record OfficeRows(DashboardPage page, Names names) {

    void showTunnels(List<String> alarmArns) {
        page.row(
                "Tunnels",
                "1 is two tunnels up, 0.5 one, 0 none.",
                List.of(Runbook.TUNNEL_DOWN, Runbook.TUNNEL_REDUNDANCY_LOST),
                List.of(
                        page.alarms(
                                "Tunnels of each office",
                                alarmArns.stream()
                                        .filter(arn -> arn.contains(":alarm:" + names.of("tunnel-")))
                                        .toList()),
                        page.graph(
                                "State of every VPN connection in the account",
                                // By search: an imported id would forbid to replace a connection.
                                "SEARCH('{AWS/VPN,VpnId} MetricName=\"TunnelState\"', 'Average', 300)")));
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

    private static Metric fileServer(String fileSystemId, String metric, String statistic) {
        return new Metric("AWS/FSx", metric, Map.of("FileSystemId", fileSystemId), statistic, Duration.ofMinutes(5));
    }
}
