package com.tallyhybrid.app.storage;

import com.tallyhybrid.app.foundation.Stateful;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;

/** The policy of a bucket that is kept: without it the bucket would lose its guards, so it is kept as well. */
public final class KeptPolicy {

    private KeptPolicy() {}

    /**
     * Keeps the policy, and names its bucket by text.
     *
     * <p>When the stack is gone and is deployed again, CloudFormation takes back only what the template names by text; a
     * policy that named its bucket by reference would be created beside the one that is there, which S3 refuses ("The
     * bucket policy already exists").
     *
     * @param name physical name of the bucket
     * @param id logical id of the bucket
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html">CloudFormation:
     *     import resources automatically</a>
     */
    public static void of(Bucket bucket, String name, String id) {
        CfnBucketPolicy policy = (CfnBucketPolicy) bucket.getPolicy().getNode().getDefaultChild();
        policy.setBucket(name);
        policy.addResourceDependency((CfnResource) bucket.getNode().getDefaultChild());
        Stateful.keep(policy, id + "Policy");
    }
}
