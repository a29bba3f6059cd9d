package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.RetainedLog;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.settings.Audit.TrailRecords;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.constructs.Construct;

/**
 * The CloudTrail trail: every change in the account, in every Region, unless another trail has them, and every read and
 * write of the protected buckets. Never of its own bucket, which would record itself without end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">CloudTrail:
 *     bucket policy</a>
 */
final class Trail extends Construct {

    private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

    private final CfnTrail trail;

    Trail(
            Construct scope,
            String id,
            Names names,
            LockedBucket bucket,
            CustomerKey key,
            RetainedLog log,
            TrailRecords records,
            List<String> watched) {
        super(scope, id);
        letTrailUse(key, arnOf(names));
        ServiceRole role = writerOf(log);
        trail = CfnTrail.Builder.create(this, "Resource")
                .trailName(names.trail())
                .isLogging(true)
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .enableLogFileValidation(true)
                .s3BucketName(bucket.bucketName())
                .kmsKeyId(key.arn())
                .cloudWatchLogsLogGroupArn(log.arn() + ":*")
                .cloudWatchLogsRoleArn(role.arn())
                .advancedEventSelectors(RecordedEvents.of(records, watched))
                .build();
        trail.getNode().addDependency(bucket, log, role);
        Stateful.keep(trail, "Trail");
    }

    /** The trail itself. CloudTrail writes to its bucket at once, so what is made after it must not fail. */
    CfnTrail resource() {
        return trail;
    }

    /**
     * No condition on whom CloudTrail acts for: it sends none when it takes this role, so with one nobody could take it.
     * The role can do nothing but write to this log group.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html">CloudTrail:
     *     role policy for CloudWatch Logs</a>
     */
    private ServiceRole writerOf(RetainedLog log) {
        return new ServiceRole(
                this,
                "LogRole",
                ServiceRole.trusting(CLOUDTRAIL),
                "Writes the trail to its log group",
                List.of(PolicyStatement.allow("WriteTrail", "logs:CreateLogStream", "logs:PutLogEvents")
                        .on(log.arn() + ":log-stream:*")));
    }

    /** By name, because the policies of bucket and key must know the trail before it exists. */
    private static String arnOf(Names names) {
        return names.arn("cloudtrail", "trail/" + names.trail());
    }

    /** What the policy of the trail's bucket says, so that the trail can be delivered. */
    static List<PolicyStatement> mayDeliver(Names names) {
        String bucket = LockedBucket.arnOf(names.trailBucket());
        return List.of(
                allow("TrailFindsBucket", "s3:GetBucketAcl", bucket, Ordered.map("aws:SourceArn", arnOf(names))),
                allow(
                        "TrailArrives",
                        "s3:PutObject",
                        bucket + "/AWSLogs/" + names.account() + "/*",
                        Ordered.map("aws:SourceArn", arnOf(names), "s3:x-amz-acl", "bucket-owner-full-control")));
    }

    /** Without this the trail cannot be created. */
    private static void letTrailUse(CustomerKey key, String arn) {
        key.let(
                allow(
                        "TrailEncrypts",
                        "kms:GenerateDataKey*",
                        "*",
                        Ordered.map("aws:SourceArn", arn, "kms:EncryptionContext:aws:cloudtrail:arn", arn)),
                allow("TrailFindsKey", "kms:DescribeKey", "*", Ordered.map("aws:SourceArn", arn)));
    }

    private static PolicyStatement allow(String sid, String action, String resource, Map<String, String> equal) {
        return PolicyStatement.allow(sid, action)
                .byServices(CLOUDTRAIL)
                .on(resource)
                .when(Ordered.map("StringEquals", equal));
    }
}
