package com.tallyhybrid.review.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tallyhybrid.Synthesized;
import com.tallyhybrid.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any app's templates can be read: of the CDK with stages and protection, or plain files in either notation. */
class SynthesisTest {

    @TempDir
    Path folder;

    @Test
    void readsAnAssemblyWithTheProtectionThatOnlyItsManifestKnows() {
        Synthesis example =
                Synthesis.read(Path.of(Synthesized.example().assembly().getDirectory()));

        assertThat(example.templates()).hasSize(7).allSatisfy((stack, template) -> {
            assertThat(template.terminationProtection()).contains(true);
            assertThat(template.environment().orElseThrow()).startsWith("aws://111122223333/ap-south-");
            assertThat(template.resources()).isNotEmpty();
        });
    }

    @Test
    void readsTheStacksInsideStages() throws IOException {
        write("manifest.json", """
                {'artifacts': {'assembly-Pune': {'type': 'cdk:cloud-assembly',
                    'properties': {'directoryName': 'assembly-Pune'}},
                  'Tree': {'type': 'cdk:tree'}}}
                """);
        write("assembly-Pune/manifest.json", """
                {'artifacts': {'PuneNetwork06DE2677': {'type': 'aws:cloudformation:stack',
                    'environment': 'aws://unknown-account/ap-south-1',
                    'properties': {'stackName': 'Pune-Network', 'templateFile': 'network.json'}}}}
                """);
        write("assembly-Pune/network.json", "{'Resources': {'Vpc': {'Type': 'AWS::EC2::VPC'}}}");

        Template network = Synthesis.read(folder).templates().get("Pune-Network");

        assertThat(network.resources()).containsOnlyKeys("Vpc");
        assertThat(network.terminationProtection()).contains(false);
    }

    @Test
    void readsAFolderOfTemplatesAndLeavesOtherFilesAlone() throws IOException {
        write("Books.template.json", "{'Resources': {'Bucket': {'Type': 'AWS::S3::Bucket'}}}");
        write("package.json", "{'name': 'not a template'}");
        write("README.md", "nor is this");

        Synthesis synthesis = Synthesis.read(folder);

        assertThat(synthesis.templates()).containsOnlyKeys("Books");
        assertThat(synthesis.templates().get("Books").terminationProtection()).isEqualTo(Optional.empty());
    }

    @Test
    void readsTheShortFormsOfYamlAsTheLongFormsOfJson() throws IOException {
        Files.writeString(folder.resolve("Books.yaml"), """
                Resources:
                  Policy:
                    Type: AWS::S3::BucketPolicy
                    Properties:
                      Bucket: !Ref Bucket
                      PolicyDocument:
                        Version: 2012-10-17
                        Statement:
                          - Effect: Deny
                            Resource: [!GetAtt Bucket.Arn, !Sub "${Bucket.Arn}/*", !Join ["", [a, !Ref b]]]
                            Principal: !If [IsOpen, "*", !Ref AWS::AccountId]
                            When: !Condition IsOpen
                            Size: 010
                """);

        assertThat(Synthesis.read(folder)
                        .templates()
                        .get("Books")
                        .resources()
                        .get("Policy")
                        .path("Properties"))
                .isEqualTo(Templates.json("""
                        {'Bucket': {'Ref': 'Bucket'}, 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [
                          {'Effect': 'Deny',
                           'Resource': [{'Fn::GetAtt': ['Bucket', 'Arn']}, {'Fn::Sub': '${Bucket.Arn}/*'},
                                        {'Fn::Join': ['', ['a', {'Ref': 'b'}]]}],
                           'Principal': {'Fn::If': ['IsOpen', '*', {'Ref': 'AWS::AccountId'}]},
                           'When': {'Condition': 'IsOpen'}, 'Size': 8}]}}
                        """));
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        assertRefused(folder.resolve("nowhere"), "no folder");
        assertRefused(folder, "no template in");

        write("Broken.json", "{'Resources': ");
        assertRefused(folder, "cannot read", "Broken.json");

        Files.delete(folder.resolve("Broken.json"));
        Files.writeString(folder.resolve("Broken.yaml"), "Resources: [");
        assertRefused(folder, "cannot read", "Broken.yaml");
    }

    @Test
    void refusesTwoStacksOfOneName() throws IOException {
        write("Books.json", "{'Resources': {}}");
        write("Books.template.json", "{'Resources': {}}");

        assertRefused(folder, "two stacks are called Books");
    }

    private static void assertRefused(Path folder, String... words) {
        assertThatExceptionOfType(UnreadableSynthesis.class)
                .isThrownBy(() -> Synthesis.read(folder))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    private void write(String file, String json) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, json.replace('\'', '"'));
    }
}
