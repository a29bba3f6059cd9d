package com.tallyhybrid.app.operations.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.event.ruler.Ruler;

/** The runbooks that every deployment has, carried out against recorded answers. */
@ExtendWith(Synthesized.class)
class BackupRunbooksTest {

    private static final String MOMENT = "2026-11-23T16:30:00Z";

    @Test
    void aTestSendsAnAlertAlongEveryWay(Templates templates) {
        RecordedAws aws = Recordings.alerts();

        Run run = Automation.of(templates, aws).start("sharma-traders-test-alerts");

        assertThat(run.failures()).isEmpty();
        assertThat(aws.calls())
                .extracting(call -> call.name() + " " + call.region())
                .containsExactly(
                        "cloudwatch:SetAlarmState ap-south-1",
                        "cloudwatch:SetAlarmState ap-south-2",
                        "events:PutEvents ap-south-1",
                        "scheduler:CreateSchedule ap-south-1");
        assertThat(aws.calls().get(0).parameters().path("AlarmName").asText()).isEqualTo("sharma-traders-test-alarm");
        assertThat(aws.asked()).isEmpty();
    }

    /** The events that the test sends are those that the rule waits for. */
    @Test
    void theTestsEventIsTheOneThatItsRuleMails(Templates templates) throws Exception {
        RecordedAws aws = Recordings.alerts();
        Automation.of(templates, aws).start("sharma-traders-test-alerts");
        var entry = aws.calls().get(2).parameters().at("/Entries/0");

        String event = "{'source': '%s', 'detail-type': '%s', 'detail': %s}"
                .formatted(
                        entry.path("Source").asText(),
                        entry.path("DetailType").asText(),
                        entry.path("Detail").asText())
                .replace('\'', '"');

        assertThat(Ruler.matchesRule(
                        event,
                        templates
                                .rule("sharma-traders-test-event")
                                .path("EventPattern")
                                .toString()))
                .isTrue();
    }

