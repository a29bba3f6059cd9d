package com.tallyhybrid.app.operations.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is told, once per day, of each stack that is not there, not complete, or not protected from deletion. */
@ExtendWith(Synthesized.class)
class DailyStackCheckTest {

    private static final String BACKUP = "sharma-traders-Backup";

    @Test
    void looksAtEveryStackInItsRegionAndSaysNothingWhenAllIsWell(Templates templates) {
        RecordedAws aws = Recordings.stacks();

        Run run = look(templates, aws);

        assertThat(run.failures()).isEmpty();
        assertThat(aws.calls().stream().filter(call -> call.parameters().has("StackName")))
                .extracting(call -> call.parameters().path("StackName").asText() + " " + call.region())
                .containsExactlyInAnyOrder(
                        "sharma-traders-Alerting ap-south-1",
                        "sharma-traders-Replica ap-south-2",
                        "sharma-traders-Backup ap-south-1",
                        "sharma-traders-Network ap-south-1",
                        "sharma-traders-FileServer ap-south-1",
                        "sharma-traders-Audit ap-south-1",
                        "sharma-traders-Operations ap-south-1");
        assertThat(aws.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_IN_PROGRESS"})
    void namesAStackThatIsNotProtected(String status) {
        assertThat(mailAbout(Recordings.stacksBut(BACKUP, status, false)))
                .startsWith(BACKUP + " in ap-south-1 is not protected from deletion. ")
                .contains("docs/runbooks/stack-unprotected.md");
    }

    @ParameterizedTest
    @CsvSource({
        "REVIEW_IN_PROGRESS",
        "ROLLBACK_COMPLETE",
        "ROLLBACK_FAILED",
        "CREATE_FAILED",
        "DELETE_IN_PROGRESS",
        "DELETE_FAILED",
        "UPDATE_ROLLBACK_FAILED"
    })
    void namesAStackThatIsNotComplete(String status) {
        assertThat(mailAbout(Recordings.stacksBut(BACKUP, status, true)))
                .startsWith("%s in ap-south-1 is not complete: %s. ".formatted(BACKUP, status));
    }

    /** The words are those of CloudFormation for a stack that never was or is gone. */
    @Test
    void namesAStackThatIsMissingAndTheOthersThatNeedALook(Templates templates) {
        RecordedAws aws = Recordings.keysMade(Instant.now())
                .refuses(
                        "cloudformation",
                        "DescribeStacks",
                        "ValidationError",
                        "Stack with id sharma-traders-Alerting does not exist")
                .answers("cloudformation", "DescribeStacks", """
                        {'Stacks': [{'StackName': 'any', 'CreationTime': '2026-11-20T16:30:00Z',
                          'StackStatus': 'CREATE_COMPLETE'}]}
                        """);

        assertThat(look(templates, aws).failures()).isEmpty();

        assertThat(aws.only("Publish").parameters().path("Message").asText())
                .contains(
                        "sharma-traders-Alerting in ap-south-1 is missing.",
                        "sharma-traders-Replica in ap-south-2 is not protected from deletion.",
                        "sharma-traders-Operations in ap-south-1 is not protected");
    }

    @ParameterizedTest
    @CsvSource({"121, true", "120, false", "1, false"})
    void namesAKeyThatIsTooOld(int days, boolean tooOld, Templates templates) {
        RecordedAws old =
                Recordings.withStacks(Recordings.keysMade(Instant.now().minus(days, ChronoUnit.DAYS)));

        assertThat(look(templates, old).failures()).isEmpty();

        assertThat(old.told()).hasSize(tooOld ? 1 : 0);
        if (tooOld) {
            assertThat(old.only("Publish").parameters().path("Message").asText())
                    .contains(
                            "The key AKIAIOSFODNN7EXAMPLE of sharma-traders-pune is 121 days old, more than 120: change it.")
                    .contains("docs/runbooks/key-rotation.md");
        }
    }

    /** A user of IAM that somebody deleted has no keys to look at. */
    @Test
    void namesAnAgentThatIsMissing(Templates templates) {
        RecordedAws aws = Recordings.withStacks(
                Recordings.aws().refuses("iam", "ListAccessKeys", "NoSuchEntity", "cannot be found"));

        assertThat(look(templates, aws).failures()).isEmpty();

        assertThat(aws.only("Publish").parameters().path("Message").asText())
                .contains("The backup agent sharma-traders-pune is missing.");
    }

    /** Not to know is no good news. */
    @Test
    void saysSoWhenItCouldNotLook(Templates templates) {
        RecordedAws aws = Recordings.aws().refuses("cloudformation", "DescribeStacks", "AccessDenied");

        look(templates, aws);

        assertThat(aws.told()).containsExactly("Stacks and keys of sharma-traders were not checked");
    }

    @Test
    void looksAtTheStacksThatTheProfileHas() {
        assertThat(Synthesized.backupOnly().templates().ofType("AWS::SSM::Document").stream()
                        .filter(document ->
                                document.properties().path("Name").asText().endsWith("-check-stacks"))
                        .flatMap(document ->
                                document.properties().findValue("Stacks").findValuesAsText("Name").stream()))
                .containsExactly(
                        "gupta-steel-Alerting",
                        "gupta-steel-Replica",
                        "gupta-steel-Backup",
                        "gupta-steel-Audit",
                        "gupta-steel-Operations");
    }

    private static String mailAbout(RecordedAws aws) {
        look(Synthesized.example().templates(), aws);
        assertThat(aws.told()).containsExactly("Stacks or keys of sharma-traders need a look");
        return aws.only("Publish").parameters().path("Message").asText();
    }

    private static Run look(Templates templates, RecordedAws aws) {
        return Automation.of(templates, aws).start("sharma-traders-check-stacks");
    }
}
