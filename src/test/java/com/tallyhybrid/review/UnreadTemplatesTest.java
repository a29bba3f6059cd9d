package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.review.diff.Comparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that would be deployed is passed over in silence: it is read, or it is named. */
class UnreadTemplatesTest {

    private static final String SAFE =
            "{'Resources': {'B': {'Type': 'AWS::S3::Bucket', 'Properties': {'VersioningConfiguration': {'Status': 'Enabled'}}}}}";
    private static final String UNSAFE = SAFE.replace("Enabled", "Suspended");
    private static final String LOST = "DANGER bucket-versioning-off ";

    @TempDir
    Path folder;

    /** As the CDK writes it, with metadata; and as it does without, with the list of assets or by names alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | DataNestedStackDataNestedStackResourceAAAA1111 | x
            false | Anything                                       | Shop.assets.json
            false | DataNestedStackDataNestedStackResourceAAAA1111 | x
            """)
    void aNestedStackOfACdkAppIsComparedWhateverItsFileIsCalled(boolean metadata, String id, String assets)
            throws IOException {
        for (String side : List.of("base", "head")) {
            String file = side.equals("base")
                    ? "ShopData0A1B2C3D.nested.template.json"
                    : "ShopData9A9B9C9D.nested.template.json";
            write(side + "/manifest.json", artifact("Shop", "Shop", "aws://111122223333/ap-south-1"));
            write(side + "/" + file, side.equals("base") ? SAFE : UNSAFE);
            write(side + "/" + assets, """
                    {'files': {'12ab': {'source': {'path': '%s'}, 'destinations': {'d': {'objectKey': '%s.json'}}}}}
                    """.formatted(file, side));
            write(
                    side + "/Shop.template.json",
                    "{'Resources': {'%s': {%s 'Type': 'AWS::CloudFormation::Stack',%s}}}"
                            .formatted(
                                    id,
                                    metadata ? "'Metadata': {'aws:asset:path': '" + file + "'}," : "",
                                    "'Properties': {'TemplateURL': {'Fn::Join': ['', ['https://s3.', {'Ref': 'AWS::URLSuffix'}, '/assets/%s.json']]}}"
                                            .formatted(side)));
        }

        assertThat(review()).contains(LOST + "Shop/" + id + "/B").noneMatch(line -> line.contains("Shop/" + id + " "));
        assertThat(review()).noneMatch(line -> line.endsWith(" Shop/" + id)).noneMatch(line -> line.contains("unread"));
    }

    @Test
    void aNestedStackThatGoesTakesEverythingWithIt() throws IOException {
        parent("base", "data.json", "");
        write("base/data.json", SAFE);
        write("head/Shop.json", "{'Resources': {}}");

        assertThat(review()).contains("DANGER deleted Shop/Data/B");
    }

    @Test
    void aNestedStackThatIsRetainedIsLeftBehind() throws IOException {
        parent("base", "data.json", "'DeletionPolicy': 'Retain',");
        write("base/data.json", SAFE);
        write("head/Shop.json", "{'Resources': {}}");

        assertThat(review()).contains("DANGER stack-gone Shop/Data/-").doesNotContain("DANGER deleted Shop/Data/B");
    }

    @Test
    void aNestedStackWhoseTemplateIsNotThereIsNamed() throws IOException {
        parent("base", "data.json", "");
        write("base/data.json", SAFE);
        parent("head", "https://s3.amazonaws.com/acme/elsewhere.json", "");

        assertThat(review())
                .containsExactly("NOTICE nested-stack-unread Shop/Data", "HARMLESS matrix-does-not-apply -/-");
    }

    /** Where to look is told whichever side lacks it. */
    @ParameterizedTest
    @ValueSource(strings = {"base", "head"})
    void aNestedStackWhoseTemplateIsOnOneSideOnlyIsNamed(String readable) throws IOException {
        for (String side : List.of("base", "head")) {
            parent(side, "https://s3.amazonaws.com/acme/data.json", "");
        }
        write(readable + "/data.json", SAFE);

        assertThat(Review.of(new Comparison(
                                CloudAssembly.read(folder.resolve("base")), CloudAssembly.read(folder.resolve("head"))))
                        .findings())
                .filteredOn(finding -> finding.ruleId().equals("nested-stack-unread"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning())
                        .startsWith(
                                "A stack is nested here whose template (https://s3.amazonaws.com/acme/data.json) was"
                                        + " not found on both sides."));
    }

