package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read on a bad day, on the first day and in an audit: it must not lag behind the code. */
@ExtendWith(Synthesized.class)
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path DEPLOY = Path.of("docs/deploy.md");
    private static final Path GUARANTEES = Path.of("docs/guarantees.md");
    private static final Path INDEX = Path.of("docs/README.md");
    private static final Path DECISIONS = Path.of("docs/decisions");
    private static final Path RUNBOOKS = Path.of("docs/runbooks");

    private static final Pattern RUNBOOK = Pattern.compile("docs/runbooks/[a-z-]+\\.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    @ParameterizedTest
    @MethodSource("alarmPages")
    void everyAlarmHasItsPageWithTheFourSections(Runbook runbook) throws IOException {
        Map<String, String> sections = sections(Path.of(path(runbook)));

        assertThat(sections.keySet()).containsExactly("", "Meaning", "Impact", "Diagnosis", "Mitigation");
        assertThat(sections.values()).noneMatch(String::isBlank);
        assertThat(sections.get("Diagnosis")).as("a command to type").contains("\n   aws ");
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void everyProcedureHasItsPageThatNamesItsDocumentItsApprovalItsTimeAndWhatItCannotDo(Runbook procedure)
            throws IOException {
        Map<String, String> sections = sections(Path.of(path(procedure)));

        assertThat(sections.keySet())
                .containsExactly(
                        "",
                        "What it does",
                        "Before you start",
                        "Start",
                        "Approval",
                        "Time",
                        "What it cannot do",
                        "Afterwards");
        assertThat(sections.values()).noneMatch(String::isBlank);
        assertThat(sections.get("")).contains("`<deployment>-%s`".formatted(procedure.page()));
        assertThat(sections.get("Start")).contains("--document-name sharma-traders-%s ".formatted(procedure.page()));
    }

    /** A page that leaves out a step tells another story than the document. */
    @ParameterizedTest
    @MethodSource("procedures")
    void everyProcedureIsADocumentWhosePageNamesEveryStep(Runbook procedure) throws IOException {
        JsonNode content = document(procedure).orElseThrow().path("Content");
        String page = sections(Path.of(path(procedure))).get("What it does");

        assertThat(content.path("mainSteps")
                        .valueStream()
                        .map(step -> step.path("name").asText()))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(page).contains("`" + step + "`"));
        assertThat(content.path("description").asText()).contains(path(procedure));
    }

    static Stream<Runbook> alarmPages() {
        return Stream.of(Runbook.values()).filter(runbook -> document(runbook).isEmpty());
    }

    static Stream<Runbook> procedures() {
        return Stream.of(Runbook.values()).filter(runbook -> document(runbook).isPresent());
    }

    private static String path(Runbook runbook) {
        return "docs/runbooks/" + runbook.page() + ".md";
    }

    /** The Automation document that carries out a procedure. */
    private static Optional<JsonNode> document(Runbook runbook) {
        return Synthesized.example().templates().ofType("AWS::SSM::Document").stream()
                .map(Templates.Resource::properties)
                .filter(document -> document.path("Name").asText().equals("sharma-traders-" + runbook.page()))
                .findFirst();
    }

    @Test
    void everyPageBelongsToARunbook() throws IOException {
        assertThat(markdownIn(RUNBOOKS))
                .extracting(DocumentationTest::portable)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Runbook.values()).map(DocumentationTest::path).toList());
    }

    /** A mail that names a page which does not exist leaves its reader alone. */
    @Test
    void everyAlarmAndMailOfTheExampleNamesAPageThatExists(Templates templates) {
        assertThat(templates.ofType("AWS::CloudWatch::Alarm"))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(
                                alarm.properties().path("AlarmDescription").asText())
                        .containsPattern(RUNBOOK));
        assertThat(found(RUNBOOK, templates.stacks().toString()))
                .containsOnlyOnceElementsOf(
                        Stream.of(Runbook.values()).map(DocumentationTest::path).toList())
                .allSatisfy(page -> assertThat(Path.of(page)).exists());
    }

    /** Who reads the subject of a mail must find it on the page. */
    @Test
    void everyPageNamesItsAlarms(Templates templates) {
        assertThat(templates.ofType("AWS::CloudWatch::Alarm")).allSatisfy(alarm -> {
            String description = alarm.properties().path("AlarmDescription").asText();
            String page = found(RUNBOOK, description).iterator().next();
            assertThat(found(CODE, Files.readString(Path.of(page))))
                    .as("the names on %s", page)
                    .anySatisfy(name -> assertThat(
                                    alarm.properties().path("AlarmName").asText())
                            .matches(name.replace("<deployment>", templates.deployment())
                                    .replaceAll("<[a-z]+>", "[a-z0-9]+")));
        });
    }

    @Test
    void thePageOfTheDeployNamesEveryStack(Templates templates) throws IOException {
        assertThat(firstCells(sections(DEPLOY).get("Stacks")))
                .containsExactlyInAnyOrderElementsOf(templates.stacks().keySet().stream()
                        .map("<name>-"::concat)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyInstructionNamesTheCommandLineThatIsPinned(Path document) throws IOException {
        String pinned = new ObjectMapper()
                .readTree(new File("package.json"))
                .at("/devDependencies/aws-cdk")
                .asText();

        assertThat(found(Pattern.compile("aws-cdk@([0-9.]+)"), Files.readString(document)))
                .isSubsetOf(pinned);
    }

    /** Where the launcher says which version is needed, whoever installs it must not read another one elsewhere. */
    @Test
    void everyPlaceNamesTheSameNode() throws IOException {
        JsonNode description = new ObjectMapper().readTree(new File("package.json"));
        String needed = description.at("/engines/node").asText().replace(">=", "");

        assertThat(found(Pattern.compile("const NEEDED = (\\d+);"), Files.readString(Path.of("bin/launcher/node.mjs"))))
                .containsOnly(needed);
        assertThat(found(Pattern.compile("Node\\.js \\(?(\\d+)"), Files.readString(README)))
                .containsOnly(needed);
        try (Stream<Path> workflows = Files.list(Path.of(".github/workflows"))) {
            assertThat(workflows)
                    .isNotEmpty()
                    .allSatisfy(workflow -> assertThat(
                                    found(Pattern.compile("node-version: (\\S+)"), Files.readString(workflow)))
                            .isSubsetOf(needed));
        }
    }

    @Test
    void theReadmeIsTriedInTwoCommands() throws IOException {
        assertThat(Files.readString(README))
                .containsSubsequence("## Try it", "npx --yes aws-cdk@", "mvn verify", "\n## ");
    }

    /** An owner reads it in five minutes, and sees all of every line beside the list of files. */
    @Test
    void theReadmeIsReadInOneSitting() throws IOException {
        assertThat(Files.readString(README).strip().split("\\s+")).hasSizeLessThanOrEqualTo(1_200);
        assertThat(Files.readAllLines(README))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(120));
    }

    /** Words that the page cannot do without are explained on it. */
    @Test
    void theReadmeExplainsTwentyWords() throws IOException {
        assertThat(sections(README).get("Words").lines().filter(line -> line.startsWith("| ")))
                .as("the head, and a row per word")
                .hasSize(21);
    }

    /** A promise whose test is gone is a promise only. */
    @Test
    void everyTestThatAPromiseNamesExists() throws IOException {
        List<String> named = found(Pattern.compile("\\b([A-Z]\\w+Test)\\b"), Files.readString(GUARANTEES));
        Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            there = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(there);
    }

    /** A page that no index names is found by nobody. */
    @Test
    void theIndexNamesEveryDocument() throws IOException {
        String index = Files.readString(INDEX);

        assertThat(markdownIn(INDEX.getParent()).stream()
                        .filter(page -> page.getNameCount() == 2 && !page.equals(INDEX)))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(index).contains("](%s)".formatted(page.getFileName())));
        assertThat(sections(INDEX).get("Runbooks"))
                .contains(Stream.of(Runbook.values())
                        .map(runbook -> "](runbooks/%s.md)".formatted(runbook.page()))
                        .toList());
    }

    /** To accept a new record: {@code mvn test -Dtest=DocumentationTest -Dgolden.update=true}. */
    @Test
    void theIndexOfDecisionsNamesEachWithItsTitle() throws IOException {
        Path index = DECISIONS.resolve("README.md");
        String introduction = Files.readString(index).split("(?m)^- ")[0];
        String expected = introduction
                + decisions().stream()
                        .map(decision -> "- [%s](%s)\n".formatted(title(decision), decision.getFileName()))
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(index, expected);
        }

        assertThat(Files.readString(index)).isEqualTo(expected);
    }

    @Test
    void everyDecisionIsAcceptedAndSaysWhy() throws IOException {
        List<Path> decisions = decisions();

        assertThat(decisions).isNotEmpty().allSatisfy(decision -> {
            assertThat(decision.getFileName().toString()).matches("\\d{4}-[a-z0-9-]+\\.md");
            assertThat(Files.readString(decision)).containsPattern("(?m)^Status: (accepted|superseded by \\d{4})$");
            assertThat(sections(decision).keySet()).containsExactly("", "Context", "Decision", "Consequences");
        });
        assertThat(decisions)
                .as("one decision a number")
                .extracting(decision -> decision.getFileName().toString().substring(0, 4))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        for (String link : found(LINK, Files.readString(document))) {
            if (!link.contains(":")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
                assertThat(target.normalize()).as("%s in %s", link, document).exists();
                if (parts.length == 2) {
                    assertThat(anchors(target)).as("%s in %s", link, document).contains(parts[1]);
                }
            }
        }
    }

    static Stream<Path> documents() throws IOException {
        return Stream.concat(markdownIn(Path.of("")).stream(), markdownIn(Path.of("docs")).stream());
    }

    /** The pages of a folder; of {@code docs} and what is below it, but at the root the folder alone. */
    private static List<Path> markdownIn(Path folder) throws IOException {
        int depth = folder.toString().isEmpty() ? 1 : Integer.MAX_VALUE;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The text below each heading of the second level, in their order; what precedes them under no name. */
    private static Map<String, String> sections(Path page) throws IOException {
        String[] parts = Files.readString(page).split("(?m)^## ");
        var sections = new LinkedHashMap<String, String>();
        sections.put("", parts[0]);
        Arrays.stream(parts).skip(1).forEach(part -> {
            String[] headed = part.split("\\R", 2);
            sections.put(headed[0].strip(), headed.length == 2 ? headed[1] : "");
        });
        return sections;
    }

    /** The cells of every table row, without heads and lines. */
    private static List<List<String>> rows(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> firstCells(String section) {
        return rows(section).stream().map(row -> row.get(0).replace("`", "")).toList();
    }

    private static List<Path> decisions() throws IOException {
        return markdownIn(DECISIONS).stream()
                .filter(page -> !page.endsWith("README.md"))
                .toList();
    }

    private static String title(Path page) {
        try (Stream<String> lines = Files.lines(page)) {
            return lines.findFirst().orElseThrow().replaceFirst("^# ", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> anchors(Path page) throws IOException {
        return found(Pattern.compile("(?m)^#+ (.+)$"), Files.readString(page)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The first group of every match, or the whole match where there is none; each once. */
    private static List<String> found(Pattern pattern, String text) {
        var found = new ArrayList<String>();
        pattern.matcher(text)
                .results()
                .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
                .forEach(found::add);
        return found.stream().distinct().toList();
    }

    private static String portable(Path path) {
        return path.toString().replace('\\', '/');
    }
}
