package com.tallyhybrid.app.operations.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.Call;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Restoring the file server beside the old one, and moving its names over, against recorded answers. */
@ExtendWith(Synthesized.class)
class FileServerRunbooksTest {

    private static final String RESTORE = "sharma-traders-restore-file-server";
    private static final String MOVE = "sharma-traders-move-aliases";
    private static final String NEW_ONE = "NewFileSystemId=fs-0fedcba9876543210";

    @Test
    void theNewestCompleteRecoveryPointIsRestoredBesideTheOldFileServer(Templates templates) {
        RecordedAws aws = Recordings.restoredFileServer();

        Run run = Automation.of(templates, aws).start(RESTORE);

        assertThat(run.failures()).isEmpty();
        Call restore = aws.only("StartRestoreJob");
        assertThat(restore.parameters().path("RecoveryPointArn").asText()).endsWith("backup/backup-0c");
        assertThat(restore.parameters().path("IdempotencyToken").asText()).isEqualTo(run.execution());
        assertThat(restore.parameters().at("/Metadata/WindowsConfiguration").asText())
                .contains("\"DeploymentType\":\"MULTI_AZ_1\"", "\"AutomaticBackupRetentionDays\":30");
        assertThat(aws.changes()).containsExactly("backup:StartRestoreJob");
        assertThat(run.outputs().get("describe.DnsName").asText()).isEqualTo("amznfsx1.corp.sharma.example");
        assertThat(aws.told()).endsWith("The file server is restored beside the old one");
    }

    @Test
    void thePointBeforeTheDamageOrOneByNameIsRestoredWhereThatIsAsked(Templates templates) {
        RecordedAws before = Recordings.restoredFileServer();
        Automation.of(templates, before).start(RESTORE, "NotAfter=2026-11-22T12:00:00Z");
        assertThat(before.only("StartRestoreJob")
                        .parameters()
                        .path("RecoveryPointArn")
                        .asText())
                .endsWith("backup-0b");

        RecordedAws named = Recordings.restoredFileServer();
        Automation.of(templates, named)
                .start(RESTORE, "RecoveryPointArn=arn:aws:fsx:ap-south-1:111122223333:backup/backup-0a");
        assertThat(named.only("StartRestoreJob")
                        .parameters()
                        .path("RecoveryPointArn")
                        .asText())
                .endsWith("backup-0a");
    }

