package com.tallyhybrid.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.app.ProjectContext;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.SpeaksToJsii;
import com.tallyhybrid.testkit.templates.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cloudformation.include.CfnInclude;

/** What a job at GitHub can get of the account: the template that an administrator deploys by hand. */
@SpeaksToJsii
class GitHubRolesTest {

    private static final Path TEMPLATE = Path.of("deployments/github-oidc.template.yaml");
    private static final String ACCOUNT = "111122223333";
    private static final String HOST = "token.actions.githubusercontent.com";
    private static final String REPOSITORY = "my-firm@1234567/tally-hybrid@7654321";
    private static final List<String> ROLES = List.of("compare", "drift", "deploy");

    private static final String STACK = "arn:aws:cloudformation:ap-south-%s:111122223333:stack/%s/1a2b3c4d";
    private static final String BREAK_GLASS = "arn:aws:iam::111122223333:role/my-firm-break-glass";
    private static final String BOOTSTRAP = "arn:aws:iam::111122223333:role/cdk-hnb659fds-%s-role-111122223333-%s";

    /** Each token opens the roles named and no other. */
    @ParameterizedTest
    @CsvSource({
        "repo:my-firm@1234567/tally-hybrid@7654321:pull_request,                sts.amazonaws.com,          compare",
        "repo:my-firm@1234567/tally-hybrid@7654321:ref:refs/heads/main,         sts.amazonaws.com,          compare drift",
        "repo:my-firm@1234567/tally-hybrid@7654321:environment:production,      sts.amazonaws.com,          deploy",
        "repo:my-firm@1234567/tally-hybrid@7654321:ref:refs/heads/main,         https://github.com/my-firm, ''",
        "repo:my-firm@1234567/tally-hybrid@7654321:environment:production,      https://github.com/my-firm, ''",
        "repo:my-firm@1234567/tally-hybrid@7654321:ref:refs/heads/main2,        sts.amazonaws.com,          ''",
        "repo:my-firm@1234567/tally-hybrid@7654321:ref:refs/tags/v1.0.0,        sts.amazonaws.com,          ''",
        "repo:my-firm@1234567/tally-hybrid@7654321:environment:staging,         sts.amazonaws.com,          ''",
        "repo:my-firm@1234567/tally-hybrid@7654321:environment:Production,      sts.amazonaws.com,          ''",
        "repo:my-firm@1234567/tally-hybrid@7654322:environment:production,      sts.amazonaws.com,          ''",
        "repo:my-firm@1234568/tally-hybrid@7654321:pull_request,                sts.amazonaws.com,          ''",
        "repo:my-firm/tally-hybrid:environment:production,                      sts.amazonaws.com,          ''",
        "repo:other@1/tally-hybrid@2:pull_request,                              sts.amazonaws.com,          ''",
    })
    void aTokenOpensTheRolesMeantForItsJobAndNoOther(String subject, String audience, String roles) {
        assertThat(opened(template(), subject, audience)).isEqualTo(roles);
    }

    @Test
    void aTokenOfAnotherProviderOpensNothing() {
        var provider = new Principal.Federated("arn:aws:iam::%s:oidc-provider/example.com".formatted(ACCOUNT));
        assertThat(ROLES)
                .noneMatch(role -> allows(
                        template(),
                        token(provider, role, "repo:" + REPOSITORY + ":pull_request", "sts.amazonaws.com")));
    }

