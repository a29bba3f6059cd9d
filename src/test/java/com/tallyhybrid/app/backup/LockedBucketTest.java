package com.tallyhybrid.app.backup;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the buckets for backups and archive and their copies promise. */
@ExtendWith(Synthesized.class)
class LockedBucketTest {

    private static final List<String> LOCKED =
            List.of("BackupBucket", "ReplicaBucket", "ArchiveBucket", "ArchiveReplicaBucket");

    @Test
    void isClosedToThePublicInAllFourWays(Templates templates) {
        assertThat(templates.ofType("AWS::S3::Bucket"))
                .extracting(bucket -> bucket.properties().path("PublicAccessBlockConfiguration"))
                .hasSize(6)
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
    void locksEveryVersionForTheLockDaysAndArchivesForNineYears(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(templates.properties(bucket).path("ObjectLockEnabled").asBoolean())
                    .isTrue();
            assertThat(templates.properties(bucket).path("ObjectLockConfiguration"))
                    .isEqualTo(json("""
                            {'ObjectLockEnabled': 'Enabled',
                             'Rule': {'DefaultRetention': {'Mode': 'GOVERNANCE', 'Days': %s}}}
                            """.formatted(bucket.startsWith("Archive") ? 3288 : 35)));
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
                               'NoncurrentVersionExpiration': {'NoncurrentDays': %s}},
                              {'Id': 'CleanUpMarkersAndUploads', 'Status': 'Enabled',
                               'ExpiredObjectDeleteMarker': true,
                               'AbortIncompleteMultipartUpload': {'DaysAfterInitiation': 7}}]}
                            """.formatted(bucket.startsWith("Archive") ? 3288 : 90)));
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
    void refusesPlainHttpAndOldTls(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(policy(templates, bucket).path("Statement"))
                    .contains(json("""
                                    {'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 's3:*',
                                     'Resource': [%s, %s],
                                     'Condition': {'Bool': {'aws:SecureTransport': 'false'}}}
                                    """.formatted(arn(bucket), objects(bucket))), json("""
                                    {'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 's3:*',
                                     'Resource': [%s, %s],
                                     'Condition': {'NumericLessThan': {'s3:TlsVersion': 1.2}}}
                                    """.formatted(
                                    arn(bucket), objects(bucket))));
        }
    }

    /** What the statements do is proven by the access matrix; here none may come or go unnoticed. */
    @Test
    void hasThesePolicyStatementsAndOnlyDenials(Templates templates) {
        for (String bucket : LOCKED) {
            assertThat(policy(templates, bucket).path("Statement"))
                    .allMatch(statement -> statement.path("Effect").asText().equals("Deny"));
            var expected = new ArrayList<>(List.of("#0", "#1", "DenyDestroying", "DenyWeakening"));
            expected.addAll(
                    bucket.contains("Replica")
                            ? List.of("DenyOtherWriters")
                            : List.of("DenyCustomerProvidedKeys", "DenyKmsKeys", "DenyArchiveClasses"));
            assertThat(Templates.statements(policy(templates, bucket)).keySet())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void locksTheArchiveForGoodWhereTheSettingsSaySo() {
        assertThat(Synthesized.selfManaged()
                        .templates()
                        .properties("ArchiveBucket")
                        .at("/ObjectLockConfiguration/Rule/DefaultRetention/Mode")
                        .asText())
                .isEqualTo("COMPLIANCE");
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
                        this::locksEveryVersionForTheLockDaysAndArchivesForNineYears),
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
                        this::refusesPlainHttpAndOldTls));
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
