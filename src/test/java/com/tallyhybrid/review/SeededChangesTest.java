package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.diff.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes of the example's templates, half of them dangerous and half harmless look-alikes: the review says exactly what
 * is expected of each, and nothing else.
 */
@Execution(ExecutionMode.CONCURRENT)
class SeededChangesTest {

    private static final Path TABLES = Path.of("src/test/resources/com/tallyhybrid/review/changes");

    private static final Path SENTENCES = Path.of("src/test/resources/com/tallyhybrid/review/sentences");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

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

    @TestFactory
    Stream<DynamicNode> everyChangeIsClassifiedExactlyAndInTheWordsOfItsGoldenReport() {
        return tables().map(table -> DynamicContainer.dynamicContainer(
                table.getFileName().toString(),
                rows(table).stream()
                        .map(row -> DynamicTest.dynamicTest(row.change(), () -> isToldExactly(table, row)))));
    }

    /** To accept a change: {@code mvn test -Dtest=SeededChangesTest -Dgolden.update=true}. */
    @ParameterizedTest
    @MethodSource("tables")
    void theGoldenReportsSpeakOfEveryChangeAndOfNothingElse(Path table) throws IOException {
        if (UPDATE) {
            Files.createDirectories(SENTENCES);
            Files.writeString(
                    sentences(table),
                    rows(table).stream()
                            .map(row -> "# " + row.change() + "\n" + told(findings(row)))
                            .collect(Collectors.joining("\n")));
        }
        assertThat(golden(table).keySet())
                .containsExactlyElementsOf(rows(table).stream().map(Row::change).toList());
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

    private static Path sentences(Path table) {
        return SENTENCES.resolve(table.getFileName().toString().replace(".yaml", ".txt"));
    }

    /** What is said of each change, by the change. */
    private static Map<String, String> golden(Path table) {
        try {
            return Pattern.compile("^# ", Pattern.MULTILINE)
                    .splitAsStream(Files.readString(sentences(table)).replace("\r\n", "\n"))
                    .filter(told -> !told.isEmpty())
                    .map(told -> told.split("\n", 2))
                    .collect(Collectors.toMap(
                            told -> told[0], told -> told[1].strip(), (a, b) -> a, LinkedHashMap::new));
        } catch (IOException e) {
            throw new AssertionError("no golden report of " + table, e);
        }
    }

    private static String told(List<ReviewFinding> findings) {
        return findings.stream()
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

    /** What is said, of what, and the values before and after: swapped sides or an empty sentence differ. */
    private static void isToldExactly(Path table, Row row) {
        List<ReviewFinding> findings = findings(row);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.DANGER)
                .allSatisfy(finding -> assertThat(finding.advice()).isPresent());
        assertThat(findings.stream()
                        .filter(finding -> finding.section() != Section.THE_REST)
                        .map(SeededChangesTest::inWords)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(row.expect());
        UnclassifiedChangesTest.assertEverythingIsTold(Edit.apply(EXAMPLE, row.edits()), findings);
        if (!UPDATE) {
            assertThat(told(findings).strip())
                    .as("what is said; a wanted change is accepted with -Dgolden.update=true")
                    .isEqualTo(golden(table).get(row.change()));
        }
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
