package com.tallyhybrid.backup;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.alerting.Message;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.alerting.Symptom;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Ordered;
import com.tallyhybrid.foundation.ServiceRole;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/**
 * Copies every object of the backup bucket to the replica.
 *
 * <p>Delete markers are not copied: what a thief hides in Mumbai stays in sight in Hyderabad. The price is that the
 * replica also keeps what Duplicati itself has deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">S3:
 *     permissions for replication</a>
 */
final class Replication extends Construct {

    private static final String RULE = "ToHyderabad";

    private final Names names;
    private final LockedBucket source;
    private final Replica replica;

    Replication(Construct scope, String id, Names names, LockedBucket source, Replica replica) {
        super(scope, id);
        this.names = names;
        this.source = source;
        this.replica = replica;
        // No condition on the trust: S3 documents none for replication, and only this account can pass this role.
        var role = new ServiceRole(
                this,
                "Role",
                new ServicePrincipal("s3.amazonaws.com"),
                "Copies backups from Mumbai to the replica bucket in Hyderabad",
                rights());
        source.replicate(CfnBucket.ReplicationConfigurationProperty.builder()
                .role(role.arn())
                .rules(List.of(rule()))
                .build());
    }

    private List<PolicyStatement> rights() {
        return List.of(
                statement("ReadConfiguration", List.of("s3:GetReplicationConfiguration", "s3:ListBucket"), source.arn())
                        .build(),
                statement(
                                "ReadVersions",
                                List.of(
                                        "s3:GetObjectVersionForReplication",
                                        "s3:GetObjectVersionAcl",
                                        "s3:GetObjectVersionTagging",
                                        "s3:GetObjectRetention",
                                        "s3:GetObjectLegalHold"),
                                source.arn() + "/*")
                        .build(),
                statement("WriteReplicas", List.of("s3:ReplicateObject", "s3:ReplicateTags"), replica.arn() + "/*")
                        .conditions(Ordered.map("StringEquals", Ordered.map("aws:ResourceAccount", names.account())))
                        .build());
    }

    private static PolicyStatement.Builder statement(String sid, List<String> actions, String resource) {
        return PolicyStatement.Builder.create().sid(sid).actions(actions).resources(List.of(resource));
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
                        .bucket(replica.arn())
                        .storageClass("INTELLIGENT_TIERING")
                        .metrics(CfnBucket.MetricsProperty.builder()
                                .status("Enabled")
                                .build())
                        .build())
                .build();
    }

    /** Mails when an object could not be copied. */
    void watch(Alerts alerts) {
        alerts.watch(
                this,
                "Failed",
                "replication-failed",
                new Symptom(
                        failures(),
                        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                        1,
                        1,
                        // S3 reports nothing while there is nothing to copy.
                        TreatMissingData.NOT_BREACHING),
                new Message(
                        "Objects of %s were not copied to Hyderabad.".formatted(source.bucketName()),
                        "The backups in Mumbai are whole; until this is mended a loss of Mumbai would lose the newest"
                                + " of them.",
                        Runbook.REPLICATION_FAILED));
    }

    private Metric failures() {
        return Metric.Builder.create()
                .namespace("AWS/S3")
                .metricName("OperationsFailedReplication")
                .dimensionsMap(Ordered.map(
                        "SourceBucket", source.bucketName(), "DestinationBucket", replica.bucketName(), "RuleId", RULE))
                .statistic("Sum")
                .period(Duration.minutes(5))
                .build();
    }
}
