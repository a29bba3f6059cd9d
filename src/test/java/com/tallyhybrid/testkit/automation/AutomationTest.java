package com.tallyhybrid.testkit.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tallyhybrid.testkit.automation.RecordedAws.Approval;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The interpreter itself: it refuses what Systems Manager or AWS would refuse, so that a passing run says something. */
class AutomationTest {

    private static final String DESCRIBE = """
            {'name': 'look', 'action': 'aws:executeAwsApi',
             'inputs': {'Service': 'fsx', 'Api': 'DescribeFileSystems', 'FileSystemIds': ['fs-1']},
             'outputs': [{'Name': 'State', 'Selector': '$.FileSystems[0].Lifecycle', 'Type': 'String'}]}
            """;

    @Test
    void callsAnApiAndKeepsWhatItAnswers() {
        Run run = run(fileSystem("AVAILABLE"), DESCRIBE + ", " + branch("{{ look.State }}"), step("good"), step("bad"));
        assertThat(run.steps()).containsExactly("look", "choose", "good");
        assertThat(run.succeeded()).isTrue();
    }

    @Test
    void takesTheOtherWayWhereTheConditionDoesNotHold() {
        Run run = run(fileSystem("FAILED"), DESCRIBE + ", " + branch("{{ look.State }}"), step("good"), step("bad"));
        assertThat(run.steps()).containsExactly("look", "choose", "bad");
    }

    @Test
    void refusesAnApiThatAwsDoesNotHave() {
        refused(DESCRIBE.replace("DescribeFileSystems", "DescribeFileServers"), "AWS publishes no such API");
    }

    @Test
    void refusesAParameterThatTheApiDoesNotHave() {
        refused(DESCRIBE.replace("FileSystemIds", "FileSystemId"), "FileSystemId is unknown to AWS");
    }

    @Test
    void refusesAParameterOfAnotherType() {
        refused(DESCRIBE.replace("['fs-1']", "'fs-1'"), "must be a list");
    }

    @Test
    void refusesACallWithoutARequiredParameter() {
        refused(
                "{'name': 'a', 'action': 'aws:executeAwsApi', 'inputs': {'Service': 's3', 'Api': 'ListObjectsV2'}}",
                "Bucket is missing");
    }

    @Test
    void refusesAValueThatAnEnumerationDoesNotHave() {
        refused("""
                {'name': 'a', 'action': 'aws:executeAwsApi', 'inputs': {'Service': 'ec2', 'Api': 'RunInstances',
                  'MinCount': 1, 'MaxCount': 1, 'MetadataOptions': {'HttpTokens': 'obligatory'}}}
                """, "must be one of [optional, required]");
    }

    @Test
    void refusesASelectorThatNamesNothingInTheAnswer() {
        refused(DESCRIBE.replace("Lifecycle", "LifecycleState"), "answers no LifecycleState");
    }

    @Test
    void refusesARecordingInAShapeThatAwsNeverSends() {
        assertThatThrownBy(() -> new RecordedAws().answers("fsx", "DescribeFileSystems", "{'Systems': []}"))
                .hasMessageContaining("Systems is unknown to AWS");
    }

    @Test
    void refusesAReferenceToNothing() {
        refused(step("a").replace("'Name'", "'{{ nobody.Knows }}'"), "refers to an unknown nobody.Knows");
    }

    @Test
    void refusesAnUnknownKeyOrAction() {
        refused(step("a").replace("'inputs'", "'retries': 1, 'inputs'"), "unknown key retries");
        refused(step("a").replace("aws:executeAwsApi", "aws:invokeLambdaFunction"), "not modelled");
    }

    @Test
    void refusesStepsThatCannotBeReachedOrDoNotExist() {
        refused(step("a") + ", " + step("b"), "never reaches b");
        refused(step("a").replace("'isEnd'", "'onFailure': 'step:c', 'isEnd'"), "unknown step c");
    }

    @Test
    void refusesACallThatNobodyRecorded() {
        assertThatThrownBy(() -> run(new RecordedAws(), DESCRIBE)).hasMessageContaining("no answer is recorded");
    }

