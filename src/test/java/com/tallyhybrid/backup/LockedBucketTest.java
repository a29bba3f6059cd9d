package com.tallyhybrid.backup;

import static com.tallyhybrid.Tampering.notices;
import static com.tallyhybrid.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.Synthesized;
import com.tallyhybrid.Templates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the backup bucket and its replica promise alike. */
@ExtendWith(Synthesized.class)
class LockedBucketTest {

    private static final List<String> LOCKED = List.of("BackupBucket", "ReplicaBucket");

    @Test
    void isClosedToThePublicInAllFourWays(Templates templates) {
        assertThat(templates.ofType("AWS::S3::Bucket"))
                .extracting(bucket -> bucket.properties().path("PublicAccessBlockConfiguration"))
                .hasSize(3)
                .containsOnly(json("""
                        {'BlockPublicAcls': true, 'BlockPublicPolicy': true,
                         'IgnorePublicAcls': true, 'RestrictPublicBuckets': true}
                        """));
    }

    @Test
    void belongsToItsOwnerAloneWithoutAcls(Templates templates) {
        assertThat(templates.ofType("AWS::S3::Bucket"))
                .extracting(bucket -> bucket.properties().path("OwnershipControls"))
                .containsOnly(json("{'Rules': [{'ObjectOwnership': 'BucketOwnerEnforced'}]}"));
        assertThat(templates.ofType("AWS::S3::Bucket"))
                .noneMatch(bucket -> bucket.properties().has("AccessControl"));
    }

    @Test
    void keepsEveryVersion(Templates templates) {
        assertThat(templates.ofType("AWS::S3::Bucket"))
                .extracting(bucket -> bucket.properties().path("VersioningConfiguration"))
                .containsOnly(json("{'Status': 'Enabled'}"));
    }

    @Test
    void locksEveryVersionForTheLockDays(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(templates.properties(bucket).path("ObjectLockEnabled").asBoolean())
                    .isTrue();
            assertThat(templates.properties(bucket).path("ObjectLockConfiguration"))
                    .isEqualTo(json("""
                            {'ObjectLockEnabled': 'Enabled',
                             'Rule': {'DefaultRetention': {'Mode': 'GOVERNANCE', 'Days': 35}}}
                            """));
        }
    }

    @Test
    void tiersFromTheFirstDayAndExpiresOnlyWhatIsNoLongerCurrent(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(templates.properties(bucket).path("LifecycleConfiguration"))
                    .isEqualTo(json("""
                            {'Rules': [
                              {'Id': 'MoveToIntelligentTiering', 'Status': 'Enabled',
                               'Transitions': [{'StorageClass': 'INTELLIGENT_TIERING', 'TransitionInDays': 0}]},
                              {'Id': 'ExpireNoncurrentVersions', 'Status': 'Enabled',
                               'NoncurrentVersionExpiration': {'NoncurrentDays': 90}},
                              {'Id': 'CleanUpMarkersAndUploads', 'Status': 'Enabled',
                               'ExpiredObjectDeleteMarker': true,
                               'AbortIncompleteMultipartUpload': {'DaysAfterInitiation': 7}}]}
                            """));
        }
    }

    /** Duplicati cannot tell an archived volume from a readable one: its checks and restores would fail. */
    @Test
    void neverArchivesBehindDuplicatisBack(Templates templates) {
        assertThat(templates.ofType("AWS::S3::Bucket"))
                .noneMatch(bucket -> bucket.properties().has("IntelligentTieringConfigurations"));
    }

    @Test
    void encryptsWithS3sOwnKeyAndBlocksCustomerProvidedOnes(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(templates.properties(bucket).path("BucketEncryption")).isEqualTo(json("""
                            {'ServerSideEncryptionConfiguration': [
                              {'BlockedEncryptionTypes': {'EncryptionType': ['SSE-C']},
                               'ServerSideEncryptionByDefault': {'SSEAlgorithm': 'AES256'}}]}
                            """));
        }
    }

    @Test
    void refusesPlainHttpOldTlsAndForeignEncryption(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(policy(templates, bucket).path("Statement"))
                    .isEqualTo(json("""
                            [{'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 's3:*', 'Resource': [%1$s, %2$s],
                              'Condition': {'Bool': {'aws:SecureTransport': 'false'}}},
                             {'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 's3:*', 'Resource': [%1$s, %2$s],
                              'Condition': {'NumericLessThan': {'s3:TlsVersion': 1.2}}},
                             {'Sid': 'DenyCustomerProvidedKeys', 'Effect': 'Deny', 'Principal': {'AWS': '*'},
                              'Action': 's3:PutObject', 'Resource': %2$s,
                              'Condition': {'Null': {
                                's3:x-amz-server-side-encryption-customer-algorithm': 'false'}}},
                             {'Sid': 'DenyKmsKeys', 'Effect': 'Deny', 'Principal': {'AWS': '*'},
                              'Action': 's3:PutObject', 'Resource': %2$s,
                              'Condition': {
                                'Null': {'s3:x-amz-server-side-encryption': 'false'},
                                'StringNotEquals': {'s3:x-amz-server-side-encryption': 'AES256'}}}]
                            """.formatted(arn(bucket), objects(bucket))));
        }
    }

    @TestFactory
    Stream<DynamicTest> guardsTheBackups() {
        return Stream.of(
                notices(
                        "an open public access block",
                        templates -> bucket(templates).remove("PublicAccessBlockConfiguration"),
                        this::isClosedToThePublicInAllFourWays),
                notices(
                        "versioning that is off",
                        templates -> bucket(templates).remove("VersioningConfiguration"),
                        this::keepsEveryVersion),
                notices(
                        "a missing lock",
                        templates -> bucket(templates).remove("ObjectLockConfiguration"),
                        this::locksEveryVersionForTheLockDays),
                notices(
                        "an expiry of current versions",
                        templates -> ((ObjectNode) bucket(templates)
                                        .path("LifecycleConfiguration")
                                        .path("Rules")
                                        .get(1))
                                .put("ExpirationInDays", 365),
                        this::tiersFromTheFirstDayAndExpiresOnlyWhatIsNoLongerCurrent),
                notices(
                        "that plain http is no longer refused",
                        templates ->
                                ((ArrayNode) policy(templates, "BackupBucket").path("Statement")).remove(0),
                        this::refusesPlainHttpOldTlsAndForeignEncryption));
    }

    private static ObjectNode bucket(Templates templates) {
        return (ObjectNode) templates.properties("BackupBucket");
    }

    private static JsonNode policy(Templates templates, String bucket) {
        return templates.properties(bucket + "Policy").path("PolicyDocument");
    }

    private static String arn(String bucket) {
        return "{'Fn::GetAtt': ['%s', 'Arn']}".formatted(bucket);
    }

    private static String objects(String bucket) {
        return "{'Fn::Join': ['', [%s, '/*']]}".formatted(arn(bucket));
    }
}
