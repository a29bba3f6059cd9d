package com.tallyhybrid.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any app's templates can be read: of the CDK with stages and protection, or plain files in either notation. */
class CloudAssemblyTest {

    @TempDir
    Path folder;

    @Test
    void readsAnAssemblyWithTheProtectionThatOnlyItsManifestKnows() {
        CloudAssembly example = CloudAssembly.read(Synthesized.example().folder());

        assertThat(example.templates()).hasSize(7).allSatisfy((stack, template) -> {
            assertThat(template.terminationProtection()).contains(true);
            assertThat(template.environment().text()).startsWith("aws://111122223333/ap-south-");
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

        Template network = CloudAssembly.read(folder).templates().get("Pune-Network");

        assertThat(network.resources()).containsOnlyKeys("Vpc");
        assertThat(network.terminationProtection()).contains(false);
    }

    @Test
    void knowsTheConstructsOfAStackWhereverTheAppWritesThem() throws IOException {
        write("manifest.json", """
                {'artifacts': {
                  'Shop': {'type': 'aws:cloudformation:stack', 'displayName': 'Prod/Shop',
                    'properties': {'templateFile': 'shop.json'}, 'additionalMetadataFile': 'shop.metadata.json'},
                  'Yard': {'type': 'aws:cloudformation:stack', 'properties': {'templateFile': 'shop.json'},
                    'metadata': {'/Yard/Gate/Default': [{'type': 'aws:cdk:logicalId', 'data': 'Gate1'}], '/Yard': [3],
                      '/Yard/A/Twice': [{'type': 'aws:cdk:logicalId', 'data': 'Twice'}], '': 4,
                      '/Yard/Twice': [{'type': 'aws:cdk:logicalId', 'data': 'Twice'}]}},
                  'Barn': {'type': 'aws:cloudformation:stack', 'properties': {'templateFile': 'shop.json'},
                    'additionalMetadataFile': 'broken.json'}}}
                """);
        write("shop.json", "{'Resources': {'Bucket': {'Type': 'AWS::S3::Bucket'}}}");
        write("shop.metadata.json", """
                {'/Prod/Shop/Books/Bucket/Resource/Resource': [{'type': 'aws:cdk:warning', 'data': 'x'},
                {'type': 'aws:cdk:logicalId', 'data': 'Bucket'}], '': [{'type': 'aws:cdk:logicalId', 'data': 'Nameless'}]}
                """);
        write("broken.json", "[");

        var templates = CloudAssembly.read(folder).templates();

        assertThat(templates.get("Shop").deployment().orElseThrow().constructs())
                .containsEntry("Bucket", "Books/Bucket");
        // What a nested stack calls alike is neither.
        assertThat(templates.get("Yard").deployment().orElseThrow().constructs())
                .containsExactly(Map.entry("Gate1", "Gate"));
        assertThat(templates.get("Barn").deployment().orElseThrow().constructs())
                .isEmpty();
    }

    @Test
    void readsAFolderOfTemplatesAndLeavesOtherFilesAlone() throws IOException {
        write("Books.template.json", "{'Resources': {'Bucket': {'Type': 'AWS::S3::Bucket'}}}");
        write("package.json", "{'name': 'not a template'}");
        write("README.md", "nor is this");

        CloudAssembly synthesis = CloudAssembly.read(folder);

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

        assertThat(CloudAssembly.read(folder)
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

    /** The CDK writes no resources for a stack that has none. */
    @Test
    void readsAnEmptyStack() throws IOException {
        manifest("'Empty': {'type': 'aws:cloudformation:stack', 'properties': {'templateFile': 'empty.json'}}");
        write("empty.json", "{'Parameters': {}}");

        assertThat(CloudAssembly.read(folder).templates().get("Empty").resources())
                .isEmpty();
    }

    @Test
    void refusesAnAssemblyThatHoldsItself() throws IOException {
        manifest("'Again': {'type': 'cdk:cloud-assembly', 'properties': {'directoryName': '.'}}");

        assertRefused(folder, "holds itself");
    }

    @Test
    void refusesWhatHasNoEndOrTwoMeanings() throws IOException {
        Files.writeString(folder.resolve("A.yaml"), "Resources: &r {Thing: *r}");
        assertRefused(folder, "A.yaml", "deep");
        Files.writeString(folder.resolve("A.yaml"), "Resources: {Thing: {}, Thing: {}}");
        assertRefused(folder, "A.yaml", "duplicate key");
        Files.delete(folder.resolve("A.yaml"));
        write("B.json", "{'Resources': " + "[".repeat(5000) + "]".repeat(5000) + "}");
        assertRefused(folder, "B.json", "nesting depth");
        write("B.json", "{'Resources': {}, 'Resources': {}}");
        assertRefused(folder, "B.json", "Duplicate");
        write("B.json", "{'Resources': {}} and more");
        assertRefused(folder, "B.json");
        write("B.json", "{'Resources': {'A': {'B': " + "9".repeat(2000) + "}}}");
        assertRefused(folder, "B.json", "Number value length");
    }

    /** Windows PowerShell 5.1 writes UTF-16. */
    @Test
    void readsWhatPowerShellWrote() throws IOException {
        String template = "{\"Resources\": {\"Bücher\": {\"Type\": \"AWS::S3::Bucket\"}}}";
        Files.writeString(folder.resolve("A.json"), "\ufeff" + template, StandardCharsets.UTF_16LE);
        Files.writeString(folder.resolve("B.yaml"), "\ufeff" + template, StandardCharsets.UTF_16LE);
        Files.writeString(folder.resolve("C.json"), "\ufeff" + template);

        assertThat(CloudAssembly.read(folder).templates().values())
                .hasSize(3)
                .allSatisfy(read -> assertThat(read.resources()).containsOnlyKeys("Bücher"));
    }

    private void manifest(String artifacts) throws IOException {
        write("manifest.json", "{'artifacts': {" + artifacts + "}}");
    }

    private static void assertRefused(Path folder, String... words) {
        assertThatExceptionOfType(UnreadableTemplate.class)
                .isThrownBy(() -> CloudAssembly.read(folder))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    private void write(String file, String json) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, json.replace('\'', '"'));
    }
}
