package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.storage.KeptPolicy;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.app.storage.PrivateBucket;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.AbortIncompleteMultipartUploadProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NoncurrentVersionExpirationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.RuleProperty;
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

    /**
     * Records every request to the buckets, and accepts the logs of no other.
     *
     * @param id also the logical id of the bucket, for ever
     */
    AccessLogBucket(Construct scope, String id, Names names, List<LockedBucket> sources) {
        super(scope, id);
        CfnBucket bucket = PrivateBucket.named(this, LogicalIds.ONLY, names.accessLogBucket(), List.of())
                .lifecycleConfiguration(CfnBucket.LifecycleConfigurationProperty.builder()
                        .rules(List.of(expiry()))
                        .build())
                .build();
        Stateful.keep(bucket, id);
        var logs = acceptFrom(
                bucket.getAttrArn(),
                names,
                sources.stream().map(LockedBucket::arn).toList());
        KeptPolicy.of(this, bucket, names.accessLogBucket(), id, Stream.of(logs));
        String name = bucket.getRef();
        sources.forEach(source -> source.logAccessTo(name, this));
    }

    private static RuleProperty expiry() {
        return RuleProperty.builder()
                .id("ExpireLogs")
                .status("Enabled")
                .expirationInDays(KEEP_DAYS)
                .noncurrentVersionExpiration(NoncurrentVersionExpirationProperty.builder()
                        .noncurrentDays(30)
                        .build())
                .abortIncompleteMultipartUpload(AbortIncompleteMultipartUploadProperty.builder()
                        .daysAfterInitiation(7)
                        .build())
                .build();
    }

    private static PolicyStatement acceptFrom(String bucketArn, Names names, List<String> sourceBucketArns) {
        return PolicyStatement.allow("AccessLogsArrive", "s3:PutObject")
                .byServices("logging.s3.amazonaws.com")
                .on(bucketArn + "/*")
                .when(Ordered.<Object>map(
                        "StringEquals", Ordered.map("aws:SourceAccount", names.account()),
                        "ArnEquals", Ordered.map("aws:SourceArn", sourceBucketArns)));
    }
}
