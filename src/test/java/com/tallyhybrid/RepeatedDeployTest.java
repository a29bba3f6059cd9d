package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who follows the page of the deploy gets through a first day that goes wrong: its commands stand in the right order, and what a stack
 * leaves behind can be taken back.
 */
class RepeatedDeployTest {

    private static final Path DEPLOY = Path.of("docs/deploy.md");
    private static final Path DEPLOY_AGAIN = Path.of("docs/deploy-again.md");
    private static final String FIRST_DAY = "-c firstDeploy=true";
    private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(.*?)```");

    /**
     * By which property CloudFormation knows a kept resource again. It takes back what the template names by text.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html">
     *     CloudFormation: import resources automatically</a>
     */
    private static final Map<String, String> NAMED_BY = Map.of(
            "AWS::S3::Bucket", "BucketName",
            "AWS::S3::BucketPolicy", "Bucket",
            "AWS::Logs::LogGroup", "LogGroupName",
            "AWS::CloudTrail::Trail", "TrailName",
            "AWS::Backup::BackupVault", "BackupVaultName");

    /** AWS gives these their identity, or none that a template can hold: the page says what becomes of them. */
    private static final Set<String> NAMED_BY_AWS = Set.of(
            "AWS::DirectoryService::MicrosoftAD",
            "AWS::EC2::CustomerGateway",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::Subnet",
            "AWS::EC2::VPC",
            "AWS::EC2::VPNConnection",
            "AWS::EC2::VPNGateway",
            "AWS::FSx::FileSystem",
            "AWS::KMS::Key",
            "AWS::SNS::Topic",
            "AWS::SecretsManager::Secret");

    static Stream<Synthesized> deployments() {
        return Synthesized.all();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whatAStackKeepsIsTakenBackByItsName(Synthesized deployment) {
        List<Templates.Resource> kept =
                deployment.templates().all(resource -> resource.definition().has("DeletionPolicy"));

        assertThat(kept).isNotEmpty().allSatisfy(resource -> {
            if (!NAMED_BY_AWS.contains(resource.type())) {
                assertThat(NAMED_BY).as("%s", resource).containsKey(resource.type());
                assertThat(resource.properties()
                                .path(NAMED_BY.get(resource.type()))
                                .textValue())
                        .as("the name of %s", resource)
                        .isNotBlank();
            }
        });
    }

    @Test
    void thePageDeploysWhatBacksUpThenTheRestThenProtects() throws IOException {
        List<String> commands = commandsOfThePage();
        List<String> deploys = commands.stream()
                .filter(command -> command.contains(" deploy "))
                .toList();

        assertThat(deploys).hasSize(3);
        assertThat(deploys.subList(0, 2))
                .allSatisfy(deploy -> assertThat(deploy)
                        .contains(FIRST_DAY, "--require-approval never", "--outputs-file outputs.json"));
        assertThat(deploys.get(0)).contains(" deploy my-firm-Backup my-firm-Audit -c ");
        assertThat(deploys.get(1)).contains(" deploy --all ");
        assertThat(commands)
                .last()
                .asString()
                .matches("npx --yes aws-cdk@[0-9.]+ deploy --all -c deployment=deployments/my-firm.yaml");
    }

    @Test
    void theAccountIsReadyBeforeTheFirstDeploy() throws IOException {
        assertThat(String.join("\n", commandsOfThePage()))
                .containsSubsequence(
                        "enable-region --region-name ap-south-2",
                        "get-region-opt-status --region-name ap-south-2",
                        "bootstrap aws://111122223333/ap-south-1 aws://111122223333/ap-south-2",
                        "--resource-type-opt-in-preference FSx=true",
                        "node bin/tally.mjs preflight deployments/my-firm.yaml",
                        " deploy ");
    }

    /** Everywhere else too: who types what leaves the stacks unprotected finds on the same page how that ends. */
    @ParameterizedTest
    @MethodSource("com.tallyhybrid.DocumentationTest#documents")
    void whatLeavesTheStacksUnprotectedSaysHowThatEnds(Path document) throws IOException {
        String text = Files.readString(document);

        if (BLOCK.matcher(text).results().anyMatch(block -> block.group(1).contains(FIRST_DAY))) {
            assertThat(text)
                    .as("%s", document)
                    .containsPattern(
                            "(?m)^npx --yes aws-cdk@\\S+ deploy --all -c deployment=\\S+$|deploy\\.md#the-three-deploys");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK_COMPLETE",
                "ROLLBACK_FAILED",
                "REVIEW_IN_PROGRESS",
                "cannot be deleted while TerminationProtection is enabled",
                "NAME_CONFLICT_VALIDATION",
                "already exists",
                "MalformedPolicyDocument",
                "ap-south-2",
                "SSM parameter /cdk-bootstrap/hnb659fds/version not found",
                "UPDATE_ROLLBACK_FAILED"
            })
    void whatAPersonMaySeeHasItsNextStep(String seen) throws IOException {
        assertThat(Files.readAllLines(DEPLOY_AGAIN))
                .anySatisfy(line -> assertThat(line).matches("\\| `.*" + Pattern.quote(seen) + ".*\\|.+\\|.+\\|"));
    }

    /** A key that stands in a file would leave every deploy unprotected. */
    @Test
    void noFileOfTheProjectLeavesTheStacksUnprotected() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(new File("cdk.json"))
                        .at("/context")
                        .has("firstDeploy"))
                .isFalse();
    }

    private static List<String> commandsOfThePage() throws IOException {
        String page = Files.readString(DEPLOY);
        return Stream.of("Prepare the account", "The three deploys")
                .map(title -> page.split("(?m)^## " + title + "\\R")[1].split("(?m)^## ")[0])
                .flatMap(section -> BLOCK.matcher(section).results())
                .flatMap(block -> block.group(1).lines())
                .toList();
    }
}
