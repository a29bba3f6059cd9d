package com.tallyhybrid.backup;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.alerting.Message;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.alerting.Symptom;
import com.tallyhybrid.foundation.Ordered;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/**
 * Copies every object of a bucket to Hyderabad.
 *
 * <p>Delete markers are not copied: what a thief hides in Mumbai stays in sight in Hyderabad. The price is that the
 * replica also keeps what Duplicati itself has deleted.
 */
final class Replication extends Construct {

    private static final String RULE = "ToHyderabad";
    private static final int LAG_SECONDS = 3_600;

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
     * Mails when an object could not be copied, and when copying has been behind for hours.
     *
     * @param what begins the names of the alarms
     */
    void watch(Alerts alerts, String what) {
        alerts.watch(
                this,
                "Failed",
                what + "-replication-failed",
                symptom("OperationsFailedReplication", "Sum", 1, 1),
                new Message(
                        "Objects of %s were not copied to Hyderabad."
                                .formatted(copy.source().bucketName()),
                        "The objects in Mumbai are whole; until this is mended a loss of Mumbai would lose the newest"
                                + " of them.",
                        Runbook.REPLICATION_FAILED));
        alerts.watch(
                this,
                "Lagging",
                what + "-replication-lagging",
                symptom("ReplicationLatency", "Maximum", LAG_SECONDS, 6),
                new Message(
                        "Copying %s to Hyderabad has been more than an hour behind for half an hour."
                                .formatted(copy.source().bucketName()),
                        "Objects usually take minutes. A very large first backup does this too.",
                        Runbook.REPLICATION_FAILED));
    }

    private Symptom symptom(String metricName, String statistic, int threshold, int periods) {
        Metric metric = Metric.Builder.create()
                .namespace("AWS/S3")
                .metricName(metricName)
                .dimensionsMap(Ordered.map(
                        "SourceBucket", copy.source().bucketName(),
                        "DestinationBucket", copy.destination(),
                        "RuleId", RULE))
                .statistic(statistic)
                .period(Duration.minutes(5))
                .build();
        // S3 reports nothing while there is nothing to copy.
        return new Symptom(
                metric,
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                threshold,
                periods,
                TreatMissingData.NOT_BREACHING);
    }
}
