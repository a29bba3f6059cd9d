package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.storage.KeptPolicy;
import com.tallyhybrid.app.storage.LockedBucket;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * The bucket that receives the access logs of the buckets with backups.
 *
 * <p>It has no Object Lock and no logs of its own: S3 delivers logs to no locked bucket, and a log of the log never
 * ends. Its objects expire after 400 days; the law asks for a year of logs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">S3 server access logs</a>
 */
final class AccessLogBucket extends Construct {

    private static final int KEEP_DAYS = 400;

    private final Names names;
    private final Bucket bucket;

    /** @param id also the logical id of the bucket, for ever */
    AccessLogBucket(Construct scope, String id, Names names) {
        super(scope, id);
        this.names = names;
        bucket = Bucket.Builder.create(this, "Resource")
                .bucketName(names.accessLogBucket())
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .id("ExpireLogs")
                        .expiration(Duration.days(KEEP_DAYS))
                        .noncurrentVersionExpiration(Duration.days(30))
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build()))
                .build();
        Stateful.keep(bucket, id);
        KeptPolicy.of(bucket, names.accessLogBucket(), id);
    }

    /** Records every request to the buckets, and accepts the logs of no other. */
    void recordAccessTo(List<LockedBucket> sources) {
        acceptFrom(sources.stream().map(LockedBucket::arn).toList());
        sources.forEach(source -> source.logAccessTo(bucket.getBucketName(), this));
    }

    private void acceptFrom(List<String> sourceBucketArns) {
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AccessLogsArrive")
                .principals(List.of(new ServicePrincipal("logging.s3.amazonaws.com")))
                .actions(List.of("s3:PutObject"))
                .resources(List.of(bucket.arnForObjects("*")))
                .conditions(Ordered.<Object>map(
                        "StringEquals", Ordered.map("aws:SourceAccount", names.account()),
                        "ArnEquals", Ordered.map("aws:SourceArn", sourceBucketArns)))
                .build());
    }
}
