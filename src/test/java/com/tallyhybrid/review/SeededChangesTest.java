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
    static final CloudAssembly EXAMPLE = CloudAssembly.read(Edit.EXAMPLE);

    private static final Map<Row, List<ReviewFinding>> FOUND = new ConcurrentHashMap<>();

    /**
     * One row.
     *
     * @param change what is done, in words
     * @param edits how, as operations of RFC 6902 on a stack's template
     * @param expect every finding outside "The rest", as {@code section severity rule subject}
     */
    record Row(String change, List<Edit> edits, List<String> expect) {}

    @TestFactory
    Stream<DynamicNode> everyChangeIsClassifiedExactly() {
        return tables().map(table -> DynamicContainer.dynamicContainer(
                table.getFileName().toString(),
                rows(table).stream().map(row -> DynamicTest.dynamicTest(row.change(), () -> classifies(row)))));
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
    @ParameterizedTest
    @MethodSource("tables")
    void everyChangeIsToldInTheWordsOfItsGoldenReport(Path table) throws IOException {
        Path golden = SENTENCES.resolve(table.getFileName().toString().replace(".yaml", ".txt"));
        String told = rows(table).stream().map(SeededChangesTest::told).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(SENTENCES);
            Files.writeString(golden, told);
        }
        assertThat(Files.readString(golden).replace("\r\n", "\n"))
                .as("what is said of %s; a wanted change is accepted with -Dgolden.update=true", table)
                .isEqualTo(told);
    }

    private static String told(Row row) {
        return "# "
                + row.change()
                + "\n"
                + findings(row).stream()
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

    /** The tables are asked three times, and each review takes a while. */
    static List<ReviewFinding> findings(Row row) {
        return FOUND.computeIfAbsent(row, none -> {
            CloudAssembly head = Edit.apply(EXAMPLE, row.edits());
            return Review.of(new Comparison(EXAMPLE, head)).findings();
        });
    }

    private static void classifies(Row row) {
        assertThat(findings(row))
                .filteredOn(finding -> finding.severity() == Severity.DANGER)
                .allSatisfy(finding -> assertThat(finding.advice()).isPresent());
        assertThat(findings(row).stream()
                        .filter(finding -> finding.section() != Section.THE_REST)
                        .map(SeededChangesTest::inWords)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(row.expect());
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
        try {
            JsonNode rows = new YAMLMapper().readTree(table.toFile());
            return new YAMLMapper().convertValue(rows, new TypeReference<>() {});
        } catch (IOException e) {
            throw new AssertionError("cannot read " + table, e);
        }
    }
}
