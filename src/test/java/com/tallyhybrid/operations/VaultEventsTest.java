package com.tallyhybrid.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.MatchingRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events of AWS Backup the rules match: backup and copy jobs say {@code state}, restore jobs {@code status}. */
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
        assertMatches(rule, event("Backup Job State Change", """
                        'backupJobId': '6a', 'backupVaultName': '%s', 'resourceType': '%s', 'state': '%s',
                        'backupVaultArn': 'arn:aws:backup:ap-south-1:111122223333:backup-vault:%1$s',
                        'resourceArn': 'arn:aws:fsx:ap-south-1:111122223333:file-system/fs-0123456789abcdef0'""".formatted(vault, type, state)));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "COMPLETED, sharma-traders-vault-copy, vault-copy",
        "FAILED,    sharma-traders-vault-copy, vault-job-failed",
        "RUNNING,   sharma-traders-vault-copy, ",
        "COMPLETED, Default,                   ",
    })
    void aCopyJob(String state, String vault, String rule) throws Exception {
        assertMatches(rule, event("Copy Job State Change", """
                        'copyJobId': '7b', 'resourceType': 'FSx', 'state': '%s',
                        'sourceBackupVaultArn': 'arn:aws:backup:ap-south-1:111122223333:backup-vault:%s',
                        'destinationBackupVaultArn': 'arn:aws:backup:ap-south-1:111122223333:backup-vault:%s'""".formatted(state, OURS, vault)));
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "COMPLETED, FSx, vault-restored",
        "FAILED,    FSx, vault-restore-failed",
        "ABORTED,   FSx, vault-restore-failed",
        "RUNNING,   FSx, ",
        "PENDING,   FSx, ",
        "COMPLETED, EC2, ",
    })
    void aRestoreJob(String status, String type, String rule) throws Exception {
        assertMatches(rule, event("Restore Job State Change", """
                        'restoreJobId': '8c', 'resourceType': '%s', 'status': '%s',
                        'createdResourceArn': 'arn:aws:fsx:ap-south-1:111122223333:file-system/fs-0f'""".formatted(type, status)));
    }

    private static String event(String detailType, String detail) {
        return """
                {'version': '0', 'id': 'e1', 'detail-type': '%s', 'source': 'aws.backup', 'account': '111122223333',
                 'time': '2026-11-23T09:10:00Z', 'region': 'ap-south-1', 'resources': [], 'detail': {%s}}
                """.formatted(detailType, detail).replace('\'', '"');
    }

    private static void assertMatches(String rule, String event) throws Exception {
        assertThat(MatchingRules.of(event)).isEqualTo(rule == null ? List.of() : List.of(rule));
    }
}
