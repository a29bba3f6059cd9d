package com.tallyhybrid.app.operations.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.app.operations.runbook.RunbookRightsTest.Case;
import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.Call;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.RecordedAws.Approval;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No runbook spends, changes or takes away before somebody has agreed, in the runs that it starts either. */
class ApprovalTest {

    private static final String SENDS_TESTS = "test-alerts";

    /** They neither spend nor take away. */
    private static final Set<String> ASK_NOBODY = Set.of(SENDS_TESTS, "check-stacks");

    /** Starting a run that asks by itself costs nothing; neither does a line of evidence that it was refused. */
    private static final Set<String> HARMLESS = Set.of("ssm:StartAutomationExecution", "s3:PutObject");

    static Stream<Case> thoseThatAsk() {
        return RunbookRightsTest.cases().stream().filter(found -> !ASK_NOBODY.contains(found.document()));
    }

    @ParameterizedTest
    @MethodSource("thoseThatAsk")
    void nothingIsChangedBeforeSomebodyAgrees(Case found) {
        RecordedAws aws = found.aws().get();

        assertThat(run(found, aws).failures()).isEmpty();

        assertThat(aws.asked()).isNotEmpty().allSatisfy(question -> {
            assertThat(question.path("Approvers").toString()).isEqualTo("[\"arn:aws:iam::111122223333:user/owner\"]");
            assertThat(question.path("Message").asText()).contains("?").contains("docs/runbooks/");
        });
        assertThat(aws.changes()).isNotEmpty();
        assertThat(aws.calls())
                .filteredOn(call -> !call.approved() && !HARMLESS.contains(call.name()))
                .allMatch(Call::onlyReads);
    }

    @ParameterizedTest
    @MethodSource("thoseThatAsk")
    void nothingIsChangedWhereSomebodyRefusesOrNobodyAnswers(Case found) {
        for (Approval answer : List.of(Approval.REJECTED, Approval.NOBODY_ANSWERS)) {
            RecordedAws aws = found.aws().get().people(answer);

            assertThat(run(found, aws).status()).isEqualTo("Failed");

            assertThat(aws.asked()).isNotEmpty();
            assertThat(aws.changes()).isSubsetOf(HARMLESS);
        }
    }

    /** Nobody carries out alone what he started. */
    @Test
    void asksTwoWhereTheSettingsSaySo() {
        List<Integer> needed = new ArrayList<>();
        Synthesized.selfManaged()
                .templates()
                .ofType("AWS::SSM::Document")
                .forEach(document -> document.properties()
                        .findValues("MinRequiredApprovals")
                        .forEach(number -> needed.add(number.asInt())));
        assertThat(needed).hasSize(5).containsOnly(2);
    }

    @Test
    void theOneThatAsksNobodyOnlySendsItsTests() {
        Case test = RunbookRightsTest.cases().get(0);
        assertThat(test.document()).isEqualTo(SENDS_TESTS);
        RecordedAws aws = test.aws().get();

        run(test, aws);

        assertThat(aws.asked()).isEmpty();
        assertThat(aws.changes())
                .containsExactly(
                        "cloudwatch:SetAlarmState",
                        "cloudwatch:SetAlarmState",
                        "events:PutEvents",
                        "scheduler:CreateSchedule");
    }

    private static Run run(Case found, RecordedAws aws) {
        return Automation.of(Synthesized.example().templates(), aws)
                .start("sharma-traders-" + found.document(), found.parameters().toArray(String[]::new));
    }
}
