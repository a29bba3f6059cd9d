package com.tallyhybrid.review.checks.protection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.SmallApp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A runbook is read as a run goes through it.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Systems Manager
 *     Automation actions reference</a>
 */
class RunbookFlowTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATES = Path.of("docs/audit/templates");

    /**
     * One row of the table of flows.
     *
     * @param change what happens
     * @param before the steps as they are; null for a runbook that is new
     * @param after the steps as proposed
     * @param expect severity, rule and step of every finding
     */
    record Row(String change, JsonNode before, JsonNode after, List<String> expect) {

        @Override
        public String toString() {
            return change;
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream file = RunbookFlowTest.class.getResourceAsStream("runbook-flows.yaml")) {
            // The anchors of the table: Jackson alone does not follow them.
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(500);
            Object table = new Yaml(options).load(file);
            return JSON.convertValue(table, new TypeReference<>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyChangeOfAFlowIsJudged(Row row) {
        assertThat(lines(row.before(), row.after())).containsExactlyInAnyOrderElementsOf(row.expect());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSameInTextIsJudgedTheSame(Row row) throws JsonProcessingException {
        boolean computed = row.after().toString().contains("Fn::");
        for (ObjectMapper format : computed ? List.<ObjectMapper>of() : List.of(JSON, new YAMLMapper())) {
            assertThat(said(document(row.before()), text(document(row.after()), format)))
                    .as(format.toString())
                    .containsExactlyInAnyOrderElementsOf(row.expect());
        }
    }

    @Test
    void contentThatIsComputedIsNotPassedOver() {
        String steps = "[{name: ask, action: 'aws:approve'}]";
        String read = "Runbook: {Type: 'AWS::SSM::Document', Properties: {Content: {mainSteps: %s}}}".formatted(steps);
        String computed =
                "Runbook: {Type: 'AWS::SSM::Document', Properties: {Content: {'Fn::If': [A, {mainSteps: %s}, {}]}}}"
                        .formatted(steps);
        String broken = "Runbook: {Type: 'AWS::SSM::Document', Properties: {Content: '{: ['}}";

        assertThat(of(read, computed)).containsExactly("NOTICE runbook-approval-removed Content");
        assertThat(of(read, broken)).containsExactly("NOTICE runbook-approval-removed Content");
        assertThat(of(computed, computed)).isEmpty();
        assertThat(of("", computed)).containsExactly("NOTICE runbook-step-unread Content");
    }

    /** {@code Fn::Sub} over the whole text is how most people write a runbook in a template. */
    @Test
    void namesThatAreFilledInDoNotHideTheText() {
        String asks = """
                Runbook:
                  Type: 'AWS::SSM::Document'
                  Properties:
                    Content:
                      Fn::Sub: |
                        assumeRole: ${Role.Arn}
                        mainSteps:
                        - {name: ask, action: "aws:approve", inputs: {Approvers: ["${Owner}"]}}
                        - {name: kill, action: "aws:executeAwsApi", inputs: {Service: ec2, Api: TerminateInstances}}
                """;

        assertThat(of(asks, asks.replace("aws:approve", "aws:sleep")))
                .containsExactly("DANGER runbook-approval-removed ask");
        assertThat(of(asks, asks.replace("${Owner}", "${Clerk}")))
                .containsExactly("NOTICE runbook-approvers-changed ask");
        assertThat(of(asks, asks.replace("TerminateInstances", "terminate_instances")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python3.11 | boto3.client('ec2').terminate_instances(InstanceIds=ids) | DANGER runbook-destroys-more",
                "python3.11 | boto3.resource('s3').Bucket('b').objects.all().delete() | DANGER runbook-destroys-more",
                "python3.11 | getattr(boto3.client('fsx'), 'delete_file_system')() | DANGER runbook-destroys-more",
                "python3.11 | iam = boto3.client('iam'); iam.attach_user_policy() | DANGER runbook-gives-rights",
                "python3.11 | s3 = boto3.client('s3'); s3.put_bucket_policy() | DANGER runbook-gives-rights",
                "python3.11 | boto3.client('ec2').describe_instances() | ",
                "python3.11 | boto3.client('ec2').create_snapshot() | NOTICE runbook-acts-unasked",
                "python3.11 | getattr(client, name)() | NOTICE runbook-step-unread",
                "python3.11 | subprocess.run(line) | NOTICE runbook-step-unread",
                "PowerShell 7.0 | Remove-FSXFileSystem -FileSystemId fs-1 -Force | DANGER runbook-destroys-more",
                "PowerShell 7.0 | Stop-EC2Instance i-1 | DANGER runbook-destroys-more",
                "PowerShell 7.0 | Register-IAMUserPolicy -UserName u | DANGER runbook-gives-rights",
                "PowerShell 7.0 | Get-EC2Instance | ",
                "python3.11 | getattr(client, 'dele' + 'te_bucket')() | NOTICE runbook-step-unread",
                "PowerShell 7.0 | Invoke-Expression $Text | NOTICE runbook-step-unread",
                "PowerShell 7.0 | remove-fsxfilesystem -filesystemid fs-1 | DANGER runbook-destroys-more",
                "PowerShell 7.0 | & ('Remove-' + 'S3Bucket') -BucketName b | NOTICE runbook-step-unread",
                "PowerShell 7.0 | # Remove-S3Bucket is not for this | "
            })
    void aScriptIsReadForItsCalls(String runtime, String line, String expect) {
        ObjectNode step = step("work", "aws:executeScript");
        step.withObject("/inputs")
                .put("Runtime", runtime)
                .put("Handler", "work")
                .put("Script", runtime.startsWith("python") ? "def work(events, context):\n    " + line : line);

        assertThat(lines(JSON.createArrayNode(), JSON.createArrayNode().add(step)))
                .isEqualTo(expect == null ? List.of() : List.of(expect + " work"));
    }

    /** One text often serves several steps, and each runs its own function of it. */
    @Test
    void aScriptIsReadFromTheFunctionWhereItStarts() {
        String script = """
                \"""Looks, or wipes.\"""
                import boto3

                def look(events, context):
                    return helper()  # not wipe

                def helper():
                    return boto3.client("ec2").describe_instances()

                def wipe(events, context):
                    return inner()

                def inner():
                    boto3.client("ec2").terminate_instances()
                """;

        assertThat(deeds(script, "look")).isEmpty();
        assertThat(deeds(script, "wipe")).containsExactly("ec2 terminate_instances");
        assertThat(deeds(script, "unknown")).containsExactly("ec2 terminate_instances");
        assertThat(deeds(script + "\ninner()\n", "look")).containsExactly("ec2 terminate_instances");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws --region ap-south-1 fsx delete-file-system --file-system-id fs-1 | fsx delete-file-system",
                "aws s3 rm s3://b --recursive | s3 rm",
                "aws iam attach-user-policy --user-name u | iam attach-user-policy",
                "rm -rf /data | shell rm -rf",
                "Remove-Item D:\\Data -Recurse | Remove-Item",
                "vssadmin delete shadows /all | shell vssadmin delete",
                "del /q C:\\Books | shell del /q",
                "sudo find /data -name x -delete | shell find /data -name x -delete",
                "# rm -rf /data | ",
                "find /data -name delete | ",
                "aws ec2 describe-instances | ",
                "Get-Date | "
            })
    void commandsAreReadForWhatTheyDelete(String command, String expect) {
        assertThat(ScriptCalls.commands(command, false))
                .extracting(RunbookDeed::words)
                .isEqualTo(expect == null ? List.of() : List.of(expect));
    }

    @Test
    void documentsOfTheFirstSchemaAreReadToo() {
        String document = "D: {Type: 'AWS::SSM::Document', Properties: {Content: {schemaVersion: '1.2', runtimeConfig:"
                + " {'aws:runShellScript': {properties: [{runCommand: ['%s']}]}}}}}";

        assertThat(of(document.formatted("ls"), document.formatted("rm -rf /")))
                .containsExactly("DANGER runbook-destroys-more aws:runShellScript");
    }

    @Test
    void theSidesOfALostApprovalAreTold() {
        String ask = "{name: ask, action: 'aws:approve'}";
        String kill = "{name: kill, action: 'aws:executeAwsApi', inputs: {Service: ec2, Api: TerminateInstances}}";
        String tell = "{name: tell, action: 'aws:sleep'}";

        ReviewFinding first = findings(
                        yaml("[" + ask + "," + kill + "," + tell + "]"),
                        yaml("[" + kill + "," + ask + "," + tell + "]"))
                .get(0);

        assertThat(first.path()).isEqualTo("Content.mainSteps[ask]");
        assertThat(first.before()).isEqualTo("asks before kill, tell");
        assertThat(first.after()).isEqualTo("asks before tell");
        assertThat(findings(yaml("[" + ask + "," + kill + "]"), yaml("[" + kill + "]")))
                .extracting(ReviewFinding::after)
                .containsExactly("asks nobody");
    }

    @Test
    void theRoleOfARunbookIsTold() {
        String with =
                "Runbook: {Type: 'AWS::SSM::Document', Properties: {Content: {assumeRole: '%s', parameters: {R: {default: %s}}}}}";

        assertThat(of(with.formatted("a", "x"), with.formatted("b", "x")))
                .containsExactly("NOTICE runbook-role-changed Content.assumeRole");
        assertThat(of(with.formatted("{{ R }}", "x"), with.formatted("{{R}}", "x")))
                .isEmpty();
        assertThat(of(with.formatted("{{ R }}", "x"), with.formatted("{{ R }}", "y")))
                .containsExactly("NOTICE runbook-role-changed Content.assumeRole");
    }

    @Test
    void aRunbookUnderAnotherLogicalIdIsNotNew() {
        String old =
                "Old: {Type: 'AWS::SSM::Document', Properties: {Content: {mainSteps: [{name: a, action: 'aws:deleteStack'}]}}}";

        assertThat(of(old, old.replace("Old:", "New:"))).isEmpty();
        assertThat(of("", old)).containsExactly("DANGER runbook-destroys-more a");
    }

    static Stream<Map.Entry<String, JsonNode>> ownRunbooks() {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        CloudAssembly.read(TEMPLATES)
                .templates()
                .values()
                .forEach(template -> template.body().path("Resources").forEach(resource -> {
                    if (resource.path("Type").asText().equals("AWS::SSM::Document")) {
                        documents.put(resource.at("/Properties/Name").asText(), resource);
                    }
                }));
        assertThat(documents).hasSizeGreaterThanOrEqualTo(7);
        return documents.entrySet().stream();
    }

    /** The test of the alerts and the look at the stacks harm nothing, and the drill starts two runbooks that ask. */
    @ParameterizedTest
    @MethodSource("ownRunbooks")
    void ourRunbooksAskBeforeTheyDoAnything(Map.Entry<String, JsonNode> runbook) {
        RunbookSteps steps = new RunbookSteps(runbook.getValue(), new RunbookDeeds(Set.of()));

        assertThat(steps.isUnread()).isFalse();
        assertThat(steps.steps())
                .allSatisfy(step -> assertThat(steps.asked(step)).isPresent());
        if (!runbook.getKey().matches(".*-(test-alerts|restore-drill|check-stacks)")) {
            assertThat(steps.approvals()).hasSize(1);
            assertThat(steps.steps())
                    .filteredOn(step -> !step.deeds().isEmpty())
                    .isNotEmpty()
                    .allSatisfy(step ->
                            assertThat(steps.asked(step)).as(step.name()).hasValue(1));
        }
    }

    @ParameterizedTest
    @MethodSource("ownRunbooks")
    void ourRunbooksInTextAreTheSame(Map.Entry<String, JsonNode> runbook) throws JsonProcessingException {
        for (ObjectMapper format : List.of(JSON, new YAMLMapper())) {
            assertThat(said(runbook.getValue(), text(runbook.getValue(), format)))
                    .as(format.toString())
                    // The names that a template fills in are words in a text.
                    .filteredOn(line -> !line.startsWith("NOTICE"))
                    .isEmpty();
        }
    }

    private static List<String> deeds(String script, String handler) {
        return ScriptCalls.ofScript("python3.11", handler, script).stream()
                .map(RunbookDeed::words)
                .toList();
    }

    private static List<String> lines(JsonNode before, JsonNode after) {
        return said(document(before), document(after));
    }

    private static List<String> said(JsonNode before, JsonNode after) {
        return findings(before, after).stream()
                .map(RunbookFlowTest::line)
                .distinct()
                .toList();
    }

    private static List<String> of(String before, String after) {
        return new ProtectionCheck()
                .examine(Sketch.comparison(before, after)).stream()
                        .map(RunbookFlowTest::line)
                        .toList();
    }

    private static String line(ReviewFinding finding) {
        String step = finding.path().replaceAll("Content\\.mainSteps\\[(.*)]", "$1");
        return finding.severity() + " " + finding.ruleId() + " " + step;
    }

    private static List<ReviewFinding> findings(JsonNode before, JsonNode after) {
        return new ProtectionCheck().examine(new Comparison(app(before), app(after)));
    }

    private static CloudAssembly app(JsonNode document) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode resources = body.putObject("Resources");
        if (!document.isMissingNode()) {
            resources.set("Runbook", document);
        }
        return CloudAssembly.of(List.of(Sketch.template("Shop", Environment.UNKNOWN, body)));
    }

    /** The steps as lists, as {@link #findings} takes them, or in a document. */
    private static JsonNode document(JsonNode steps) {
        if (steps == null || !steps.isArray()) {
            return JSON.missingNode();
        }
        ObjectNode document = JSON.createObjectNode().put("Type", "AWS::SSM::Document");
        document.withObject("/Properties/Content").put("schemaVersion", "0.3").set("mainSteps", steps);
        return document;
    }

    private static JsonNode text(JsonNode document, ObjectMapper format) throws JsonProcessingException {
        ObjectNode copy = document.deepCopy();
        String content = format.writeValueAsString(document.at("/Properties/Content"));
        copy.withObject("/Properties").put("Content", content);
        return copy;
    }

    private static ObjectNode step(String name, String action) {
        return JSON.createObjectNode().put("name", name).put("action", action);
    }

    private static JsonNode yaml(String steps) {
        return document(SmallApp.yaml(steps));
    }
}
