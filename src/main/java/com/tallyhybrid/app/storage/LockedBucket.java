package com.tallyhybrid.app.storage;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Stateful;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.AbortIncompleteMultipartUploadProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NoncurrentVersionExpirationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.RuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.TransitionProperty;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * A bucket whose objects outlive whoever deletes them.
 *
 * <p>A delete adds a marker and an overwrite adds a version; the version underneath is locked and kept. Current versions never expire: Duplicati's volumes depend on each other, so retention
 * is Duplicati's business. The archive tiers of Intelligent-Tiering stay off: Duplicati cannot tell an archived
 * volume from a readable one.
 *
 * <p>Objects are encrypted by S3's own key (SSE-S3). They are encrypted by Duplicati already, and a KMS key would add
 * one deletion that destroys every backup.
 */
public final class LockedBucket extends Construct {

    private final CfnBucket resource;
    private final String name;

    /**
     * @param id also the logical id of the bucket, for ever
     * @param name physical name
     * @param lock how long versions are safe; a shorter one applies to new versions only
     * @param guard what is refused to everyone
     * @param rules what the bucket's policy says besides
     */
    public LockedBucket(Construct scope, String id, String name, Lock lock, Guard guard, List<PolicyStatement> rules) {
        super(scope, id);
        this.name = name;
        resource = PrivateBucket.named(this, LogicalIds.ONLY, name, List.of("SSE-C"))
                .objectLockEnabled(true)
                .objectLockConfiguration(lock.configuration())
                .lifecycleConfiguration(CfnBucket.LifecycleConfigurationProperty.builder()
                        .rules(lifecycle(lock))
                        .build())
                .build();
        Stateful.keep(resource, id);
        KeptPolicy.of(this, resource, name, id, Stream.concat(guard.statements(arn()).stream(), rules.stream()));
    }

    private static List<RuleProperty> lifecycle(Lock lock) {
        return List.of(
                rule("MoveToIntelligentTiering")
                        .transitions(List.of(TransitionProperty.builder()
                                .storageClass("INTELLIGENT_TIERING")
                                .transitionInDays(0)
                                .build()))
                        .build(),
                rule("ExpireNoncurrentVersions")
                        .noncurrentVersionExpiration(NoncurrentVersionExpirationProperty.builder()
                                .noncurrentDays(lock.noncurrentDays())
                                .build())
                        .build(),
                rule("CleanUpMarkersAndUploads")
                        .expiredObjectDeleteMarker(true)
                        .abortIncompleteMultipartUpload(AbortIncompleteMultipartUploadProperty.builder()
                                .daysAfterInitiation(7)
                                .build())
                        .build());
    }

    private static RuleProperty.Builder rule(String id) {
        return RuleProperty.builder().id(id).status("Enabled");
    }

    /** Records every request in the log bucket, under this bucket's name. */
    public void logAccessTo(String logBucketName, IDependable logBucket) {
        resource.setLoggingConfiguration(CfnBucket.LoggingConfigurationProperty.builder()
                .destinationBucketName(logBucketName)
                .logFilePrefix(name + "/")
                .build());
        // S3 refuses to log into a bucket that does not accept it yet.
        getNode().addDependency(logBucket);
    }

    /**
     * Sends an event to EventBridge for every object that arrives or is deleted.
     *
     * <p>Set on the resource itself: the CDK's own switch would add a Lambda function.
     */
    public void announceObjects() {
        resource.setNotificationConfiguration(CfnBucket.NotificationConfigurationProperty.builder()
                .eventBridgeConfiguration(CfnBucket.EventBridgeConfigurationProperty.builder()
                        .eventBridgeEnabled(true)
                        .build())
                .build());
    }

    public void replicate(CfnBucket.ReplicationConfigurationProperty replication) {
        resource.setReplicationConfiguration(replication);
    }

    /** Physical name, fixed and therefore usable in policies that the bucket itself depends on. */
    public String bucketName() {
        return name;
    }

    public String arn() {
        return arnOf(name);
    }

    /** ARN of a bucket that is known by its name only. */
    public static String arnOf(String bucketName) {
        return "arn:aws:s3:::" + bucketName;
    }
}
