package com.tallyhybrid.app.operations.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.alarms.MatchingRules;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which events of AWS Backup the rules match, and that a mail finds in them what it names. The events have the members of
 * AWS's published samples: backup and copy jobs say {@code state}, restore jobs {@code status}.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html">AWS Backup: events</a>
 */
class VaultEventsTest {

    private static final String OURS = "sharma-traders-vault";

    @ParameterizedTest(name = "{0} of {1} in {2}: {3}")
    @CsvSource({
        "COMPLETED, FSx, sharma-traders-vault, vault-backup",
        "FAILED,    FSx, sharma-traders-vault, vault-job-failed",
        "ABORTED,   FSx, sharma-traders-vault, vault-job-failed",
        "EXPIRED,   FSx, sharma-traders-vault, vault-job-failed",
        "PARTIAL,   FSx, sharma-traders-vault, vault-job-failed",
        "RUNNING,   FSx, sharma-traders-vault, ",
        "CREATED,   FSx, sharma-traders-vault, ",
        "COMPLETED, EBS, sharma-traders-vault, ",
        "FAILED,    EBS, sharma-traders-vault, ",
        "COMPLETED, FSx, Default,              ",
    })
    void aBackupJob(String state, String type, String vault, String rule) throws Exception {
        assertMatches(rule, backupJob(vault, type, state));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "COMPLETED, sharma-traders-vault-copy, vault-copy",
        "FAILED,    sharma-traders-vault-copy, vault-job-failed",
        "RUNNING,   sharma-traders-vault-copy, ",
        "COMPLETED, Default,                   ",
    })
    void aCopyJob(String state, String vault, String rule) throws Exception {
        assertMatches(rule, copyJob(state, vault));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "COMPLETED, FSx, vault-restore vault-restored",
        "FAILED,    FSx, vault-restore vault-restore-failed",
        "ABORTED,   FSx, vault-restore vault-restore-failed",
        "RUNNING,   FSx, ",
        "PENDING,   FSx, ",
        "COMPLETED, EC2, ",
    })
    void aRestoreJob(String status, String type, String rule) throws Exception {
        assertMatches(rule, restoreJob(type, status));
    }

    /** What shows a year later that the quarterly test ran, and how it ended. */
    @Test
    void theLedgerRecordsEveryRestoreThatEnded() {
        assertThat(Synthesized.example()
                        .templates()
                        .rule("sharma-traders-vault-restore")
                        .at("/Targets/0/Arn")
                        .toString())
                .contains("/aws/events/sharma-traders/vault");
    }

    /** A path that the event does not have is an empty line in the mail. */
    @Test
    void everyMailFindsWhatItNamesInItsEvent() throws Exception {
        for (String event : List.of(
                backupJob(OURS, "FSx", "FAILED"),
                copyJob("FAILED", OURS + "-copy"),
                restoreJob("FSx", "FAILED"),
                restoreJob("FSx", "COMPLETED"))) {
            List<String> rules = MatchingRules.of(event);
            // A rule that records comes first by its name.
            String rule = "sharma-traders-" + rules.get(rules.size() - 1);
            JsonNode paths =
                    Synthesized.example().templates().rule(rule).at("/Targets/0/InputTransformer/InputPathsMap");
            JsonNode sent = new ObjectMapper().readTree(event);
            assertThat(paths)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(path -> assertThat(
                                    sent.at(path.asText().replace("$", "").replace('.', '/'))
                                            .asText())
                            .as("%s in %s", path, rule)
                            .isNotEmpty());
        }
    }

    private static String backupJob(String vault, String type, String state) {
        return event("Backup Job State Change", """
                        'backupJobId': '6a', 'backupSizeInBytes': '53687091200', 'bytesTransferred': '0',
                        'backupVaultName': '%s', 'resourceType': '%s', 'state': '%s', 'statusMessage': 'why', 'percentDone': 0,
                        'backupVaultArn': 'arn:aws:backup:ap-south-1:111122223333:backup-vault:%1$s',
                        'creationDate': '2026-11-23T08:30:00.123Z', 'startBy': '2026-11-23T09:30:00.123Z',
                        'iamRoleArn': 'arn:aws:iam::111122223333:role/backup',
                        'resourceArn': 'arn:aws:fsx:ap-south-1:111122223333:file-system/fs-0123456789abcdef0'""".formatted(vault, type, state));
    }

    private static String copyJob(String state, String vault) {
        return event("Copy Job State Change", """
                        'copyJobId': '7b', 'backupSizeInBytes': 53687091200, 'resourceType': 'FSx', 'state': '%s',
                        'statusMessage': 'why', 'iamRoleArn': 'arn:aws:iam::111122223333:role/backup',
                        'creationDate': '2026-11-23T08:50:00.123Z', 'completionDate': '2026-11-23T09:00:00.123Z',
                        'resourceArn': 'arn:aws:fsx:ap-south-1:111122223333:file-system/fs-0123456789abcdef0',
                        'sourceBackupVaultArn': 'arn:aws:backup:ap-south-1:111122223333:backup-vault:%s',
                        'destinationBackupVaultArn': 'arn:aws:backup:ap-south-1:111122223333:backup-vault:%s'""".formatted(state, OURS, vault));
    }

    private static String restoreJob(String type, String status) {
        return event("Restore Job State Change", """
                        'restoreJobId': '8c', 'backupSizeInBytes': '53687091200', 'percentDone': 0, 'resourceType': '%s',
                        'status': '%s', 'statusMessage': 'why', 'creationDate': '2026-10-10T04:31:00.123Z',
                        'iamRoleArn': 'arn:aws:iam::111122223333:role/restore',
                        'restoreTestingPlanArn':
                          'arn:aws:backup:ap-south-1:111122223333:restore-testing-plan:sharma_traders_quarterly-1a',
                        'createdResourceArn': 'arn:aws:fsx:ap-south-1:111122223333:file-system/fs-0f'""".formatted(type, status));
    }

    private static String event(String detailType, String detail) {
        return """
                {'version': '0', 'id': 'e1', 'detail-type': '%s', 'source': 'aws.backup', 'account': '111122223333',
                 'time': '2026-11-23T09:10:00Z', 'region': 'ap-south-1', 'resources': [], 'detail': {%s}}
                """.formatted(detailType, detail).replace('\'', '"');
    }

    private static void assertMatches(String rules, String event) throws Exception {
        assertThat(MatchingRules.of(event)).isEqualTo(rules == null ? List.of() : List.of(rules.split(" ")));
    }
}
