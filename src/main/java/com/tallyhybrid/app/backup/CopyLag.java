package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alarms;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.Ordered;
import java.time.Duration;
import software.constructs.Construct;

/**
 * Notices that copies arrive late.
 *
 * <p>S3 reports how far copying is behind in the Region of the copies, and failures in the Region of the originals; so
 * this stands in Hyderabad, beside the replica, and {@link Replication} watches failures in Mumbai.
 *
 * @param source name of the bucket in Mumbai
 * @param replica name of the bucket in Hyderabad
 */
public record CopyLag(String source, String replica) {

    /** What is late. */
    public static final int LATE_SECONDS = 3_600;

    private static final int HALF_AN_HOUR = 6;

    /** Seconds that the slowest copy is behind. */
    public Metric latency() {
        return new Metric(
                "AWS/S3",
                "ReplicationLatency",
                Ordered.map("SourceBucket", source, "DestinationBucket", replica, "RuleId", Replication.RULE),
                "Maximum",
                Duration.ofMinutes(5));
    }

    /**
     * Mails when copying has been more than an hour behind for half an hour.
     *
     * @param what begins the name of the alarm
     */
    void watch(Construct scope, String id, Alarms alarms, String what) {
        alarms.watch(
                scope,
                id,
                what + "-replication-lagging",
                new Symptom(
                        latency(),
                        Comparison.AT_LEAST,
                        LATE_SECONDS,
                        HALF_AN_HOUR,
                        // S3 reports nothing while there is nothing to copy.
                        Silence.NOT_BREACHING),
                new Message(
                        "Copying %s to Hyderabad has been more than an hour behind for half an hour.".formatted(source),
                        "Objects usually take minutes. A very large first backup does this too.",
                        Runbook.REPLICATION_FAILED));
    }
}
