package com.tallyhybrid;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.SpeaksToJsii;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import com.tallyhybrid.testkit.templates.Templates.Resource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** What holds in every stack of every deployment. */
@SpeaksToJsii
class PromisesTest {

    /** Resources that hold data, or whose loss cuts an office off. */
    static final Set<String> STATEFUL = Set.of(
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::KMS::Key",
            "AWS::SNS::Topic",
            "AWS::Logs::LogGroup",
            "AWS::FSx::FileSystem",
            "AWS::DirectoryService::MicrosoftAD",
            "AWS::EC2::VPC",
            "AWS::EC2::Subnet",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::VPNGateway",
            "AWS::EC2::VPNConnection",
            "AWS::EC2::CustomerGateway",
            "AWS::Backup::BackupVault",
            "AWS::CloudTrail::Trail");

    private static final Set<String> WAYS_TO_THE_INTERNET = Set.of(
            "AWS::EC2::InternetGateway",
            "AWS::EC2::EgressOnlyInternetGateway",
            "AWS::EC2::NatGateway",
            "AWS::EC2::EIP",
            "AWS::EC2::Route",
            "AWS::ElasticLoadBalancingV2::LoadBalancer");

    private static final Pattern REGION = Pattern.compile("\\b(?:[a-z]{2}|us-gov|us-iso)-[a-z]+-[1-9]\\b");

