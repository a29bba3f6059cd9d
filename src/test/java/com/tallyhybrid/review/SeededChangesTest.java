package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Changes of the example's templates, half of them dangerous and half harmless look-alikes: the review says exactly what
 * is expected of each, and nothing else.
 */
@Execution(ExecutionMode.CONCURRENT)
class SeededChangesTest {

    private static final Path TABLES = Path.of("src/test/resources/com/tallyhybrid/review/changes");

    private static final Path SENTENCES = Path.of("src/test/resources/com/tallyhybrid/review/sentences");
    private static final Map<Path, List<Row>> ROWS = new ConcurrentHashMap<>();

    static final CloudAssembly EXAMPLE = CloudAssembly.read(Edit.EXAMPLE);

    /**
     * One row.
     *
     * @param change what is done, in words
     * @param edits how, as operations of RFC 6902 on a stack's template
     * @param expect every finding outside "The rest", as {@code section severity rule subject}
     */
    record Row(String change, List<Edit> edits, List<String> expect) {}

    /** One review of each row; kept no longer than one run, for mutation testing runs many in one process. */
    @TestFactory
    Stream<DynamicNode> everyChangeIsClassifiedExactlyAndInTheWordsOfItsGoldenReport() {
        Map<Row, List<ReviewFinding>> found = new ConcurrentHashMap<>();
        return tables().map(table -> DynamicContainer.dynamicContainer(
                table.getFileName().toString(),
                Stream.concat(
                        rows(table).stream()
                                .map(row -> DynamicTest.dynamicTest(row.change(), () -> classifies(row, found))),
                        Stream.of(DynamicTest.dynamicTest("in words", () -> tells(table, found))))));
    }

    /** A table that lost its rows would pass without a word. */
    @Test
    void halfOfManyChangesAreHarmlessLookAlikes() {
        List<Row> rows = tables().flatMap(table -> rows(table).stream()).toList();

        assertThat(rows).hasSizeGreaterThan(200).extracting(Row::change).doesNotHaveDuplicates();
        assertThat(rows)
                .filteredOn(row -> row.expect().stream().noneMatch(found -> found.contains(" DANGER ")))
                .hasSizeGreaterThan(100);
        assertThat(tables().filter(table -> !table.endsWith("the-rest.yaml")))
                .allSatisfy(table -> assertThat(rows(table)).hasSizeGreaterThan(10));
    }

    static Stream<Path> tables() {
        try (Stream<Path> tables = Files.list(TABLES)) {
            return tables.sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + TABLES, e);
        }
    }

    /**
     * What is said, of what, and the values before and after, of every row: swapped sides, a wrong direction or an empty
     * sentence differ. To accept a change: {@code mvn test -Dtest=SeededChangesTest -Dgolden.update=true}.
     */
    private static void tells(Path table, Map<Row, List<ReviewFinding>> found) throws IOException {
        Path golden = SENTENCES.resolve(table.getFileName().toString().replace(".yaml", ".txt"));
        String told = rows(table).stream()
                .map(row -> told(row.change(), found.computeIfAbsent(row, SeededChangesTest::findings)))
                .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(SENTENCES);
            Files.writeString(golden, told);
        }
        assertThat(Files.readString(golden).replace("\r\n", "\n"))
                .as("what is said of %s; a wanted change is accepted with -Dgolden.update=true", table)
                .isEqualTo(told);
    }

    private static String told(String change, List<ReviewFinding> findings) {
        return "# "
                + change
                + "\n"
                + findings.stream()
                        .filter(finding -> finding.section() != Section.THE_REST)
                        .map(finding -> "%s%n  %s: %s -> %s%n  %s%n  %s%n"
                                .formatted(
                                        inWords(finding),
                                        finding.path(),
                                        finding.before(),
                                        finding.after(),
                                        finding.meaning(),
                                        finding.advice().orElse("-")))
                        .distinct()
                        .collect(Collectors.joining())
                        .replace("\r\n", "\n");
    }

    private static List<ReviewFinding> findings(Row row) {
        CloudAssembly head = Edit.apply(EXAMPLE, row.edits());
        return Review.of(new Comparison(EXAMPLE, head)).findings();
    }

    private static void classifies(Row row, Map<Row, List<ReviewFinding>> found) {
        List<ReviewFinding> findings = found.computeIfAbsent(row, SeededChangesTest::findings);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.DANGER)
                .allSatisfy(finding -> assertThat(finding.advice()).isPresent());
        assertThat(findings.stream()
                        .filter(finding -> finding.section() != Section.THE_REST)
                        .map(SeededChangesTest::inWords)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(row.expect());
        UnclassifiedChangesTest.assertEverythingIsTold(Edit.apply(EXAMPLE, row.edits()), findings);
    }

    private static String inWords(ReviewFinding finding) {
        return "%s %s %s %s"
                .formatted(
                        finding.section(),
                        finding.severity(),
                        finding.ruleId(),
                        finding.subject().label().replaceFirst("^sharma-traders-", ""));
    }

    static List<Row> rows(Path table) {
        return ROWS.computeIfAbsent(table, SeededChangesTest::read);
    }

    private static List<Row> read(Path table) {
        try {
            JsonNode rows = new YAMLMapper().readTree(table.toFile());
            return new YAMLMapper().convertValue(rows, new TypeReference<>() {});
        } catch (IOException e) {
            throw new AssertionError("cannot read " + table, e);
        }
    }
}