    @Test
    void endsWhereAStepFailsUnlessItSaysWhereToGo() {
        String failing = DESCRIBE.replace("'name': 'look'", "'name': 'look', 'onFailure': 'step:good'");
        RecordedAws aws = topic().refuses("fsx", "DescribeFileSystems", "FileSystemNotFound");

        Run run = run(aws, failing + ", " + branch("x"), step("good"), step("bad"));

        assertThat(run.steps()).containsExactly("look", "good");
        assertThat(run.status()).isEqualTo("Failed");
        assertThat(run.failures()).containsExactly("look: FileSystemNotFound: refused by the test");
    }

    @Test
    void waitsUntilTheValueIsThereAndNoLongerThanTheStepSays() {
        String wait = """
                {'name': 'wait', 'action': 'aws:waitForAwsResourceProperty', 'timeoutSeconds': 7200, 'isEnd': true,
                 'inputs': {'Service': 'fsx', 'Api': 'DescribeFileSystems', 'FileSystemIds': ['fs-1'],
                   'PropertySelector': '$.FileSystems[0].Lifecycle', 'DesiredValues': ['AVAILABLE']}}
                """;
        RecordedAws soon = new RecordedAws()
                .answers(
                        "fsx",
                        "DescribeFileSystems",
                        "{'FileSystems': []}",
                        "{'FileSystems': [{'Lifecycle': 'CREATING'}]}",
                        "{'FileSystems': [{'Lifecycle': 'AVAILABLE'}]}");
        assertThat(run(soon, wait).succeeded()).isTrue();
        assertThat(soon.calls()).hasSize(3);

        RecordedAws never = fileSystem("CREATING");
        assertThat(run(never, wait).failures()).containsExactly("wait: timed out");
        assertThat(never.now()).isGreaterThanOrEqualTo(7200);
    }

    @Test
    void asksPeopleAndStopsWhereTheyDoNotAgree() {
        String ask = """
                {'name': 'ask', 'action': 'aws:approve', 'timeoutSeconds': 60, 'inputs': {'NotificationArn': 'arn:t',
                  'Message': 'May I?', 'MinRequiredApprovals': 1, 'Approvers': ['arn:u']}}
                """;
        for (Approval answer : Approval.values()) {
            RecordedAws aws = topic().people(answer);
            assertThat(run(aws, ask, step("good")).succeeded()).isEqualTo(answer == Approval.APPROVED);
            assertThat(aws.asked()).hasSize(1);
        }
    }

    @Test
    void runsPythonAndTellsWhatItRaised() {
        String script = """
                {'name': 'count', 'action': 'aws:executeScript', 'timeoutSeconds': 60, 'isEnd': true,
                 'inputs': {'Runtime': 'python3.11', 'Handler': 'count', 'InputPayload': {'Words': ['a', 'b']},
                   'Script': 'def count(events, context):\\n    return dict(Many=len(events.popitem()[1]) / %s)'},
                 'outputs': [{'Name': 'Many', 'Selector': '$.Payload.Many', 'Type': '%s'}]}
                """;
        assertThat(run(new RecordedAws(), script.formatted("1", "Integer"))
                        .failures()
                        .toString())
                .as("half a number is no Integer")
                .contains("is no Integer");
        assertThat(run(new RecordedAws(), script.formatted("0", "Integer"))
                        .failures()
                        .toString())
                .contains("ZeroDivisionError");
    }

    @Test
    void refusesAScriptThatHoldsAReferenceOrRunsTooLong() {
        String script = """
                {'name': 'a', 'action': 'aws:executeScript', 'timeoutSeconds': %s, 'isEnd': true,
                 'inputs': {'Runtime': 'python3.11', 'Handler': 'f', 'InputPayload': {}, 'Script': '%s'}}
                """;
        refused(script.formatted(60, "{{ global:REGION }}"), "a script holds a reference");
        refused(script.formatted(900, "pass"), "end within 600 seconds");
    }

