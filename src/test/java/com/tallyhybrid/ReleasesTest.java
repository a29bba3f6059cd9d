package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is some releases behind can come to the newest one without losing anything. */
class ReleasesTest {

    private static final Path RELEASES = Path.of("docs/audit/releases");
    private static final Pattern VERSION = Pattern.compile("(?m)^## \\[(\\d+\\.\\d+\\.\\d+[^]]*)]");

    /** What there is to upgrade from until the first release. */
    private static final String BEFORE_THE_FIRST = "before-0.1.0";

    /**
     * A harm that a release does on purpose.
     *
     * @param rule of the finding
     * @param resource its stack and logical id
     * @param reason why it cannot be helped
     */
    record Accepted(String rule, String resource, String reason) {

        Accepted {
            reason = reason == null ? "" : reason;
        }

        boolean covers(ReviewFinding finding) {
            return finding.ruleId().equals(rule) && finding.subject().label().equals(resource);
        }
    }

    static List<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReleaseUpgradesWithoutADangerThatNobodyAccepted(Path release) throws IOException {
        var upgrade = new Comparison(CloudAssembly.read(release), CloudAssembly.read(GoldenTemplatesTest.GOLDEN));

        assertThat(problems(Review.of(upgrade).findings(), accepted(release)))
                .as("the upgrade from %s", release.getFileName())
                .isEmpty();
    }

    @Test
    void everyReleaseInTheChangelogKeepsItsTemplates() throws IOException {
        List<String> versions = VERSION.matcher(Files.readString(Path.of("CHANGELOG.md")))
                .results()
                .map(version -> version.group(1))
                .sorted()
                .toList();

        assertThat(releases())
                .extracting(release -> release.getFileName().toString())
                .isNotEmpty()
                .isEqualTo(versions.isEmpty() ? List.of(BEFORE_THE_FIRST) : versions);
    }

    /** A folder that lost a template would upgrade without a word. */
    @ParameterizedTest
    @MethodSource("releases")
    void everyReleaseHasATemplateForEachStackOfTheCompleteProfile(Path release) {
        assertThat(CloudAssembly.read(release).templates())
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy((name, template) -> {
                    assertThat(name).startsWith("sharma-traders-");
                    assertThat(template.resources()).isNotEmpty();
                });
    }

    @Test
    void aDangerThatNobodyAcceptedIsAProblem() {
        assertThat(problems(List.of(finding(Severity.DANGER)), List.of())).containsExactly("replaced of S/Books");
    }

    @Test
    void aNoticeIsNone() {
        assertThat(problems(List.of(finding(Severity.NOTICE)), List.of())).isEmpty();
    }

    @Test
    void anAcceptedDangerIsNone() {
        assertThat(problems(List.of(finding(Severity.DANGER)), List.of(new Accepted("replaced", "S/Books", "because"))))
                .isEmpty();
    }

    @Test
    void anAcceptanceOfAnotherRuleOrResourceDoesNotCount() {
        assertThat(problems(
                        List.of(finding(Severity.DANGER)),
                        List.of(new Accepted("deleted", "S/Books", "a"), new Accepted("replaced", "S/Other", "b"))))
                .containsExactly(
                        "replaced of S/Books",
                        "deleted of S/Books is accepted and does not happen",
                        "replaced of S/Other is accepted and does not happen");
    }

    @Test
    void anAcceptanceWithoutAReasonIsAProblem() {
        assertThat(problems(List.of(finding(Severity.DANGER)), List.of(new Accepted("replaced", "S/Books", " "))))
                .containsExactly("replaced of S/Books is accepted without a reason");
    }

    /** The comparison reads what is kept, not what is new: a change of a kept file is a difference. */
    @Test
    void theUpgradeStartsFromTheKeptTemplates(@TempDir Path kept) throws IOException {
        for (var template : GoldenTemplatesTest.templatesIn(releases().get(0)).entrySet()) {
            Files.writeString(
                    kept.resolve(template.getKey()),
                    template.getValue().replace("\"BackupBucket\": {", "\"Books\": {"));
        }
        var upgrade = new Comparison(CloudAssembly.read(kept), CloudAssembly.read(GoldenTemplatesTest.GOLDEN));

        assertThat(upgrade.resources()).anySatisfy(change -> {
            assertThat(change.logicalId()).isEqualTo("Books");
            assertThat(change.isGone()).isTrue();
        });
    }

    /** The review itself finds it, not a finding made for this test. */
    @Test
    void anUpgradeThatDropsTheBackupsIsAProblem() {
        CloudAssembly kept = CloudAssembly.read(GoldenTemplatesTest.GOLDEN);
        CloudAssembly dropping = CloudAssembly.of(kept.templates().values().stream()
                .map(template -> {
                    JsonNode body = template.body().deepCopy();
                    ((ObjectNode) body.path("Resources")).remove("BackupBucket");
                    return template.with(body);
                })
                .toList());

        assertThat(problems(Review.of(new Comparison(kept, dropping)).findings(), List.of()))
                .contains("deleted of sharma-traders-Backup/BackupBucket");
    }

    private static List<String> problems(List<ReviewFinding> findings, List<Accepted> accepted) {
        List<String> problems = new ArrayList<>();
        for (ReviewFinding finding : findings) {
            if (finding.severity() == Severity.DANGER && accepted.stream().noneMatch(entry -> entry.covers(finding))) {
                problems.add(
                        "%s of %s".formatted(finding.ruleId(), finding.subject().label()));
            }
        }
        for (Accepted entry : accepted) {
            String what = "%s of %s is accepted ".formatted(entry.rule(), entry.resource());
            if (findings.stream().noneMatch(entry::covers)) {
                problems.add(what + "and does not happen");
            }
            if (entry.reason().isBlank()) {
                problems.add(what + "without a reason");
            }
        }
        return problems;
    }

    private static List<Accepted> accepted(Path release) throws IOException {
        Path file = release.resolve("accepted.yaml");
        return Files.exists(file)
                ? new YAMLMapper().readValue(file.toFile(), new TypeReference<List<Accepted>>() {})
                : List.of();
    }

    private static ReviewFinding finding(Severity severity) {
        return new Rule("replaced", Section.REBUILT_OR_DELETED, severity, "Gone.", Optional.empty())
                .about(Subject.resource("S", "Books", "AWS::S3::Bucket"))
                .values("a", "b");
    }
}
