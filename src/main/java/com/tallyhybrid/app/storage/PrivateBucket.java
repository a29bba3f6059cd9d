package com.tallyhybrid.app.storage;

import java.util.List;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.BlockedEncryptionTypesProperty;
import software.amazon.awscdk.services.s3.CfnBucket.BucketEncryptionProperty;
import software.amazon.awscdk.services.s3.CfnBucket.OwnershipControlsProperty;
import software.amazon.awscdk.services.s3.CfnBucket.OwnershipControlsRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.PublicAccessBlockConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ServerSideEncryptionByDefaultProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ServerSideEncryptionRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.VersioningConfigurationProperty;
import software.constructs.Construct;

/**
 * What every bucket here is: closed to the public, owned by the account, versioned, and encrypted by S3's own key
 * (SSE-S3).
 */
public final class PrivateBucket {

    private PrivateBucket() {}

    /**
     * @param name physical name
     * @param refused ways of encryption that an upload may not ask for
     */
    public static CfnBucket.Builder named(Construct scope, String id, String name, List<String> refused) {
        return CfnBucket.Builder.create(scope, id)
                .bucketName(name)
                .publicAccessBlockConfiguration(PublicAccessBlockConfigurationProperty.builder()
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build())
                .ownershipControls(OwnershipControlsProperty.builder()
                        .rules(List.of(OwnershipControlsRuleProperty.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build()))
                        .build())
                .bucketEncryption(encryption(refused))
                .versioningConfiguration(VersioningConfigurationProperty.builder()
                        .status("Enabled")
                        .build());
    }

    private static BucketEncryptionProperty encryption(List<String> refused) {
        var blocked =
                BlockedEncryptionTypesProperty.builder().encryptionType(refused).build();
        return BucketEncryptionProperty.builder()
                .serverSideEncryptionConfiguration(List.of(ServerSideEncryptionRuleProperty.builder()
                        .serverSideEncryptionByDefault(ServerSideEncryptionByDefaultProperty.builder()
                                .sseAlgorithm("AES256")
                                .build())
                        .blockedEncryptionTypes(refused.isEmpty() ? null : blocked)
                        .build()))
                .build();
    }
}
