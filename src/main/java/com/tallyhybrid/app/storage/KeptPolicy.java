package com.tallyhybrid.app.storage;

import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Stateful;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;
import software.constructs.Construct;

/** The policy of a bucket that is kept: without it the bucket would lose its guards, so it is kept as well. */
public final class KeptPolicy {

    private static final double LEAST_TLS = 1.2;

    private KeptPolicy() {}

    /**
     * Makes the policy, which refuses every request that is not encrypted on its way.
     *
     * <p>It names its bucket by text. When the stack is gone and is deployed again, CloudFormation takes back only what
     * the template names by text; a policy that named its bucket by reference would be created beside the one that is
     * there, which S3 refuses ("The bucket policy already exists").
     *
     * @param name physical name of the bucket
     * @param id logical id of the bucket
     * @param statements what the policy says besides
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html">CloudFormation:
     *     import resources automatically</a>
     */
    public static void of(
            Construct scope, CfnBucket bucket, String name, String id, Stream<PolicyStatement> statements) {
        String arn = bucket.getAttrArn();
        var encrypted = Stream.of(
                refuse(arn, Ordered.map("Bool", Ordered.map("aws:SecureTransport", "false"))),
                refuse(arn, Ordered.map("NumericLessThan", Ordered.map("s3:TlsVersion", LEAST_TLS))));
        CfnBucketPolicy policy = CfnBucketPolicy.Builder.create(scope, "Policy")
                .bucket(name)
                .policyDocument(PolicyStatement.document(
                        Stream.concat(encrypted, statements).toList()))
                .build();
        policy.addResourceDependency(bucket);
        Stateful.keep(policy, id + "Policy");
    }

    private static PolicyStatement refuse(String bucketArn, Map<String, ?> conditions) {
        return PolicyStatement.deny("", List.of("s3:*"))
                .byAnyone()
                .on(bucketArn, bucketArn + "/*")
                .when(conditions);
    }
}
