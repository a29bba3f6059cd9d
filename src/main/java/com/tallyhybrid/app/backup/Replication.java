package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.Ordered;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/**
 * Copies every object of a bucket to Hyderabad.
 *
 * <p>Delete markers are not copied: what a thief hides in Mumbai stays in sight in Hyderabad. The price is that the
 * replica also keeps what Duplicati itself has deleted.
 */
final class Replication extends Construct {

    static final String RULE = "ToHyderabad";

    private final Copy copy;

    Replication(Construct scope, String id, Copy copy, ReplicationRole role) {
        super(scope, id);
        this.copy = copy;
        copy.source()
                .replicate(CfnBucket.ReplicationConfigurationProperty.builder()
                        .role(role.arn())
                        .rules(List.of(rule()))
                        .build());
    }

    private CfnBucket.ReplicationRuleProperty rule() {
        return CfnBucket.ReplicationRuleProperty.builder()
                .id(RULE)
                .priority(1)
                .status("Enabled")
                .filter(CfnBucket.ReplicationRuleFilterProperty.builder()
                        .prefix("")
                        .build())
                .deleteMarkerReplication(CfnBucket.DeleteMarkerReplicationProperty.builder()
                        .status("Disabled")
                        .build())
                .destination(CfnBucket.ReplicationDestinationProperty.builder()
                        .bucket(copy.destinationArn())
                        .storageClass("INTELLIGENT_TIERING")
                        .metrics(CfnBucket.MetricsProperty.builder()
                                .status("Enabled")
                                .build())
                        .build())
                .build();
    }

    /**
     * Mails when an object could not be copied.
     *
     * @param what begins the name of the alarm
     */
    void watch(Alerts alerts, String what) {
        alerts.watch(
                this,
                "Failed",
                what + "-replication-failed",
                new Symptom(
                        failures(),
                        Comparison.AT_LEAST,
                        1,
                        1,
                        // S3 reports nothing while there is nothing to copy.
                        Silence.NOT_BREACHING),
                new Message(
                        "Objects of %s were not copied to Hyderabad."
                                .formatted(copy.source().bucketName()),
                        "The objects in Mumbai are whole; until this is mended a loss of Mumbai would lose the newest"
                                + " of them.",
                        Runbook.REPLICATION_FAILED));
    }

    /** Failures are reported in the Region of the source; {@link CopyLag} watches the other side. */
    private Metric failures() {
        return new Metric(
                "AWS/S3",
                "OperationsFailedReplication",
                Ordered.map(
                        "SourceBucket", copy.source().bucketName(),
                        "DestinationBucket", copy.destination(),
                        "RuleId", RULE),
                "Sum",
                Duration.ofMinutes(5));
    }
}
