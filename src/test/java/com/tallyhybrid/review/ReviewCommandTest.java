package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.testkit.templates.Sketch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reviewer types and what CI runs: what comes out, and with which exit code. */
@Execution(ExecutionMode.CONCURRENT)
class ReviewCommandTest {

    private static final String WAIVER = """
            waivers:
              - rule: bucket-versioning-off
                resource: Shop/Thing
                reason: The bucket holds nothing but test data.
                owner: it
                expires: 2026-12-01
            """;

    private static final String TODAY = "2026-11-26";
    private static final String SAFE =
            "Thing: {Type: 'AWS::S3::Bucket', Properties: {VersioningConfiguration: {Status: Enabled}}}";
    private static final String UNSAFE = SAFE.replace("Enabled", "Suspended");

    @TempDir
    private Path folder;

    private Path base;
    private Path head;

    @BeforeEach
    void twoFolders() throws IOException {
        base = Files.createDirectory(folder.resolve("base"));
        head = Files.createDirectory(folder.resolve("head"));
        template(base, SAFE);
        template(head, UNSAFE);
    }

    private record Run(int exitCode, String out, String err) {}

    @Test
    void aDangerEndsWith1AndTheReportIsPrinted() {
        Run run = review();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("## Review: Stop: 1 danger").contains("bucket-versioning-off");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aBillThatGrowsAboveTheLimitIsADangerAndTheReportSaysByHowMuch() throws IOException {
        template(base, SAFE);
        template(head, SAFE + "\nVpn: {Type: 'AWS::EC2::VPNConnection'}");
        Run within = run(base.toString(), head.toString(), "--today", TODAY);
        Run above = run(base.toString(), head.toString(), "--today", TODAY, "--max-increase", "10");

        assertThat(within.exitCode()).isZero();
        assertThat(within.out()).contains("Nobody can say what the change of");
        assertThat(above.exitCode()).isEqualTo(1);
        assertThat(above.out()).startsWith("## Review: Stop: 1 danger").contains("cost-above-limit");
        assertThat(run(base.toString(), head.toString(), "--today", TODAY, "--max-increase", "-1")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theOtherWayRoundThereIsNoDangerAndItEndsWith0() {
        Run run = run(head.toString(), base.toString(), "--today", TODAY);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("## Review: Nothing dangerous");
    }

    @Test
    void aWaivedDangerEndsWith0UntilTheWaiverEnds() throws IOException {
        Path waivers = waivers(WAIVER);

        assertThat(review("--waivers", waivers.toString()).exitCode()).isZero();
        Run later = run(base.toString(), head.toString(), "--waivers", waivers.toString(), "--today", "2026-12-02");
        assertThat(later.exitCode()).isEqualTo(1);
        assertThat(later.out())
                .contains("Stop: 1 danger", "### Waivers that do not hold", "line 2: expired on 2026-12-01");
    }

    @Test
    void aWaiverThatDoesNotHoldEndsWith1WithoutAnyDanger() throws IOException {
        Path waivers = waivers("waivers: 3");

        assertThat(run(base.toString(), base.toString(), "--today", TODAY, "--waivers", waivers.toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void codeScanningGetsEveryFindingWithItsRuleAndItsTemplate() throws IOException {
        Path sarif = folder.resolve("report.sarif");
        Path json = folder.resolve("report.json");

        review("--sarif", sarif.toString(), "--json", json.toString());
        JsonNode report = new ObjectMapper().readTree(sarif.toFile());
        JsonNode findings = new ObjectMapper().readTree(json.toFile()).path("findings");
        JsonNode results = report.at("/runs/0/results");

        assertThat(report.path("version").asText()).isEqualTo("2.1.0");
        assertThat(results).hasSameSizeAs(findings).isNotEmpty();
        assertThat(results).extracting(result -> result.path("level").asText()).contains("error");
        assertThat(results).allSatisfy(result -> {
            assertThat(report.at("/runs/0/tool/driver/rules").findValuesAsText("id"))
                    .contains(result.path("ruleId").asText());
            assertThat(result.at("/message/text").asText()).contains(": ");
            assertThat(result.at("/locations/0/physicalLocation/region"))
                    .hasToString("{\"startLine\":1,\"startColumn\":1,\"endLine\":1,\"endColumn\":2}");
        });
        assertThat(results.findValuesAsText("uri")).anyMatch(uri -> uri.endsWith("/Shop.template.json"));
        assertThat(report.at("/runs/0/tool/driver/rules")).allSatisfy(rule -> {
            String page = "docs/review-rules.md#" + rule.path("id").asText();
            assertThat(rule.has("helpUri")).as("no address of the web").isFalse();
            assertThat(rule.at("/help/text").asText()).contains(page);
            assertThat(rule.at("/fullDescription/text").asText()).isNotBlank();
            assertThat(Path.of("docs/review-rules.md"))
                    .content()
                    .contains("<a id=\"%s\"></a>".formatted(rule.path("id").asText()));
        });
        assertThat(results)
                .extracting(result -> result.at("/partialFingerprints/primaryLocationLineHash")
                        .asText())
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}:1"));
    }

    /** The schema of SARIF takes no relative address there, and GitHub refuses a file that does not follow it. */
    @Test
    void codeScanningGetsTheAddressOfARuleWhereItIsOne() throws IOException {
        Path sarif = folder.resolve("report.sarif");

        review("--sarif", sarif.toString(), "--rules-page", "https://example.com/rules");

        assertThat(new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/tool/driver/rules"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.path("helpUri").asText())
                        .isEqualTo(
                                "https://example.com/rules#" + rule.path("id").asText()));
    }

    /** GitHub does not read suppressions: what it shows has to say it. */
    @Test
    void codeScanningIsToldWhoWaivedADanger() throws IOException {
        Path sarif = folder.resolve("report.sarif");

        review("--sarif", sarif.toString(), "--waivers", waivers(WAIVER).toString());

        assertThat(new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results"))
                .filteredOn(result -> result.has("suppressions"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.path("level").asText()).isEqualTo("note");
                    assertThat(result.at("/suppressions/0/justification").asText())
                            .isEqualTo("it: The bucket holds nothing but test data.");
                    assertThat(result.at("/message/text").asText())
                            .endsWith(" Waived until 2026-12-01 by it: The bucket holds nothing but test data.");
                });
    }

    @Test
    void theReportsAreWrittenWhereTheyAreWanted() throws IOException {
        Path markdown = folder.resolve("report.md");
        Path json = folder.resolve("report.json");

        Run run = review("--markdown", markdown.toString(), "--json", json.toString());

        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(markdown)).startsWith("## Review: Stop");
        assertThat(new ObjectMapper().readTree(json.toFile()).path("passes").asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Shop.template.json | {"Resources":          | Shop.template.json: this is not JSON, line 1
            Shop.template.json | [1]                    | no template in
            Shop.template.json | {"Resources": {"A": 1}} | below Resources stand resources
            Shop.yaml          | Resources: {A: *b}     | Shop.yaml
            manifest.json      | {"artifacts": {"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "gone.json"}}}} | gone.json: there is no such file
            manifest.json      | nothing                | manifest.json
            """)
    void whatCannotBeReadEndsWith2AndNamesTheFile(String file, String text, String named) throws IOException {
        Files.delete(head.resolve("Shop.template.json"));
        Files.writeString(head.resolve(file), text);

        Run run = review();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("review: ").contains(named).doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFolderThatIsMissingOrEmptyEndsWith2() throws IOException {
        Run missing = run(base.toString(), folder.resolve("gone").toString(), "--today", TODAY);
        Run empty = run(
                base.toString(), Files.createDirectory(folder.resolve("empty")).toString(), "--today", TODAY);
        Run nowhere = review("--json", folder.resolve("no/such/report.json").toString());

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("no folder", "gone");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("no template in", "empty");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("cannot write", "report.json");
    }

    @Test
    void aWrongCommandEndsWith2AndShowsTheRightOne() {
        Run run = run(base.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("HEAD", "Usage: node bin/tally.mjs review")
                .doesNotContain("\tat ");
        assertThat(run("--help").exitCode()).isZero();
        assertThat(run(base.toString(), head.toString(), "--today", "yesterday").exitCode())
                .isEqualTo(2);
    }

    @Test
    void waiversThatCannotBeReadEndWith2() throws IOException {
        Run run = review("--waivers", waivers("waivers: &a [*a]").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("review: cannot read the waivers").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    /** 1 means a danger; whatever else goes wrong gets one sentence and 2. */
    @Test
    void aFaultOfTheProgramNeverEndsWith1() {
        for (Throwable fault : List.of(
                new StackOverflowError(), new OutOfMemoryError(), new NullPointerException("x\ny"), new Error("z"))) {
            var err = new StringWriter();

            assertThat(ReviewCommand.failed(fault, new PrintWriter(err))).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("review: nothing was compared")
                    .hasLineCount(1)
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFaultIsCalledWhatItIs() {
        Map<Throwable, String> faults = Map.of(
                new StackOverflowError(), "values stand too deep in each other",
                new OutOfMemoryError(), "the templates do not fit into memory",
                new NullPointerException("x"), "because of a fault of this program. Please report it");

        faults.forEach((fault, words) -> {
            var err = new StringWriter();
            ReviewCommand.failed(fault, new PrintWriter(err));
            assertThat(err.toString()).contains(words);
        });
    }

    @Test
    void whatIsDeepButAllowedIsCompared() throws IOException {
        String deep = "{\"Resources\": {\"A\": {\"Type\": \"AWS::IAM::Policy\", \"Properties\": %s1%s}}}"
                .formatted("{\"Fn::Join\": [\"\", [".repeat(320), "]]}".repeat(320));
        Files.writeString(head.resolve("Shop.template.json"), deep);

        assertThat(review().exitCode()).isIn(1, 2);
        assertThat(review().err()).doesNotContain("fault", "\tat ");
    }

    /** A CI job that takes too long is killed, and so is what it started. */
    @Test
    void theReviewEndsWithItsLauncher() throws Exception {
        Process launcher = new ProcessBuilder("sleep", "60").start();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process review = new ProcessBuilder(
                        java,
                        "-Dtallyhybrid.launcher=" + launcher.pid(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .start();

        assertThat(review.waitFor(1, TimeUnit.SECONDS)).as("it runs").isFalse();
        launcher.destroyForcibly();

        assertThat(review.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(review.exitValue()).isEqualTo(2);
    }

    /** A program that would take a minute. */
    static final class Waiting {
        public static void main(String[] arguments) throws InterruptedException {
            Launcher.endWithIt(2);
            Thread.sleep(60_000);
        }
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        assertThat(review().out()).isEqualTo(review().out());
    }

    /** From another folder, with paths from there, on this computer's day, with the waivers of the repository. */
    @Test
    void runsAsAProcessFromAnyFolder() throws Exception {
        List<String> command = new ArrayList<>(
                List.of("node", Path.of("bin/tally.mjs").toAbsolutePath().toString(), "review", "base", "head"));
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        // As on Windows, where Java's own encoding is not UTF-8.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dfile.encoding=ISO-8859-1");
        Process process = builder.start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(folder.resolve("err.txt")))
                .hasSize(1)
                .allMatch(line -> line.contains("JAVA_TOOL_OPTIONS"));
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(out))
                .startsWith("## Review: Stop: 1 danger")
                .contains("<code>Enabled</code> → <code>Suspended</code>", "How to waive");
    }

    private Run review(String... more) {
        List<String> arguments = new ArrayList<>(List.of(base.toString(), head.toString(), "--today", TODAY));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = ReviewCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    private static void template(Path folder, String resources) throws IOException {
        Files.writeString(
                folder.resolve("Shop.template.json"),
                Sketch.bare("Shop", resources).body().toString());
    }

    private Path waivers(String text) throws IOException {
        return Files.writeString(folder.resolve("waivers.yaml"), text);
    }
}