    static Stream<Synthesized> deployments() {
        return Stream.concat(Synthesized.shipped(), Stream.of(Synthesized.selfManaged()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void noStackHasAWayToTheInternet(Synthesized deployment) {
        hasNoWayToTheInternet(deployment.templates());
    }

    private static void hasNoWayToTheInternet(Templates templates) {
        assertThat(templates.all(resource -> WAYS_TO_THE_INTERNET.contains(resource.type())))
                .isEmpty();
        assertThat(templates.all(resource ->
                        resource.properties().path("MapPublicIpOnLaunch").asBoolean()))
                .isEmpty();
        assertThat(templates.stacks().toString()).doesNotContain("0.0.0.0/0", "::/0");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyThingThatRunsIsNamedInATemplate(Synthesized deployment) {
        runsNothingHidden(deployment.templates());
        assertThat(deployment.assembly().getStacks())
                .allSatisfy(stack -> assertThat(stack.getAssets()).isEmpty());
    }

    private static void runsNothingHidden(Templates templates) {
        assertThat(templates.all(resource -> resource.type().startsWith("AWS::Lambda")
                        || resource.type().startsWith("Custom::")
                        || resource.type().startsWith("AWS::CloudFormation::")
                        || resource.type().startsWith("AWS::CDK::")))
                .isEmpty();
        assertThat(templates.all(resource -> resource.definition().has("Metadata")))
                .isEmpty();
        assertThat(templates.stacks().values())
                .allSatisfy(template -> assertThat(template.fieldNames())
                        .toIterable()
                        .isSubsetOf("Description", "Resources", "Outputs"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void noTemplateHoldsASecret(Synthesized deployment) {
        holdsNoSecret(deployment.templates());
    }

    private static void holdsNoSecret(Templates templates) {
        assertThat(templates.all(resource -> !resource.type().equals("AWS::SecretsManager::Secret")
                        && resource.definition().toString().contains("SecretAccessKey")))
                .isEmpty();
        for (Resource resource : templates.all()) {
            for (String property : List.of("Password", "PreSharedKey", "SecretString")) {
                assertThat(resource.properties().findValues(property))
                        .as("%s of %s", property, resource)
                        .allMatch(PromisesTest::isReference);
            }
        }
        templates
                .stacks()
                .values()
                .forEach(template -> assertThat(template.path("Outputs").toString())
                        .doesNotContain("SecretAccessKey", "{{resolve:", "SecretString"));
    }

    private static boolean isReference(JsonNode value) {
        return value.isObject()
                && (value.toString().contains("{{resolve:secretsmanager:")
                        || value.toString().contains("\"SecretAccessKey\"]"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everythingStaysInIndia(Synthesized deployment) {
        assertThat(deployment.stacks()).extracting(Stack::getRegion).containsOnly("ap-south-1", "ap-south-2");
        namesNoRegionOutsideIndia(deployment.templates());
    }

    private static void namesNoRegionOutsideIndia(Templates templates) {
        assertThat(REGION.matcher(templates.stacks().toString()).results().map(match -> match.group()))
                .isNotEmpty()
                .containsOnly("ap-south-1", "ap-south-2");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whatHoldsDataIsKeptWhenItLeavesTheTemplate(Synthesized deployment) {
        keepsWhatHoldsData(deployment.templates());
    }

    private static void keepsWhatHoldsData(Templates templates) {
        assertThat(templates.all(resource -> STATEFUL.contains(resource.type())))
                .isNotEmpty()
                .allSatisfy(resource -> {
                    assertThat(resource.definition().path("DeletionPolicy").asText())
                            .as("%s", resource)
                            .isEqualTo("RetainExceptOnCreate");
                    assertThat(resource.definition().path("UpdateReplacePolicy").asText())
                            .as("%s", resource)
                            .isEqualTo("Retain");
                });
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyStackIsProtectedFromDeletionAndBoundToItsAccount(Synthesized deployment) {
        assertThat(deployment.assembly().getStacks()).allMatch(CloudFormationStackArtifact::getTerminationProtection);
        assertThat(deployment.stacks()).extracting(Stack::getAccount).containsOnly("111122223333");
    }

    /** The CDK finds a cycle between resources only here. */
    @ParameterizedTest
    @MethodSource("deployments")
    void noTemplateHasACycle(Synthesized deployment) {
        assertThat(deployment.stacks())
                .isNotEmpty()
                .allSatisfy(
                        stack -> assertThatCode(() -> Template.fromStack(stack)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyLogIsEncryptedWithAKeyOfTheFirmAndKeptForAYearOrMore(Synthesized deployment) {
        assertThat(deployment.templates().ofType("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allSatisfy(log -> {
                    assertThat(log.properties().path("KmsKeyId").has("Fn::GetAtt"))
                            .isTrue();
                    assertThat(log.properties().path("RetentionInDays").asInt()).isGreaterThanOrEqualTo(400);
                });
    }

    @TestFactory
    Stream<DynamicTest> guardsThePromises() {
        return Stream.of(
                notices(
                        "a rule open to the world",
                        templates -> ((ObjectNode) templates
                                        .properties("FileServerSecurityGroup")
                                        .path("SecurityGroupIngress")
                                        .get(0))
                                .put("CidrIp", "0.0.0.0/0"),
                        PromisesTest::hasNoWayToTheInternet),
                notices(
                        "a function",
                        templates -> ((ObjectNode) templates.stack("Backup").path("Resources"))
                                .putObject("Hidden")
                                .put("Type", "AWS::Lambda::Function"),
                        PromisesTest::runsNothingHidden),
                notices(
                        "a password in the open",
                        templates -> ((ObjectNode) templates.properties("Directory")).put("Password", "Passw0rd!"),
                        PromisesTest::holdsNoSecret),
                notices(
                        "a secret key in an output",
                        templates -> ((ObjectNode) templates.stack("Backup").path("Outputs"))
                                .putObject("Key")
                                .putObject("Value")
                                .putArray("Fn::GetAtt")
                                .add("AgentPuneKey1")
                                .add("SecretAccessKey"),
                        PromisesTest::holdsNoSecret),
                notices(
                        "a copy that leaves India",
                        templates -> ((ObjectNode) templates.properties("BackupBucket"))
                                .put("BucketName", "sharma-traders-backup-ap-southeast-1"),
                        PromisesTest::namesNoRegionOutsideIndia),
                notices(
                        "a file system that is deleted with its stack",
                        templates -> templates.resource("FileSystem").put("DeletionPolicy", "Delete"),
                        PromisesTest::keepsWhatHoldsData),
                notices(
                        "a bucket that loses its policy on replacement",
                        templates -> templates.resource("BackupBucketPolicy").remove("UpdateReplacePolicy"),
                        PromisesTest::keepsWhatHoldsData));
    }
}
