package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/**
 * What people are told about the file server before the users notice.
 *
 * @see <a href="https://docs.aws.amazon.com/fsx/latest/WindowsGuide/fsx-windows-metrics.html">FSx for Windows: metrics
 *     and dimensions</a>
 */
final class FileServerAlarms extends Construct {

    private final Alerts alerts;
    private final WindowsFileServer fileServer;

    FileServerAlarms(Construct scope, String id, Alerts alerts, WindowsFileServer fileServer) {
        super(scope, id);
        this.alerts = alerts;
        this.fileServer = fileServer;
    }

    /**
     * Mails when less than 15% is free. Growing takes hours and can be done only every six, so there must be time.
     *
     * <p>No data at all is an alarm too: then the file server is not there.
     */
    void watchSpace(int storageGib) {
        long leastFree = Math.round(OfficeFiles.leastFreeGib(storageGib) * 1024 * 1024 * 1024);
        alerts.watch(
                this,
                "LowSpace",
                "file-server-space",
                new Symptom(
                        metric("FreeStorageCapacity", "Minimum"),
                        Comparison.LESS_THAN,
                        leastFree,
                        3,
                        Silence.BREACHING),
                new Message(
                        "The file server has less than 15%% of its %s GiB free, or sends no data at all."
                                .formatted(storageGib),
                        "When it is full, nobody can save a file. Nothing is lost.",
                        Runbook.FILE_SERVER_SPACE));
    }

    /** Mails when the file server has been at its limits for half an hour. */
    void watchLoad() {
        watchBusy("Network", "NetworkThroughputUtilization", "network throughput");
        watchBusy("Disk", "FileServerDiskThroughputUtilization", "disk throughput");
        watchBusy("Iops", "FileServerDiskIopsUtilization", "disk operations (IOPS)");
    }

    private void watchBusy(String id, String metricName, String what) {
        alerts.watch(
                this,
                "Busy" + id,
                "file-server-busy-" + id.toLowerCase(Locale.ROOT),
                new Symptom(
                        metric(metricName, "Average"),
                        Comparison.AT_LEAST,
                        OfficeFiles.BUSY_PERCENT,
                        6,
                        // A failover leaves a gap; a server that stays away is reported by the space alarm.
                        Silence.MISSING),
                new Message(
                        "The file server has used %s%% or more of its %s for half an hour."
                                .formatted(OfficeFiles.BUSY_PERCENT, what),
                        "Opening and saving files is slow. Nothing is lost.",
                        Runbook.FILE_SERVER_LOAD));
    }

    private Metric metric(String name, String statistic) {
        return new Metric(
                "AWS/FSx", name, Map.of("FileSystemId", fileServer.fileSystemId()), statistic, Duration.ofMinutes(5));
    }
}