    @ParameterizedTest
    @CsvSource({"1, my-firm-Backup", "2, my-firm-Replica"})
    void theComparingRoleReadsTheDeployedTemplates(String region, String stack) {
        for (String action : List.of("cloudformation:GetTemplate", "cloudformation:DescribeStacks")) {
            assertThat(may("compare", action, STACK.formatted(region, stack))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cloudformation:GetTemplate,     arn:aws:cloudformation:ap-south-1:111122223333:stack/payroll-Main/1a2b3c4d",
        "cloudformation:GetTemplate,     arn:aws:cloudformation:us-east-1:111122223333:stack/my-firm-Backup/1a2b3c4d",
        "cloudformation:UpdateStack,     arn:aws:cloudformation:ap-south-1:111122223333:stack/my-firm-Backup/1a2b3c4d",
        "cloudformation:CreateChangeSet, arn:aws:cloudformation:ap-south-1:111122223333:stack/my-firm-Backup/1a2b3c4d",
        "sts:AssumeRole,                 arn:aws:iam::111122223333:role/cdk-hnb659fds-lookup-role-111122223333-ap-south-1",
        "sts:AssumeRole,                 arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-ap-south-1",
        "iam:GetRole,                    arn:aws:iam::111122223333:role/my-firm-github-deploy",
        "ec2:DescribeVpnConnections,     *",
        "secretsmanager:GetSecretValue,  arn:aws:secretsmanager:ap-south-1:111122223333:secret:my-firm-agent",
    })
    void theComparingRoleDoesNothingElse(String action, String resource) {
        assertThat(may("compare", action, resource)).isFalse();
    }

    /** AWS changes ReadOnlyAccess as it sees fit, so the worst is assumed: that it allows everything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:GetObject",
                "s3:GetObjectVersion",
                "secretsmanager:GetSecretValue",
                "ssm:GetParameter",
                "ssm:GetCommandInvocation",
                "kms:Decrypt",
                "logs:FilterLogEvents",
                "logs:GetLogEvents",
                "logs:StartQuery",
                "cloudtrail:LookupEvents",
                "ec2:GetPasswordData",
            })
    void theDriftRoleReadsNoContentHoweverWideAwsMakesItsPolicy(String action) {
        assertThat(decide("drift", action, "*")).isEqualTo(Outcome.EXPLICIT_DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloudformation:DetectStackDrift",
                "cloudformation:DescribeStackResourceDrifts",
                "s3:GetBucketPolicy",
                "kms:GetKeyPolicy",
                "fsx:DescribeFileSystems",
            })
    void theDriftRoleReadsHowResourcesAreSet(String action) {
        assertThat(may("drift", action, "*")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"deploy, true", "file-publishing, true", "lookup, true", "cfn-exec, false", "image-publishing, false"})
    void theDeployingRoleTakesTheRolesThatADeployNeeds(String role, boolean taken) {
        for (String region : List.of("ap-south-1", "ap-south-2")) {
            assertThat(may("deploy", "sts:AssumeRole", BOOTSTRAP.formatted(role, region)))
                    .isEqualTo(taken);
        }
        assertThat(may("deploy", "sts:AssumeRole", BOOTSTRAP.formatted(role, "us-east-1")))
                .isFalse();
        assertThat(may("deploy", "sts:AssumeRole", BREAK_GLASS)).isFalse();
        assertThat(may("deploy", "s3:GetObject", "arn:aws:s3:::my-firm-backups-111122223333-ap-south-1/a"))
                .isFalse();
    }

    @Test
    void everyTrustNamesTheProviderTheAudienceAndTheWholeSubject() {
        trustsWholeSubjects(template());
    }

    private static void trustsWholeSubjects(JsonNode template) {
        for (JsonNode resource : template.path("Resources")) {
            for (JsonNode statement : resource.at("/Properties/AssumeRolePolicyDocument/Statement")) {
                assertThat(statement.path("Principal").toString()).contains("oidc-provider/" + HOST);
                assertThat(statement.at("/Action").asText()).isEqualTo("sts:AssumeRoleWithWebIdentity");
                assertThat(statement.path("Condition").fieldNames())
                        .toIterable()
                        .containsExactly("StringEquals");
                assertThat(statement.at("/Condition/StringEquals").fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder(HOST + ":aud", HOST + ":sub");
                assertThat(statement.toString()).doesNotContain("*");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> noticesATampering() {
        String allOfTheRepository = "repo:" + REPOSITORY + ":*";
        return Stream.of(
                tampering("a trust without a subject", trust -> equal(trust).remove(HOST + ":sub")),
                tampering("a trust without an audience", trust -> equal(trust).remove(HOST + ":aud")),
                tampering("a pattern for a subject", trust -> equal(trust).put(HOST + ":sub", allOfTheRepository)),
                tampering("a trust in everybody", trust -> ((ObjectNode) trust).put("Principal", "*")),
                tampering("an operator that knows patterns", trust -> {
                    var condition = (ObjectNode) trust.path("Condition");
                    condition.set("StringLike", condition.remove("StringEquals"));
                }));
    }

    private static DynamicTest tampering(String what, Consumer<JsonNode> change) {
        return DynamicTest.dynamicTest("notices " + what, () -> {
            JsonNode tampered = template();
            change.accept(tampered.at("/Resources/Deploy/Properties/AssumeRolePolicyDocument/Statement/0"));
            assertThatThrownBy(() -> trustsWholeSubjects(tampered)).isInstanceOf(AssertionError.class);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "my-firm@1234567/tally-hybrid@7654321, true",
        "my-firm/tally-hybrid,                 false",
        "my-firm@1234567/*,                    false",
        "*@1/*@2,                              false",
        "my-firm@1/tally-hybrid@2:pull,        false",
        "-firm@1/tally-hybrid@2,               false",
    })
    void aRepositoryIsGivenWithItsNumbersAndWithoutPatterns(String repository, boolean accepted) {
        String pattern = template().at("/Parameters/Repository/AllowedPattern").asText();
        assertThat(Pattern.matches(pattern, repository)).isEqualTo(accepted);
    }

    /** The rules with which the CDK checks its own templates. */
    @Test
    void cloudFormationWouldAcceptTheTemplate(@TempDir Path out) {
        App app = App.Builder.create()
                .analyticsReporting(false)
                .context(ProjectContext.read())
                .outdir(out.toString())
                .build();
        CfnInclude.Builder.create(new Stack(app, "GitHub"), "Template")
                .templateFile(TEMPLATE.toString())
                .build();
        assertThatCode(app::synth).doesNotThrowAnyException();
    }

    private static boolean may(String role, String action, String resource) {
        return decide(role, action, resource) == Outcome.ALLOWED;
    }

    private static Outcome decide(String role, String action, String resource) {
        var session = new Principal.RoleSession(arn(role));
        var request = new Request(session, action, resource, Map.of("aws:ResourceAccount", List.of(ACCOUNT)));
        return evaluator(template()).evaluate(request).outcome();
    }

    private static String opened(JsonNode template, String subject, String audience) {
        var provider = new Principal.Federated("arn:aws:iam::%s:oidc-provider/%s".formatted(ACCOUNT, HOST));
        return ROLES.stream()
                .filter(role -> allows(template, token(provider, role, subject, audience)))
                .collect(Collectors.joining(" "));
    }

    private static Request token(Principal provider, String role, String subject, String audience) {
        return new Request(
                provider,
                "sts:AssumeRoleWithWebIdentity",
                arn(role),
                Map.of(HOST + ":sub", List.of(subject), HOST + ":aud", List.of(audience)));
    }

    private static boolean allows(JsonNode template, Request request) {
        return evaluator(template).evaluate(request).outcome() == Outcome.ALLOWED;
    }

    private static Evaluator evaluator(JsonNode template) {
        JsonNode everything = Templates.json(
                "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}]}");
        var assembly = Assembly.of(List.of(
                Sketch.template("github", Environment.of("aws://" + ACCOUNT + "/ap-south-1"), template),
                Sketch.template("CDKToolkit", Environment.of("aws://" + ACCOUNT + "/ap-south-1"), bootstrap())));
        return Evaluator.of(assembly, Map.of("arn:aws:iam::aws:policy/ReadOnlyAccess", everything));
    }

    /** The roles of the CDK's bootstrap, which trust whomever the account lets take them, and one that is not of it. */
    private static JsonNode bootstrap() {
        ObjectNode resources = JsonNodeFactory.instance.objectNode();
        Stream.concat(
                        Stream.of("deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec")
                                .flatMap(role -> Stream.of("ap-south-1", "ap-south-2", "us-east-1")
                                        .map(region -> BOOTSTRAP.formatted(role, region))),
                        Stream.of(BREAK_GLASS))
                .map(arn -> arn.substring(arn.indexOf('/') + 1))
                .forEach(name -> resources.set(name.replace("-", ""), Templates.json("""
                        {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': '%s', 'AssumeRolePolicyDocument': {
                          'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole',
                          'Principal': {'AWS': '111122223333'}}]}}}""".formatted(name))));
        return JsonNodeFactory.instance.objectNode().set("Resources", resources);
    }

    private static ObjectNode equal(JsonNode trust) {
        return (ObjectNode) trust.at("/Condition/StringEquals");
    }

    private static String arn(String role) {
        return "arn:aws:iam::%s:role/my-firm-github-%s".formatted(ACCOUNT, role);
    }

    /** The template as it is after an administrator has answered its questions. */
    private static JsonNode template() {
        JsonNode template = CloudAssembly.read(TEMPLATE.getParent())
                .templates()
                .get("github-oidc")
                .body();
        var parameters = (ObjectNode) template.path("Parameters");
        ((ObjectNode) parameters.path("Repository")).put("Default", REPOSITORY);
        ((ObjectNode) parameters.path("Deployment")).put("Default", "my-firm");
        ((ObjectNode) template.at("/Resources/GitHub")).remove("Condition");
        return template;
    }
}