    @Test
    void repeatsALoopWhileItsConditionHoldsAndNoLongerThanItMay() {
        RecordedAws aws = topic().answers(
                        "fsx",
                        "DescribeFileSystems",
                        "{'FileSystems': [{'Lifecycle': 'CREATING'}]}",
                        "{'FileSystems': [{'Lifecycle': 'CREATING'}]}",
                        "{'FileSystems': [{'Lifecycle': 'AVAILABLE'}]}");
        assertThat(run(aws, loop(3), step("good")).steps()).containsExactly("poll", "look", "look", "look", "good");

        assertThat(run(fileSystem("CREATING"), loop(3), step("good")).failures())
                .containsExactly("poll: the loop did not end");
    }

    /** AWS: the loop inherits onFailure from the steps within it; its own is for the loop alone. */
    @Test
    void goesWhereTheStepWithinALoopSaysWhenThatStepFails() {
        RecordedAws aws = topic().refuses("fsx", "DescribeFileSystems", "FileSystemNotFound");

        Run told = run(
                aws,
                loop(3).replace("'name': 'look'", "'name': 'look', 'onFailure': 'step:bad'"),
                step("good"),
                step("bad"));
        assertThat(told.steps()).containsExactly("poll", "look", "bad");
        assertThat(told.failures()).containsExactly("look: FileSystemNotFound: refused by the test");

        assertThat(run(aws, loop(3), step("good")).steps()).containsExactly("poll", "look");
    }

    @Test
    void refusesWhatIsBeyondADocumentedLimit() {
        refused(loop(101) + ", " + step("a"), "goes 101 rounds");
        refused(loop(3).replace("'LoopCondition'", "'Iterators': [], 'LoopCondition'") + ", " + step("a"), "no loop");
        refused(step("a").replace("'isEnd'", "'onFailure': 'Continue', 'isEnd'"), "does not model onFailure Continue");
        refused(approval(2_592_001, 1, 1) + ", " + step("a"), "must end within 2592000 seconds");
        refused(approval(60, 11, 1) + ", " + step("a"), "asks 11 people");
        refused(approval(60, 0, 1) + ", " + step("a"), "asks 0 people");
        refused(approval(60, 1, 2) + ", " + step("a"), "needs 2 approvals of 1");
    }

    private static String loop(int rounds) {
        return """
                {'name': 'poll', 'action': 'aws:loop', 'inputs': {'MaxIterations': %s, 'Steps': [%s],
                  'LoopCondition': {'Variable': '{{ look.State }}', 'StringEquals': 'CREATING'}}}
                """.formatted(rounds, DESCRIBE);
    }

    private static String approval(int seconds, int approvers, int needed) {
        return """
                {'name': 'ask', 'action': 'aws:approve', 'timeoutSeconds': %s, 'inputs': {'NotificationArn': 'arn:t',
                  'Message': 'May I?', 'MinRequiredApprovals': %s, 'Approvers': [%s]}}
                """.formatted(seconds, needed, String.join(", ", Collections.nCopies(approvers, "'arn:u'")));
    }

    private static Run run(RecordedAws aws, String... steps) {
        String content = "{'schemaVersion': '0.3', 'assumeRole': 'arn:aws:iam::1:role/r', 'mainSteps': [%s]}"
                .formatted(String.join(", ", steps));
        return new Automation(Map.of("document", Templates.json(content)), aws).start("document");
    }

    private static void refused(String step, String why) {
        assertThatThrownBy(() -> run(fileSystem("AVAILABLE"), step))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static RecordedAws topic() {
        return new RecordedAws().answers("sns", "Publish", "{}");
    }

    private static RecordedAws fileSystem(String state) {
        return topic().answers("fsx", "DescribeFileSystems", "{'FileSystems': [{'Lifecycle': '%s'}]}".formatted(state));
    }

    private static String step(String name) {
        return """
                {'name': '%s', 'action': 'aws:executeAwsApi', 'isEnd': true,
                 'inputs': {'Service': 'sns', 'Api': 'Publish', 'TopicArn': 'arn:t', 'Message': 'Name'}}
                """.formatted(name);
    }

    private static String branch(String variable) {
        return """
                {'name': 'choose', 'action': 'aws:branch', 'inputs': {'Default': 'bad',
                  'Choices': [{'NextStep': 'good', 'Variable': '%s', 'StringEquals': 'AVAILABLE'}]}}
                """.formatted(variable);
    }
}