    @Test
    void aBrokenWayIsNamedAndTheOthersAreTriedAllTheSame(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .refuses("cloudwatch", "SetAlarmState", "ResourceNotFound")
                .answers(
                        "events",
                        "PutEvents",
                        "{'FailedEntryCount': 1, 'Entries': [{'ErrorCode': 'Throttled', 'ErrorMessage': 'slow down'}]}")
                .answers("scheduler", "CreateSchedule", "{'ScheduleArn': 'a'}");

        Run run = Automation.of(templates, aws).start("sharma-traders-test-alerts");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.failures().toString())
                .contains("alarm_in_mumbai", "alarm_in_hyderabad", "event: slow down")
                .doesNotContain("reminder");
        assertThat(aws.calls()).hasSize(4);
    }

    @Test
    void deletedBackupsComeBackAsTheyWereAtTheMoment(Templates templates) {
        RecordedAws aws = Recordings.deletedBackups();

        Run run = recover(templates, aws);

        assertThat(run.failures()).isEmpty();
        assertThat(aws.calls())
                .filteredOn(call -> call.api().equals("CopyObject"))
                .extracting(
                        call -> call.parameters().at("/CopySource/VersionId").asText()
                                + " -> "
                                + call.parameters().path("Key").asText())
                .containsExactlyInAnyOrder(
                        "v11 -> recovered/sharma-traders-pune/20261123T163000Z/duplicati-b1",
                        "v21 -> recovered/sharma-traders-pune/20261123T163000Z/duplicati-b2",
                        "v31 -> recovered/sharma-traders-pune/20261123T163000Z/duplicati-b3");
        assertThat(run.outputs().get("plan.Destination").asText())
                .isEqualTo("recovered/sharma-traders-pune/20261123T163000Z/");
        assertThat(aws.told()).contains("Backups of pune are brought back");
    }

    @Test
    void peopleAreAskedWithFiguresBeforeAnythingIsCopied(Templates templates) {
        RecordedAws aws = Recordings.deletedBackups();

        recover(templates, aws);

        assertThat(aws.asked()).hasSize(1);
        assertThat(aws.asked().get(0).path("Message").asText())
                .contains("Copy 3 objects", "the newest of 2026-11-22 16:30 UTC", "docs/runbooks/recover-objects.md");
        assertThat(aws.asked().get(0).path("Approvers").toString()).contains("user/owner");
    }

    @Test
    void nobodyIsAskedWhereNothingLay(Templates templates) {
        RecordedAws aws = Recordings.aws().answers("s3", "ListObjectVersions", "{'IsTruncated': false}");

        Run run = recover(templates, aws);

        assertThat(run.failures().toString()).contains("nothing lay under sharma-traders-pune/");
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void copyingGoesOnWhereItStoppedUntilNothingRemains(Templates templates) {
        // Sixty volumes at ten seconds each: more than one step can copy.
        var versions = new StringBuilder();
        for (int i = 10; i < 70; i++) {
            versions.append(i == 10 ? "" : ",").append("""
                    {'Key': 'sharma-traders-pune/duplicati-b%1$s', 'VersionId': 'v%1$s', 'Size': 5,
                     'LastModified': '2026-11-20T16:30:00Z'}""".formatted(i));
        }
        var there = new ConcurrentSkipListSet<String>();
        RecordedAws aws = Recordings.aws()
                .secondsACall(10)
                .answers("s3", "ListObjectVersions", "{'IsTruncated': false, 'Versions': [%s]}".formatted(versions))
                .answersBy(
                        "s3",
                        "ListObjectsV2",
                        asked -> Templates.json("{'IsTruncated': false, 'Contents': [%s]}"
                                .formatted(there.stream()
                                        .map("{'Key': '%s', 'Size': 5}"::formatted)
                                        .collect(Collectors.joining(",")))))
                .answersBy("s3", "CopyObject", asked -> {
                    there.add(asked.path("Key").asText());
                    return Templates.json("{}");
                });

        Run run = recover(templates, aws);

        assertThat(run.failures()).isEmpty();
        assertThat(there).hasSize(60);
        assertThat(run.steps()).filteredOn("copy"::equals).hasSizeGreaterThan(1);
        assertThat(aws.calls())
                .filteredOn(call -> call.api().equals("CopyObject"))
                .as("no volume is copied twice")
                .hasSize(60);
    }

    @Test
    void whatCannotBeCopiedIsNamedAndThePeopleAreTold(Templates templates) {
        RecordedAws aws = Recordings.deletedBackups().refuses("s3", "CopyObject", "AccessDenied");
        // The first copy succeeds, the others are refused.
        Run run = recover(templates, aws);

        assertThat(run.status()).isEqualTo("Failed");
        assertThat(run.failures().toString()).contains("2 objects could not be copied", "AccessDenied");
        assertThat(aws.told()).endsWith("Backups of pune are not all brought back");
    }

    @Test
    void anObjectTooLargeForOneRequestIsNamed(Templates templates) {
        RecordedAws aws = Recordings.aws()
                .answers("s3", "ListObjectVersions", """
                        {'IsTruncated': false, 'Versions': [{'Key': 'sharma-traders-pune/a', 'VersionId': 'v',
                          'Size': 6000000000, 'LastModified': '2026-11-20T16:30:00Z'}]}
                        """)
                .answers("s3", "ListObjectsV2", "{'IsTruncated': false}");

        assertThat(recover(templates, aws).failures().toString()).contains("larger than 5 GiB");
    }

    @Test
    void anotherServerOrAnotherFormOfTimeIsRefusedAtTheStart(Templates templates) {
        var automation = Automation.of(templates, Recordings.aws());
        assertThatThrownBy(
                        () -> automation.start("sharma-traders-recover-objects", "Server=delhi", "NotAfter=" + MOMENT))
                .hasMessageContaining("allowed are [\"pune\",\"nashik\"]");
        assertThatThrownBy(
                        () -> automation.start("sharma-traders-recover-objects", "Server=pune", "NotAfter=yesterday"))
                .hasMessageContaining("does not match");
    }

    private static Run recover(Templates templates, RecordedAws aws) {
        return Automation.of(templates, aws)
                .start("sharma-traders-recover-objects", "Server=pune", "NotAfter=" + MOMENT);
    }
}