    /** What a parent gives for a parameter counts, and not the default behind it. */
    @Test
    void whatTheParentPassesToANestedStackCounts() throws IOException {
        for (String side : List.of("base", "head")) {
            parent(side, "data.json", "");
            write(side + "/data.json", """
                    {'Parameters': {'Days': {'Type': 'Number', 'Default': 400}}, 'Resources': {'Log': {
                      'Type': 'AWS::Logs::LogGroup', 'Properties': {'RetentionInDays': {'Ref': 'Days'}}}}}
                    """);
        }
        write(
                "head/Shop.json",
                Files.readString(folder.resolve("head/Shop.json"))
                        .replace("\"TemplateURL\"", "\"Parameters\": {\"Days\": 1}, \"TemplateURL\""));

        assertThat(review()).contains("DANGER retention-shortened Shop/Data/Log");
    }

    @Test
    void aTemplateThatNestsItselfIsRefused() throws IOException {
        parent("base", "Shop.json", "");

        assertThatExceptionOfType(UnreadableTemplate.class)
                .isThrownBy(() -> CloudAssembly.read(folder.resolve("base")))
                .satisfies(refused -> assertThat(refused.getMessage()).contains("Shop.json", "nests itself"));
    }

    @ParameterizedTest
    @CsvSource({"Shop.json, Shop", "deep/er/Shop.yaml, deep/er/Shop", "Shop.template, Shop", "Shop.YML, Shop"})
    void templatesAreReadWhereverTheyLie(String file, String stack) throws IOException {
        write("base/" + file, SAFE);
        write("head/" + file, UNSAFE);

        assertThat(review()).contains(LOST + stack + "/B");
    }

    /** As {@code aws cloudformation get-template} answers: an object for JSON, a text for YAML. */
    @Test
    void whatIsDeployedIsReadAsGetTemplateAnswersIt() throws IOException {
        write("base/Shop.json", "{'TemplateBody': %s, 'StagesAvailable': ['Original', 'Processed']}".formatted(SAFE));
        write(
                "head/Shop.json",
                "{'TemplateBody': 'Resources:\\n  B: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Suspended}}}'}");

        assertThat(review()).contains(LOST + "Shop/B");
    }

