package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.StackDeployment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.checks.protection.ProtectionTables;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is used, documented and tried. */
@Execution(ExecutionMode.CONCURRENT)
class RulesTest {

    private static final Path PAGE = Path.of("docs/review-rules.md");
    private static final Path FOREIGN = Path.of("src/test/resources/com/tallyhybrid/review/foreign-changes.yaml");
    private static final Path MATRIX =
            Path.of("src/test/java/com/tallyhybrid/review/checks/access/MatrixCheckTest.java");

    /**
     * One row of the table of foreign changes.
     *
     * @param expect severity and rule of a finding
     * @param before the resources as they are
     * @param after the resources as proposed
     * @param stack another name for the proposed stack
     * @param environment another account and Region for it
     * @param unprotected whether it could be deleted
     * @param role another role to deploy it with
     * @param first a stack that is deployed before it
     */
    record Row(
            String expect,
            String before,
            String after,
            String stack,
            String environment,
            boolean unprotected,
            String role,
            String first) {

        @Override
        public String toString() {
            return expect;
        }

        String rule() {
            return expect.split(" ")[1];
        }

        private Comparison comparison() {
            String here = "aws://444455556666/eu-west-1";
            Optional<String> usual = Optional.of("arn:aws:iam::444455556666:role/deploy");
            Optional<String> other = Optional.ofNullable(role).or(() -> usual);
            return new Comparison(
                    app(
                            "App",
                            here,
                            true,
                            before,
                            new StackDeployment(
                                    "App",
                                    "App",
                                    usual,
                                    usual,
                                    List.of(),
                                    JsonNodeFactory.instance.objectNode(),
                                    Map.of())),
                    app(
                            stack == null ? "App" : stack,
                            environment == null ? here : environment,
                            !unprotected,
                            after,
                            new StackDeployment(
                                    stack == null ? "App" : stack,
                                    "App",
                                    other,
                                    other,
                                    first == null ? List.of() : List.of(first),
                                    JsonNodeFactory.instance.objectNode(),
                                    Map.of())));
        }

        private static CloudAssembly app(
                String stack, String environment, boolean isProtected, String resources, StackDeployment deployment) {
            return CloudAssembly.of(List.of(new Template(
                    stack,
                    Environment.of(environment),
                    Optional.of(isProtected),
                    Sketch.stack(stack, environment, resources).body(),
                    stack,
                    Optional.of(deployment))));
        }
    }

    static List<Row> rows() throws IOException {
        return new YAMLMapper().readValue(FOREIGN.toFile(), new TypeReference<>() {});
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyForeignChangeIsFound(Row row) {
        assertThat(Review.of(row.comparison()).findings())
                .extracting(finding -> finding.severity() + " " + finding.ruleId())
                .contains(row.expect());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyFindingIsToldAndEveryDangerHasAdvice(Row row) {
        assertThat(Review.of(row.comparison()).findings()).allSatisfy(finding -> {
            assertThat(finding.meaning()).isNotBlank().doesNotContainPattern("\\{\\w+}");
            if (finding.severity() == Severity.DANGER) {
                assertThat(finding.advice())
                        .hasValueSatisfying(
                                advice -> assertThat(advice).isNotBlank().doesNotContainPattern("\\{\\w+}"));
            }
        });
    }

    @Test
    void everyDangerHasAdvice() {
        assertThat(Rule.ALL.values())
                .filteredOn(rule -> rule.severity() == Severity.DANGER)
                .allSatisfy(rule -> assertThat(rule.advice()).as(rule.id()).isPresent());
    }

    @Test
    void everyRuleIsUsed() throws IOException {
        String used = text(Path.of("src/main"), "rules.yaml");

        assertThat(ids()).allSatisfy(id -> assertThat(names(used, id)).as(id).isTrue());
    }

    @Test
    void everyRuleIsTried() throws IOException {
        Set<String> tried = new TreeSet<>(ProtectionTables.tried());
        rows().forEach(row -> tried.add(row.rule()));
        SeededChangesTest.tables()
                .flatMap(table -> SeededChangesTest.rows(table).stream())
                .flatMap(row -> row.expect().stream())
                .forEach(line -> tried.add(line.split(" ")[2]));
        String matrix = Files.readString(MATRIX);
        ids().stream()
                .filter(id -> id.startsWith("matrix-") && names(matrix, id))
                .forEach(tried::add);
        // What no rule speaks of is tried by UnclassifiedChangesTest, thousands of times.
        tried.addAll(List.of("added", "removed", "changed"));
        // It is found only with a limit, which CostChangeTest and ReviewCommandTest give.
        tried.add("cost-above-limit");

        assertThat(tried).containsAll(ids());
    }

    @Test
    void aRuleThatNobodyKnowsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rule.of("some-rule"));
    }

    /** To accept a change: {@code mvn test -Dtest=RulesTest -Dgolden.update=true}. */
    @Test
    void everyRuleIsDocumented() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("the page of rules; a wanted change is accepted with -Dgolden.update=true")
                .isEqualTo(page);
    }

    private static String page() {
        String sections = Arrays.stream(Section.values())
                .map(section -> "\n## %s\n\n| rule | | What would happen | Do this instead |\n|---|---|---|---|\n"
                                .formatted(section.title())
                        + Rule.ALL.values().stream()
                                .filter(rule -> rule.section() == section)
                                .map(RulesTest::row)
                                .sorted()
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        return """
                # Rules of the review

                Every kind of finding, by the name that a report shows and a waiver gives. The second column says how serious one
                can be at worst: a finding of the same rule may be milder, and then says why. A name in brackets is filled in.
                [The review of a change](review.md) says how to read a report and how to waive a danger.
                """ + sections;
    }

    private static String row(Rule rule) {
        return "| <a id=\"%s\"></a>`%s` | %s | %s | %s |\n"
                .formatted(
                        rule.id(),
                        rule.id(),
                        rule.severity() == Severity.DANGER
                                ? "DANGER"
                                : rule.severity().name().toLowerCase(Locale.ROOT),
                        shown(rule.meaning()),
                        shown(rule.advice().orElse("")));
    }

    private static String shown(String text) {
        return text.replaceAll("\\{(\\w+)}", "‹$1›").replace("|", "&#124;");
    }

    private static boolean names(String text, String id) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(id) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    private static Set<String> ids() {
        return Rule.ALL.values().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path folder, String without) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().matches(".*review.*\\.(java|yaml)"))
                    .filter(path -> !path.endsWith(without))
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
