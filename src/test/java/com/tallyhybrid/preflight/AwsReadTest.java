package com.tallyhybrid.preflight;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.testkit.automation.ServiceModel;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked: only what reads, and only what AWS's published service models know. */
@Execution(ExecutionMode.CONCURRENT)
class AwsReadTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UpdateTerminationProtection",
                "CreateUser",
                "DeleteStack",
                "PutResourcePolicy",
                "EnableRegion",
                "Subscribe",
                "AssumeRole",
                "StartQuery",
                "describeStacks",
                "GetawayCreate",
                "Get",
                "List Users",
                ""
            })
    void whatDoesNotReadIsRefused(String operation) {
        assertThatThrownBy(() -> AwsRead.requireRead(operation)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(AwsRead.class)
    void everyQuestionReads(AwsRead read) {
        assertThatCode(() -> AwsRead.requireRead(read.operation())).doesNotThrowAnyException();
    }

    /** Every process is started by the one class that takes nothing but a question of the table. */
    @Test
    void nothingElseStartsAProcess() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.tallyhybrid");

        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName(AwsCli.class.getName())
                // A fleet is synthesized in Java processes of its own.
                .and()
                .doNotHaveFullyQualifiedName("com.tallyhybrid.fleet.Synthesizer")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(name("exec"))))
                .check(classes);
    }

    /** Parameters as they are really asked with, of both states of the account. */
    @ParameterizedTest
    @MethodSource("asked")
    void theModelKnowsEveryParameter(AwsCall call) {
        ObjectNode parameters = JSON.createObjectNode();
        call.parameters().forEach((name, value) -> {
            if (value.isEmpty()) {
                parameters.put(name, true);
            } else {
                parameters.put(name, value);
            }
        });

        assertThatCode(() -> model(call.read()).checkRequest(parameters)).doesNotThrowAnyException();
    }

    @Test
    void everyQuestionOfTheTableIsAsked() {
        assertThat(asked().map(AwsCall::read).collect(Collectors.toSet())).containsExactlyInAnyOrder(AwsRead.values());
    }

    @ParameterizedTest
    @EnumSource(AwsRead.class)
    void theModelKnowsEveryMemberThatIsRead(AwsRead read) {
        for (String member : read.members()) {
            // The names of a map's entries are no members: these two are AWS's documentation's.
            String path = member.replaceFirst("^(ResourceTypeOptInPreference|Attributes)\\..*", "$1");
            assertThatCode(() -> model(read).checkSelector("$." + path))
                    .as(path)
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> model(read).checkSelector("$.Nonsense")).isInstanceOf(AssertionError.class);
    }

    /** What the tests take for an answer must be one that AWS could give: its names, types and values. */
    @ParameterizedTest
    @MethodSource("recordings")
    void everyRecordedAnswerIsOneOfTheModel(Path recording) throws IOException {
        String name = recording.getFileName().toString();
        AwsRead read = Stream.of(AwsRead.values())
                .filter(known -> name.startsWith(String.join(
                                ".",
                                AwsCall.of(known, Region.MUMBAI).arguments().subList(0, 2))
                        + "."))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " answers nothing that is asked"));

        JsonNode answer = JSON.readTree(inUtc(Files.readString(recording)));
        // botocore hands a policy out as what it is, where the model has a text: json_decode_policies of its handlers.
        answer.findParents("AssumeRolePolicyDocument")
                .forEach(role -> ((ObjectNode) role).put("AssumeRolePolicyDocument", "{}"));
        assertThatCode(() -> model(read).checkAnswer(answer)).doesNotThrowAnyException();
    }

    @Test
    void everyMemberThatIsReadIsInSomeRecordedAnswer() {
        RecordedAccount ready = RecordedAccount.ready();
        RecordedAccount deployed = RecordedAccount.deployed();
        var unseen = new ArrayList<String>();
        for (AwsRead read : AwsRead.values()) {
            for (String member : read.members()) {
                boolean seen = Stream.of(ready, deployed)
                        .flatMap(account ->
                                asked().filter(call -> call.read() == read).map(call -> answer(account, call)))
                        .anyMatch(answer -> has(answer, member));
                if (!seen) {
                    unseen.add(read + " " + member);
                }
            }
        }
        // Absent while all is well; PreflightChecksTest has an answer with it.
        assertThat(unseen).containsExactlyInAnyOrder("SECRETS SecretList[].DeletedDate", "SECRET DeletedDate");
    }

    @ParameterizedTest
    @CsvSource({
        "CALLER_IDENTITY, sts get-caller-identity",
        "REGION_STATUS, account get-region-opt-status",
        "MFA_DEVICES, iam list-mfa-devices",
        "QUOTA_DEFAULT, service-quotas get-aws-default-service-quota",
        "BUCKET, s3api head-bucket",
        "VPN_GATEWAYS, ec2 describe-vpn-gateways"
    })
    void commandsAreSpelledAsTheAwsCliSpellsThem(AwsRead read, String command) {
        assertThat(String.join(" ", AwsCall.of(read, Region.HYDERABAD).arguments()))
                .isEqualTo(command + " --region ap-south-2");
    }

    @Test
    void optionsAreSpelledAsTheAwsCliSpellsThem() {
        assertThat(AwsCall.of(AwsRead.LOG_GROUPS, Region.MUMBAI)
                        .with("logGroupNamePattern", "rao")
                        .arguments())
                .endsWith("--log-group-name-pattern", "rao");
        assertThat(AwsCall.of(AwsRead.SECRETS, Region.MUMBAI)
                        .on("IncludePlannedDeletion")
                        .arguments())
                .endsWith("--include-planned-deletion");
    }

    /** Some values come out of answers; none may be more than a word, nor a file or page that the AWS CLI would open. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a\"b",
                "a&b",
                "a|b",
                "%PATH%",
                "a^b",
                "a\nb",
                "$(a)",
                "`a`",
                "--debug",
                "-x",
                "file:///etc/passwd",
                "https://example.com",
                "a\u0000b",
                "\u201ca",
                "a;b",
                "a'b",
                "<a"
            })
    void aValueThatIsNoPlainWordIsNotAsked(String value) {
        AwsCall call = AwsCall.of(AwsRead.SUBSCRIPTION, Region.MUMBAI);

        assertThatThrownBy(() -> call.with("SubscriptionArn", value)).isInstanceOf(Untold.class);
    }

    static Stream<AwsCall> asked() {
        RecordedAccount ready = RecordedAccount.ready();
        RecordedAccount deployed = RecordedAccount.deployed();
        PreflightRun.of(ready, "--look-into-secret");
        PreflightRun.of(deployed, "--look-into-secret");
        return Stream.concat(ready.calls().stream(), deployed.calls().stream()).distinct();
    }

    static Stream<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(RecordedAccount.RECORDINGS)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(30);
            return found.stream();
        }
    }

    private static ServiceModel model(AwsRead read) {
        return ServiceModel.of(read.service(), sdkName(read.operation()));
    }

    /** The SDK writes acronyms as words. */
    private static String sdkName(String operation) {
        return operation.replace("AWSDefault", "AwsDefault").replace("MFADevices", "MfaDevices");
    }

    /** The AWS CLI writes an offset where the model's moments end in Z. */
    private static String inUtc(String text) {
        return text.replaceAll("(\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+)[+-]\\d\\d:\\d\\d\"", "$1Z\"");
    }

    private static JsonNode answer(RecordedAccount account, AwsCall call) {
        try {
            return account.ask(call) instanceof AwsReply.Answered answered
                    ? answered.answer()
                    : JSON.createObjectNode();
        } catch (AssertionError notRecorded) {
            return JSON.createObjectNode();
        }
    }

    private static boolean has(JsonNode answer, String member) {
        Set<JsonNode> found = Set.of(answer);
        for (String part : member.split("\\.")) {
            found = found.stream()
                    .map(node -> node.path(part.replace("[]", "")))
                    .flatMap(node -> part.endsWith("[]") ? node.valueStream() : Stream.of(node))
                    .filter(node -> !node.isMissingNode())
                    .collect(Collectors.toSet());
        }
        return !found.isEmpty();
    }
}
