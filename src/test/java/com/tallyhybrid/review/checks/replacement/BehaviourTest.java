package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data that the review judges by: whole, current, and with sources. */
class BehaviourTest {

    private static final Path DATA =
            Path.of("src/main/resources/com/tallyhybrid/review/checks/replacement/behaviour.json");
    private static final Path TOOL = Path.of("tools/update-behaviour");

    @Test
    void everyTypeOfEveryDeploymentIsKnownAndHasWords() {
        Synthesized.all()
                .flatMap(deployment -> deployment.templates().all(resource -> true).stream())
                .forEach(resource -> {
                    assertThat(Behaviour.published().knows(resource.type()))
                            .as("behaviour of %s", resource.type())
                            .isTrue();
                    assertThat(Wording.WORDS).containsKey(resource.type());
                });
    }

    @Test
    void whatHoldsDataIsNeverHarmless() {
        assertThat(List.of(
                        "AWS::FSx::FileSystem",
                        "AWS::DirectoryService::MicrosoftAD",
                        "AWS::EC2::VPNConnection",
                        "AWS::EC2::CustomerGateway",
                        "AWS::S3::Bucket",
                        "AWS::KMS::Key",
                        "AWS::Backup::BackupVault",
                        "AWS::CloudTrail::Trail",
                        "AWS::IAM::AccessKey",
                        "AWS::EC2::Volume",
                        "AWS::RDS::DBInstance",
                        "AWS::DocDB::DBCluster"))
                .allSatisfy(type -> {
                    assertThat(Wording.of(type).rebuilt()).isEqualTo(Severity.DANGER);
                    assertThat(Wording.of(type).deleted()).isEqualTo(Severity.DANGER);
                });
    }

    @Test
    void everyDangerSaysWhatToDoInstead() {
        assertThat(Wording.WORDS.values())
                .filteredOn(words -> words.rebuilt() == Severity.DANGER)
                .allSatisfy(
                        words -> assertThat(words.instead()).as(words.noun()).isPresent());
    }

    @Test
    void everyTypeWithWordsOrCorrectionsIsInTheSpecification() {
        // A custom resource is its app's own: the specification lists none.
        assertThat(Wording.WORDS.keySet())
                .filteredOn(type -> !type.startsWith("Custom::"))
                .allMatch(type -> Behaviour.published().knows(type));
        assertThat(Behaviour.published().corrections).allSatisfy(correction -> {
            assertThat(Behaviour.published().knows(correction.type())).isTrue();
            assertThat(correction.source()).startsWith("https://docs.aws.amazon.com/");
            assertThat(correction.sentence()).endsWith(".");
        });
    }

    /** The file is made by a tool that only maintainers run; forgetting it must be seen. */
    @Test
    void theDataIsWhatTheToolWouldWrite() throws IOException {
        String version = new ObjectMapper()
                .readTree(TOOL.resolve("package.json").toFile())
                .at("/devDependencies/@aws-cdk~1aws-service-spec")
                .asText();
        var data = new YAMLMapper().readTree(DATA.toFile());
        List<String> types = new ArrayList<>();
        data.path("types").fieldNames().forEachRemaining(types::add);

        assertThat(data.path("source").asText()).isEqualTo("@aws-cdk/aws-service-spec " + version + " (Apache-2.0)");
        assertThat(types).isSorted();
        assertThat(Files.readAllLines(TOOL.resolve("types.txt")))
                .filteredOn(line -> !line.startsWith("#"))
                .isSorted()
                .isSubsetOf(types);
    }

    @Test
    void theToolNamesNoRegistry() throws IOException {
        assertThat(Files.readString(TOOL.resolve("package-lock.json"))).doesNotContain("resolved", "://");
    }

    @Test
    void aNameIsKnownWhereTheOwnerMayChooseIt() throws IOException {
        var named = new YAMLMapper().readTree("{BucketName: books}");

        assertThat(Behaviour.published().name("AWS::S3::Bucket", named).asText())
                .isEqualTo("books");
        assertThat(Behaviour.published().name("AWS::S3::Bucket", MissingNode.getInstance()))
                .isInstanceOf(MissingNode.class);
        assertThat(Behaviour.published().name("AWS::FSx::FileSystem", named)).isInstanceOf(MissingNode.class);
    }
}
