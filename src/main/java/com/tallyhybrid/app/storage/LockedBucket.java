package com.tallyhybrid.app.storage;

import com.tallyhybrid.app.foundation.Stateful;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.BlockedEncryptionType;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
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

    private final Bucket bucket;
    private final CfnBucket resource;
    private final String name;

    /**
     * @param id also the logical id of the bucket, for ever
     * @param name physical name
     * @param lock how long versions are safe; a shorter one applies to new versions only
     * @param guard what is refused to everyone
     */
    public LockedBucket(Construct scope, String id, String name, Lock lock, Guard guard) {
        super(scope, id);
        this.name = name;
        bucket = Bucket.Builder.create(this, "Resource")
                .bucketName(name)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .blockedEncryptionTypes(List.of(BlockedEncryptionType.SSE_C))
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .objectLockDefaultRetention(lock.retention())
                .lifecycleRules(lifecycle(lock))
                .build();
        resource = (CfnBucket) bucket.getNode().getDefaultChild();
        guard.statements(arn()).forEach(bucket::addToResourcePolicy);
        Stateful.keep(bucket, id);
        KeptPolicy.of(bucket, name, id);
    }

    private static List<LifecycleRule> lifecycle(Lock lock) {
        return List.of(
                LifecycleRule.builder()
                        .id("MoveToIntelligentTiering")
                        .transitions(List.of(Transition.builder()
                                .storageClass(StorageClass.INTELLIGENT_TIERING)
                                .transitionAfter(Duration.days(0))
                                .build()))
                        .build(),
                LifecycleRule.builder()
                        .id("ExpireNoncurrentVersions")
                        .noncurrentVersionExpiration(Duration.days(lock.noncurrentDays()))
                        .build(),
                LifecycleRule.builder()
                        .id("CleanUpMarkersAndUploads")
                        .expiredObjectDeleteMarker(true)
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build());
    }

    /** Adds statements to the bucket's policy. */
    public void constrain(List<PolicyStatement> statements) {
        statements.forEach(bucket::addToResourcePolicy);
    }

    /** The policy, for what must not be created before it. */
    public IDependable policy() {
        return bucket.getPolicy();
    }

    /** Refuses uploads and deletions to everyone but the role. */
    public void acceptWritesOnlyFrom(Guard guard, String roleArn) {
        bucket.addToResourcePolicy(guard.writesOnlyBy(roleArn, arn()));
    }

    /** Records every request in the log bucket, under this bucket's name. */
    public void logAccessTo(String logBucketName, IDependable logBucketPolicy) {
        resource.setLoggingConfiguration(CfnBucket.LoggingConfigurationProperty.builder()
                .destinationBucketName(logBucketName)
                .logFilePrefix(name + "/")
                .build());
        // S3 refuses to log into a bucket that does not accept it yet.
        bucket.getNode().addDependency(logBucketPolicy);
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
        return "arn:aws:s3:::" + name;
    }
}