    @Test
    void nobodyIsAskedWhereNoCompleteRecoveryPointFits(Templates templates) {
        RecordedAws aws = Recordings.recoveryPoints();

        Run run = Automation.of(templates, aws).start(RESTORE, "NotAfter=2026-11-20T00:00:00Z");

        assertThat(run.failures().toString()).contains("holds no complete recovery point");
        assertThat(aws.asked()).isEmpty();
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void aRestoreThatFailsIsToldAtOnceAndNotAfterFourHours(Templates templates) {
        RecordedAws aws = Recordings.recoveryPoints()
                .answers("backup", "DescribeRestoreJob", "{'Status': 'RUNNING'}", "{'Status': 'FAILED'}");

        Run run = Automation.of(templates, aws).start(RESTORE);

        assertThat(run.failures().toString()).contains("succeeded: ").doesNotContain("timed out");
        assertThat(aws.told()).endsWith("The file server could not be restored");
    }

    /** Making a file server for two zones takes up to an hour, and an hour is where a step gives up by itself. */
    @Test
    void aRestoreMayTakeLongerThanFsxNeeds(Templates templates) {
        JsonNode wait = templates.ofType("AWS::SSM::Document").stream()
                .flatMap(document ->
                        document.properties().at("/Content/mainSteps").valueStream())
                .filter(step -> step.at("/inputs/Api").asText().equals("DescribeRestoreJob"))
                .filter(step -> step.path("action").asText().equals("aws:waitForAwsResourceProperty"))
                .findFirst()
                .orElseThrow();
        assertThat(wait.path("timeoutSeconds").asInt()).isGreaterThanOrEqualTo(2 * 3_600);
    }

    @Test
    void aRestoreThatNeverEndsIsToldInTheEnd(Templates templates) {
        RecordedAws aws = Recordings.recoveryPoints().answers("backup", "DescribeRestoreJob", "{'Status': 'RUNNING'}");

        Run run = Automation.of(templates, aws).start(RESTORE);

        assertThat(run.failures()).containsExactly("wait: timed out");
        assertThat(aws.told()).endsWith("The file server could not be restored");
    }

    @Test
    void aRestoredFileServerThatCannotBeUsedIsNoSuccess(Templates templates) {
        RecordedAws aws = Recordings.recoveryPoints()
                .answers(
                        "backup",
                        "DescribeRestoreJob",
                        "{'Status': 'COMPLETED', 'CreatedResourceArn': '%s'}".formatted(Recordings.FILE_SYSTEM))
                .answers(
                        "fsx",
                        "DescribeFileSystems",
                        "{'FileSystems': [{'Lifecycle': 'MISCONFIGURED', 'DNSName': 'a'}]}");

        assertThat(Automation.of(templates, aws).start(RESTORE).failures().toString())
                .contains("is MISCONFIGURED");
    }

    @Test
    void aRefusedRestoreIsTold(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .answers("backup", "ListRecoveryPointsByBackupVault", """
                        {'RecoveryPoints': [{'RecoveryPointArn': 'arn:aws:fsx:ap-south-1:111122223333:backup/backup-0a',
                          'Status': 'COMPLETED', 'CreationDate': '2026-11-21T08:40:00Z'}]}
                        """)
                .refuses("backup", "StartRestoreJob", "LimitExceededException");

        Run run = Automation.of(templates, aws).start(RESTORE);

        assertThat(run.failures().toString()).contains("LimitExceededException");
        assertThat(aws.told()).endsWith("The file server could not be restored");
    }

    @Test
    void aRecoveryPointOfAnotherAccountIsRefusedAtTheStart(Templates templates) {
        assertThatThrownBy(() -> Automation.of(templates, Recordings.aws())
                        .start(RESTORE, "RecoveryPointArn=arn:aws:fsx:ap-south-1:444455556666:backup/backup-0a"))
                .hasMessageContaining("does not match");
    }

    @Test
    void theNamesMoveAfterPeopleHaveAgreed(Templates templates) {
        RecordedAws aws = Recordings.aliases();

        Run run = Automation.of(templates, aws).start(MOVE, NEW_ONE);

        assertThat(run.failures()).isEmpty();
        assertThat(aws.changes())
                .containsExactly("fsx:DisassociateFileSystemAliases", "fsx:AssociateFileSystemAliases");
        assertThat(aws.only("AssociateFileSystemAliases").parameters()).isEqualTo(Templates.json("""
                {'FileSystemId': 'fs-0fedcba9876543210', 'Aliases': ['files.sharma.example']}
                """));
        assertThat(aws.asked().get(0).path("Message").asText()).contains("files.sharma.example", "is cut off");
        assertThat(aws.told()).endsWith("The file server's names are moved");
    }

    @Test
    void nobodyIsAskedWhereTheOldOneHasNoNamesOrTheNewOneDoesNotStand(Templates templates) {
        RecordedAws nameless = Recordings.aws().answers("fsx", "DescribeFileSystemAliases", "{'Aliases': []}");
        assertThat(Automation.of(templates, nameless).start(MOVE, NEW_ONE).steps())
                .endsWith("oldOneHasNames");
        assertThat(nameless.asked()).isEmpty();

        RecordedAws creating = Recordings.aws()
                .answers(
                        "fsx",
                        "DescribeFileSystemAliases",
                        "{'Aliases': [{'Name': 'files.sharma.example', 'Lifecycle': 'AVAILABLE'}]}")
                .answers("fsx", "DescribeFileSystems", "{'FileSystems': [{'Lifecycle': 'CREATING'}]}");
        assertThat(Automation.of(templates, creating).start(MOVE, NEW_ONE).steps())
                .endsWith("newOneStands");
        assertThat(creating.asked()).isEmpty();
    }

    @Test
    void theOldOneGetsItsNamesBackWhenTheNewOneDoesNotTakeThem(Templates templates) {
        String named = "{'Aliases': [{'Name': 'files.sharma.example', 'Lifecycle': 'AVAILABLE'}]}";
        RecordedAws aws = Recordings.aws()
                .answers("fsx", "DescribeFileSystems", "{'FileSystems': [{'Lifecycle': 'AVAILABLE'}]}")
                .answers(
                        "fsx",
                        "DescribeFileSystemAliases",
                        named,
                        named,
                        "{'Aliases': []}",
                        "{'Aliases': []}",
                        "{'Aliases': []}",
                        named)
                .answers("fsx", "DisassociateFileSystemAliases", "{'Aliases': []}")
                .answersBy("fsx", "AssociateFileSystemAliases", asked -> {
                    if (asked.path("FileSystemId").asText().equals("fs-0fedcba9876543210")) {
                        throw new IllegalStateException("the new one takes no names");
                    }
                    return Templates.json("{'Aliases': []}");
                });

        Run run = Automation.of(templates, aws).start(MOVE, NEW_ONE);

        assertThat(run.status()).isEqualTo("Failed");
        assertThat(run.steps()).containsSubsequence("take", "give", "giveBack", "tellGivenBack");
        assertThat(aws.told()).endsWith("The file server's names are where they were");
    }

    @Test
    void namesThatLeadNowhereAreToldAsSuch(Templates templates) {
        String named = "{'Aliases': [{'Name': 'files.sharma.example', 'Lifecycle': 'AVAILABLE'}]}";
        RecordedAws aws = Recordings.aws()
                .answers("fsx", "DescribeFileSystems", "{'FileSystems': [{'Lifecycle': 'AVAILABLE'}]}")
                .answers("fsx", "DescribeFileSystemAliases", named, named, "{'Aliases': []}")
                .answers("fsx", "DisassociateFileSystemAliases", "{'Aliases': []}")
                .refuses("fsx", "AssociateFileSystemAliases", "InternalServerError");

        Automation.of(templates, aws).start(MOVE, NEW_ONE);

        assertThat(aws.told()).endsWith("The file server's names lead nowhere");
    }

    @Test
    void aNameThatIsNeverReadyIsGivenUpWithinTheStep(Templates templates) {
        String named = "{'Aliases': [{'Name': 'files.sharma.example', 'Lifecycle': 'AVAILABLE'}]}";
        RecordedAws aws = Recordings.aws()
                .answers("fsx", "DescribeFileSystems", "{'FileSystems': [{'Lifecycle': 'AVAILABLE'}]}")
                .answers("fsx", "DescribeFileSystemAliases", named)
                .answers("fsx", "DisassociateFileSystemAliases", "{'Aliases': []}");

        Run run = Automation.of(templates, aws).start(MOVE, NEW_ONE);

        assertThat(run.failures().toString()).contains("still at it after 540 seconds");
    }
}
