package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.alarms.MatchingRules;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events the rules of the example match, by EventBridge's own matcher. */
@ExtendWith(Synthesized.class)
class EventPatternTest {

    private static final String BUCKET = "sharma-traders-backup-111122223333-ap-south-1";
    private static final String ARCHIVE = "sharma-traders-archive-111122223333-ap-south-1";
    private static final String AGENT = "arn:aws:iam::111122223333:user/sharma-traders-pune";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "sharma-traders-pune/duplicati-verification.json,                    arrival-pune",
        "sharma-traders-nashik/duplicati-verification.json,                  arrival-nashik",
        "sharma-traders-pune/reports/20261123T163000Z-Error.json,            backup-failed-pune",
        "sharma-traders-pune/reports/20261123T163000Z-Fatal.json,            backup-failed-pune",
        "sharma-traders-nashik/reports/20261123T163000Z-Warning.json,        backup-failed-nashik",
        "sharma-traders-pune/reports/20261123T163000Z-Success.json,          ",
        "sharma-traders-pune/duplicati-20261123T163000Z.dlist.zip.aes,       ",
        "sharma-traders-pune/duplicati-b0123456789abcdef.dblock.zip.aes,     ",
        "sharma-traders-pune/duplicati-access-privileges-test.tmp,           ",
        "sharma-traders-pune0/duplicati-verification.json,                   ",
        "sharma-traders-pune/copy/duplicati-verification.json,               ",
    })
    void anObjectThatArrivesMatches(String key, String rule) throws Exception {
        assertThat(MatchingRules.of(created(BUCKET, key))).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void anObjectInAnotherBucketMatchesNothing() throws Exception {
        assertThat(MatchingRules.of(created("someone-elses", "sharma-traders-pune/duplicati-verification.json")))
                .isEmpty();
    }

    @Test
    void everyDeletionBySomebodyIsRecordedHiddenOrDestroyedAndTheLifecyclesAreNot() throws Exception {
        assertThat(MatchingRules.of(deleted("DeleteObject", "Delete Marker Created")))
                .containsExactly("deletions");
        assertThat(MatchingRules.of(deleted("DeleteObject", "Permanently Deleted")))
                .containsExactly("deletions");
        assertThat(MatchingRules.of(deleted("Lifecycle Expiration", "Permanently Deleted")))
                .isEmpty();
    }

    @Test
    void aWriterWhoIsNoAgentIsNoticedInBothBuckets() throws Exception {
        String intruder = "arn:aws:sts::111122223333:assumed-role/Admin/someone";
        assertThat(MatchingRules.of(call("PutObject", BUCKET, intruder, false, false)))
                .containsExactly("foreign-writer");
        assertThat(MatchingRules.of(call("DeleteObject", ARCHIVE, intruder, false, false)))
                .containsExactly("foreign-writer");
    }

    @Test
    void anAgentAtWorkAndAReaderAreNot() throws Exception {
        assertThat(MatchingRules.of(call("PutObject", BUCKET, AGENT, false, false)))
                .isEmpty();
        assertThat(MatchingRules.of(call("GetObject", BUCKET, "arn:aws:iam::111122223333:user/owner", false, true)))
                .isEmpty();
    }

    /** One mail for each of thousands of copied objects would bury the one that matters. */
    @Test
    void aRunbookThatSomebodyApprovedIsNot() throws Exception {
        String session = "arn:aws:sts::111122223333:assumed-role/sharma-traders-%s/Automation-1";
        assertThat(MatchingRules.of(call("CopyObject", BUCKET, session.formatted("recover-objects"), false, false)))
                .isEmpty();
        assertThat(MatchingRules.of(call("PutObject", ARCHIVE, session.formatted("restore-drill"), false, false)))
                .isEmpty();
        assertThat(MatchingRules.of(call("PutObject", BUCKET, session.formatted("test-alerts"), false, false)))
                .containsExactly("foreign-writer");
    }

    @Test
    void everyChangeOfProtectionIsNoticedAndNoLookAtIt() throws Exception {
        String owner = "arn:aws:iam::111122223333:user/owner";
        for (String change : List.of(
                "PutBucketPolicy",
                "DeleteBucketPolicy",
                "PutBucketLifecycle",
                "PutBucketVersioning",
                "PutObjectLockConfiguration",
                "PutBucketReplication",
                "DeleteBucketReplication",
                "PutBucketPublicAccessBlock",
                "PutBucketNotification")) {
            assertThat(MatchingRules.of(call(change, BUCKET, owner, true, false)))
                    .as(change)
                    .containsExactly("protection-changed");
        }
        assertThat(MatchingRules.of(call("GetBucketPolicy", BUCKET, owner, true, true)))
                .isEmpty();
        assertThat(MatchingRules.of(call("PutBucketPolicy", "someone-elses", owner, true, false)))
                .isEmpty();
    }

    private static String created(String bucket, String key) {
        return """
                {"version": "0", "id": "17793124", "detail-type": "Object Created", "source": "aws.s3",
                 "account": "111122223333", "time": "2026-11-23T16:41:00Z", "region": "ap-south-1",
                 "resources": ["arn:aws:s3:::%1$s"],
                 "detail": {"version": "0", "bucket": {"name": "%1$s"},
                   "object": {"key": "%2$s", "size": 5, "etag": "b1946ac9", "version-id": "IYV3", "sequencer": "0061"},
                   "request-id": "N4N7", "requester": "111122223333", "source-ip-address": "198.51.100.10",
                   "reason": "PutObject"}}
                """.formatted(bucket, key);
    }

    private static String deleted(String reason, String type) {
        return """
                {"version": "0", "id": "2ee9cc15", "detail-type": "Object Deleted", "source": "aws.s3",
                 "account": "111122223333", "time": "2026-11-23T16:41:00Z", "region": "ap-south-1",
                 "resources": ["arn:aws:s3:::%1$s"],
                 "detail": {"version": "0", "bucket": {"name": "%1$s"},
                   "object": {"key": "sharma-traders-pune/a", "etag": "d41d", "version-id": "1QW9", "sequencer": "0061"},
                   "request-id": "0BH7", "requester": "111122223333", "source-ip-address": "198.51.100.10",
                   "reason": "%3$s", "deletion-type": "%2$s"}}
                """.formatted(BUCKET, type, reason);
    }

    private static String call(String name, String bucket, String who, boolean management, boolean readOnly) {
        return """
                {"version": "0", "id": "3e31", "detail-type": "AWS API Call via CloudTrail", "source": "aws.s3",
                 "account": "111122223333", "time": "2026-11-23T16:41:00Z", "region": "ap-south-1", "resources": [],
                 "detail": {"eventVersion": "1.11", "userIdentity": {"type": "IAMUser", "arn": "%3$s",
                   "accountId": "111122223333"}, "eventTime": "2026-11-23T16:41:00Z",
                   "eventSource": "s3.amazonaws.com", "eventName": "%1$s", "awsRegion": "ap-south-1",
                   "sourceIPAddress": "203.0.113.99", "userAgent": "aws-cli",
                   "requestParameters": {"bucketName": "%2$s", "Host": "s3.ap-south-1.amazonaws.com"},
                   "readOnly": %5$s, "managementEvent": %4$s, "eventCategory": "x"}}
                """.formatted(name, bucket, who, management, readOnly);
    }
}
