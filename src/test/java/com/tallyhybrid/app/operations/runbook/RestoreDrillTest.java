package com.tallyhybrid.app.operations.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.Call;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.RecordedAws.Approval;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The quarterly drill, which starts and ends a recovery server and leaves evidence, against recorded answers. */
@ExtendWith(Synthesized.class)
@Execution(ExecutionMode.CONCURRENT)
class RestoreDrillTest {

    @Test
    void theDrillRestoresWritesItsEvidenceAndEndsTheServer(Templates templates) throws Exception {
        RecordedAws aws = Recordings.drill(Recordings.recoveryServer(), "Success");

        Run run = drill(templates, aws);

        assertThat(run.failures()).isEmpty();
        Call evidence = aws.only("PutObject");
        assertThat(evidence.parameters().path("Bucket").asText())
                .isEqualTo("sharma-traders-archive-111122223333-ap-south-1");
        assertThat(evidence.parameters().path("Key").asText())
                .isEqualTo("evidence/restore-drills/2026-10-05-" + run.execution() + ".json");
        JsonNode written = written(aws);
        assertThat(written.path("Result").asText()).isEqualTo("Success");
        assertThat(written.path("Ended").asText()).isEqualTo("2026-10-05T05:12:00Z");
        assertThat(written.at("/Restored/ManifestSha256").asText()).isEqualTo("AB12");
        assertThat(aws.changes()).endsWith("ec2:DeleteVpcEndpoints");
        assertThat(aws.asked()).as("before the start and before the end").hasSize(2);
        assertThat(run.outputs().get("writeEvidence.Sha256").asText()).hasSize(64);
        assertThat(aws.told()).endsWith("Restore drill of pune passed");
    }

    @Test
    void aDrillThatFailsIsEvidenceTooAndStillEndsTheServer(Templates templates) throws Exception {
        RecordedAws aws = Recordings.drill(
                Recordings.serverWithoutRestore()
                        .answers(
                                "ssm",
                                "ListCommandInvocations",
                                "{'CommandInvocations': [{'Status': 'Failed', 'CommandPlugins': [{'Output': 'broken'}]}]}"),
                "Failed");

        Run run = drill(templates, aws);

        assertThat(run.status()).isEqualTo("Failed");
        JsonNode written = written(aws);
        assertThat(written.path("Result").asText()).isEqualTo("Failed");
        assertThat(aws.changes()).contains("ec2:TerminateInstances");
        assertThat(aws.told()).endsWith("Restore drill of pune did not pass");
    }

    @Test
    void aDrillThatPeopleRefuseMakesAndEndsNothingAndSaysSoInTheEvidence(Templates templates) throws Exception {
        for (Approval answer : List.of(Approval.REJECTED, Approval.NOBODY_ANSWERS)) {
            RecordedAws aws =
                    Recordings.drill(Recordings.recoveryServer(), "Failed").people(answer);

            Run run = drill(templates, aws);

            assertThat(run.status()).isEqualTo("Failed");
            assertThat(aws.changes())
                    .containsExactly("ssm:StartAutomationExecution", "s3:PutObject", "ssm:StartAutomationExecution");
            assertThat(written(aws).path("Result").asText()).isEqualTo("Failed");
            assertThat(aws.told()).endsWith("Restore drill of pune did not pass");
        }
    }

    @Test
    void aDrillWithoutEvidenceHasNotPassed(Templates templates) {
        RecordedAws aws = Recordings.recoveryServer()
                .answers("ssm", "StartAutomationExecution", "{'AutomationExecutionId': 'e'}")
                .answers("ssm", "GetAutomationExecution", "{}")
                .answers("ssm", "DescribeAutomationExecutions", "{'AutomationExecutionMetadataList': []}");

        assertThat(drill(templates, aws).failures().toString()).contains("the restore did not start");
        assertThat(aws.told()).endsWith("Restore drill of pune did not pass");
    }

    private static Run drill(Templates templates, RecordedAws aws) {
        return Automation.of(templates, aws).start("sharma-traders-restore-drill", "Server=pune", "KeyPairName=rescue");
    }

    private static JsonNode written(RecordedAws aws) {
        return Templates.json(aws.only("PutObject").parameters().path("Body").asText());
    }
}