    @Test
    void otherFilesDoNotRefuseAFolder() throws IOException {
        write("base/Shop.json", SAFE);
        write("base/tsconfig.json", "{ // comments\n 'compilerOptions': {}, }");
        write("base/manifest.json", "{'name': 'a page', 'icons': []}");
        write("base/.github/workflows/x.yml", "a: [");
        write("base/node_modules/y/Resources.json", "{'Resources': ");
        write("base/pods.yaml", "a: 1\n---\nb: 2\n");

        assertThat(CloudAssembly.read(folder.resolve("base")).templates()).containsOnlyKeys("Shop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bad.json          | {'Resources': null}
            Bad.json          | {'Resources': [1]}
            Bad.template.json | 5
            Bad.json          | {'Resources': {}, } // comment
            Bad.yaml          | 'Resources: {A: !Ref }}'
            Bad.yaml          | '{Resources: {A: {B: 1, B: 2}}}'
            Bad.template      | '[1, 2]'
            Bad.json          | {'TemplateBody': 'Resources: ['}
            """)
    void whatMeansToBeATemplateAndIsNoneIsNamed(String file, String text) throws IOException {
        write("base/Shop.json", SAFE);
        write("base/sub/" + file, text);

        assertThatExceptionOfType(UnreadableTemplate.class)
                .isThrownBy(() -> CloudAssembly.read(folder.resolve("base")))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains(file).doesNotContain("\n"));
    }

    @Test
    void whatIsNoTextOrTooLargeIsNamed() throws IOException {
        Path huge = write("base/Huge.json", "{'Resources': {}}" + " ".repeat(10 * 1024 * 1024));
        assertRefused("Huge.json", "larger than 10 MB");
        Files.delete(huge);
        Files.write(folder.resolve("base/Latin.json"), "{\"Resources\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("Latin.json", "neither UTF-8 nor UTF-16");
    }

    private void assertRefused(String... words) {
        assertThatExceptionOfType(UnreadableTemplate.class)
                .isThrownBy(() -> CloudAssembly.read(folder.resolve("base")))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }

    /** The shapes of AWS's page about {@code Fn::ForEach}: names without signs, loops in loops, a parameter's default. */
    @Test
    void loopsAreWrittenOut() throws IOException {
        write("base/Shop.yaml", """
                Transform: AWS::LanguageExtensions
                Parameters: {Towns: {Type: CommaDelimitedList, Default: 'Pune, Nashik'}}
                Resources:
                  Fn::ForEach::Queues:
                    - Town
                    - !Ref Towns
                    - Fn::ForEach::Kinds:
                        - Kind
                        - [in-box, out]
                        - Queue${Town}&{Kind}:
                            Type: AWS::SQS::Queue
                            Properties: {QueueName: !Sub '${Town}-${Kind}', Tags: [{Key: k, Value: !Ref Kind}]}
                """);

        var queues = CloudAssembly.read(folder.resolve("base")).templates().get("Shop");

        assertThat(queues.resources())
                .containsOnlyKeys("QueuePuneinbox", "QueuePuneout", "QueueNashikinbox", "QueueNashikout");
        assertThat(queues.resource("QueuePuneinbox").path("Properties").toString())
                .isEqualTo(
                        "{\"QueueName\":{\"Fn::Sub\":\"Pune-in-box\"},\"Tags\":[{\"Key\":\"k\",\"Value\":\"in-box\"}]}");
    }

    @Test
    void aLoopOverWhatOnlyTheDeploymentKnowsIsNamedWhereItChanges() throws IOException {
        String loop = """
                Parameters: {Towns: {Type: CommaDelimitedList}}
                Resources:
                  Fn::ForEach::Queues: [Town, !Ref Towns, {'Queue${Town}': {Type: AWS::SQS::Queue}}]
                """;
        write("base/Shop.yaml", loop);
        write("head/Shop.yaml", loop);
        assertThat(review()).isEmpty();

        write("head/Shop.yaml", loop.replace("SQS::Queue", "SNS::Topic"));
        assertThat(review()).contains("NOTICE loop-unread Shop/-");
    }

    @Test
    void aLoopWithoutEndIsRefused() throws IOException {
        String values = "[" + "a,".repeat(200) + "b]";
        write(
                "base/Shop.yaml",
                "Resources: {'Fn::ForEach::A': [A, %s, {'Fn::ForEach::B': [B, %s, {'X': {}}]}]}"
                        .formatted(values, values));

        assertRefused("Shop.yaml", "run more than 10000 times");
    }

    /** A pipeline deploys one name to several Regions; a new Region does not make the old stack another one. */
    @Test
    void stacksOfOneNameAreToldApartByTheirPlace() throws IOException {
        String mumbai = artifact("A", "Books", "aws://111122223333/ap-south-1");
        String both = mumbai.replace(
                "{'artifacts': {",
                "{'artifacts': {"
                        + artifact("B", "Books", "aws://111122223333/ap-south-2")
                                .replaceAll("^\\{'artifacts': \\{|\\}\\}\\s*$", "")
                        + ",");
        write("base/manifest.json", mumbai);
        write("base/A.template.json", SAFE);
        write("head/manifest.json", both);
        write("head/A.template.json", UNSAFE);
        write("head/B.template.json", UNSAFE);

        assertThat(review())
                .contains(LOST + "Books@111122223333:ap-south-1/B")
                .noneMatch(line -> line.contains("stack-gone") || line.contains("stack-renamed"));
    }

    @Test
    void stacksOfOneNameInOnePlaceAreToldApartByTheirArtifact() throws IOException {
        String first = artifact("A", "Books", "aws://unknown-account/unknown-region");
        for (String side : List.of("base", "head")) {
            write(
                    side + "/manifest.json",
                    first.replace(
                            "{'artifacts': {",
                            "{'artifacts': {"
                                    + first.replace("'A'", "'B'")
                                            .replace("A.template", "B.template")
                                            .replaceAll("^\\{'artifacts': \\{|\\}\\}\\s*$", "")
                                    + ","));
            write(side + "/A.template.json", SAFE);
            write(side + "/B.template.json", side.equals("base") ? SAFE : UNSAFE);
        }

        assertThat(review()).contains(LOST + "Books@B/B").doesNotContain(LOST + "Books@A/B");
    }

    private List<String> review() {
        return Review.of(new Comparison(
                        CloudAssembly.read(folder.resolve("base")), CloudAssembly.read(folder.resolve("head"))))
                .findings()
                .stream()
                .map(finding -> finding.severity() + " " + finding.ruleId() + " "
                        + finding.subject().label())
                .toList();
    }

    private static String artifact(String id, String stack, String environment) {
        return """
                {'artifacts': {'%s': {'type': 'aws:cloudformation:stack', 'environment': '%s',
                  'properties': {'stackName': '%s', 'templateFile': '%s.template.json'}}}}
                """.formatted(id, environment, stack, id);
    }

    private void parent(String side, String url, String attributes) throws IOException {
        write(
                side + "/Shop.json",
                "{'Resources': {'Data': {%s 'Type': 'AWS::CloudFormation::Stack', 'Properties': {'TemplateURL': '%s'}}}}"
                        .formatted(attributes, url));
    }

    private Path write(String file, String json) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, file.matches(".*\\.ya?ml") ? json : json.replace('\'', '"'));
    }
}
