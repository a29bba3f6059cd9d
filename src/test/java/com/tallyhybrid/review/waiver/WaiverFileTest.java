package com.tallyhybrid.review.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be accepted, for how long, and what is refused with its line. */
class WaiverFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final String GOOD = """
            waivers:
              - rule: retention-shortened
                resource: Audit/TrailLog
                path: RetentionInDays
                reason: The auditor keeps an export of the last year.
                owner: accounts@example.com
                expires: 2026-12-31
            """;

    private static final Review REVIEW = new Review(List.of(
            finding(Severity.DANGER, "retention-shortened", "TrailLog", "RetentionInDays", "30"),
            finding(Severity.DANGER, "alarm-removed", "RootUsed", "", ""),
            finding(Severity.DANGER, "public-access-block-off", "Trail", "A", "false"),
            finding(Severity.DANGER, "public-access-block-off", "Trail", "B", "false"),
            finding(Severity.DANGER, "access-widened", "Policy", "Statement", "everybody"),
            finding(Severity.DANGER, "access-widened", "Policy", "Statement", "the office"),
            finding(Severity.NOTICE, "event-rule-changed", "Rule", "EventPattern", "{}")));

    @TempDir
    private Path folder;

    @Test
    void aGoodWaiverMarksItsFindingAndNoOther() throws IOException {
        WaivedReview judgement = judge(GOOD);

        assertThat(judgement.problems()).isEmpty();
        assertThat(judgement.findings()).hasSize(7);
        assertThat(judgement.findings().stream()
                        .filter(judged -> judged.waiver().isPresent())
                        .map(judged -> judged.finding().ruleId()))
                .containsExactly("retention-shortened");
        assertThat(judgement.fails()).as("the other dangers").isTrue();
    }

    @Test
    void aReviewWhoseOnlyDangerIsWaivedPasses() throws IOException {
        var only = new Review(
                List.of(finding(Severity.DANGER, "retention-shortened", "TrailLog", "RetentionInDays", "30")));

        assertThat(read(GOOD).judge(only).fails()).isFalse();
        assertThat(Waivers.NONE.judge(only).fails()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26, ''",
        "2027-02-24, ''",
        "2026-11-25, line 2: expired on 2026-11-25",
        "2027-02-25, 'line 2: expires: 2027-02-25 is more than 90 days ahead; give 2027-02-24 at the latest'",
        "2026-02-30, line 2: expires: '2026-02-30' is no day of the calendar",
        "soon, line 7: expires: 'soon' is not allowed; give the last day"
    })
    void aWaiverEndsWithin90Days(String expires, String problem) throws IOException {
        WaivedReview judgement = judge(GOOD.replace("2026-12-31", expires));

        assertThat(judgement.problems().stream()
                        .map(WaiverProblem::toString)
                        .findFirst()
                        .orElse(""))
                .contains(problem);
        assertThat(judgement.findings().stream()
                        .anyMatch(judged -> judged.waiver().isPresent()))
                .isEqualTo(problem.isEmpty());
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            rule: retention-shortened            | rule: '*'                         | line 2: rule: '*' is not allowed; give the rule of one finding
            rule: retention-shortened            | rule: retention-*                 | line 2: rule: 'retention-*' is not allowed
            resource: Audit/TrailLog             | resource: Audit/*                 | line 3: resource: 'Audit/*' is not allowed; give one resource
            resource: Audit/TrailLog             | resource: TrailLog                | line 3: resource: 'TrailLog' is not allowed
            path: RetentionInDays                | path: '*'                         | line 4: path: '*' is not allowed
            reason: The auditor keeps            | reason: ok # The auditor keeps    | line 5: reason: 'ok' is not allowed; give at least 20 characters
            owner: accounts@example.com          | owner: ''                         | line 6: owner: '' is not allowed; give who answers
            owner: accounts@example.com          | ownr: accounts                    | line 2: unknown key 'ownr'; known here are rule, resource, path, after, reason, owner, expires
            owner: accounts@example.com          | ownr: accounts                    | line 2: owner is missing; give who answers
            waivers:                             | waivers: 3 #                      | is not YAML
            rule: retention-shortened            | rule: a\\n    rule: b             | is not YAML
            rule: retention-shortened            | rule: alarm-removed               | line 2: unused: this change has no danger alarm-removed on Audit/TrailLog at RetentionInDays. Dangers there are: retention-shortened at RetentionInDays
            resource: Audit/TrailLog             | resource: Audit/Gone              | line 2: unused: this change has no danger retention-shortened on Audit/Gone at RetentionInDays. Remove the waiver
            path: RetentionInDays                | path: Other                       | line 2: unused
            path: RetentionInDays                | after: 7                          | line 2: unused
            """)
    void aBadWaiverIsRefusedWithItsLine(String good, String bad, String problem) throws IOException {
        String text = GOOD.replace(good, bad.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(GOOD);

        assertThat(judge(text).problems()).extracting(WaiverProblem::toString).anyMatch(line -> line.contains(problem));
        assertThat(judge(text).fails()).isTrue();
    }

    /** Characters that nobody sees or that say nothing are no reason and no name. */
    @ParameterizedTest
    @CsvSource({
        "The auditor keeps an export of the last year., '                         ', reason",
        "The auditor keeps an export of the last year., \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0, reason",
        "The auditor keeps an export of the last year., \u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b, reason",
        "The auditor keeps an export of the last year., \u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164, reason",
        "The auditor keeps an export of the last year., ..............................., reason",
        "The auditor keeps an export of the last year., ok ............................., reason",
        "The auditor keeps an export of the last year., 12345678901234567890123456789012, reason",
        "accounts@example.com, '   ', owner",
        "accounts@example.com, '--', owner",
        "accounts@example.com, \u200b\u200b\u200b, owner"
    })
    void whatSaysNothingIsNoReasonAndNoOwner(String good, String blank, String field) throws IOException {
        assertThat(judge(GOOD.replace(good, "\"" + blank + "\"")).problems())
                .extracting(WaiverProblem::text)
                .anyMatch(text -> text.startsWith(field + ": '") && text.contains("is not allowed; give "));
    }

    @Test
    void aReasonMayBeWrittenInAnyScript() throws IOException {
        assertThat(judge(GOOD.replace(
                                "The auditor keeps an export of the last year.",
                                "लेखापरीक्षक के पास पिछले साल की प्रति है"))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            waivers: &a [*a]                                 | line 1: an alias
            waivers: []\\n---\\nwaivers: []                   | line 2: a second document begins
            waivers: &a [1]\\nb: &b [*a, *a]\\nc: [*b, *b]    | line 2: an alias
            """)
    void whatIsNotOneDocumentThatSaysEverythingItselfIsNotRead(String text, String problem) {
        assertThatExceptionOfType(UnreadableWaivers.class)
                .isThrownBy(() -> read(text.replace("\\n", "\n")))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith("cannot read the waivers in ")
                        .contains(problem)
                        .doesNotContain("\n"));
    }

    @Test
    void aWaiverWithoutAPathHoldsWhereTheRuleNamesOneThing() throws IOException {
        assertThat(judge(entry("alarm-removed", "RootUsed")).problems()).isEmpty();
        assertThat(judge(entry("public-access-block-off", "Trail")).problems())
                .extracting(WaiverProblem::text)
                .containsExactly("too broad: public-access-block-off would waive 2 findings. Name one, with path:"
                        + " A (after: false); B (after: false)");
        assertThat(judge(entry("public-access-block-off", "Trail", "path: A")).problems())
                .isEmpty();
    }

    @Test
    void whereOnePathHasTwoFindingsTheValueNamesOne() throws IOException {
        assertThat(judge(entry("access-widened", "Policy", "path: Statement")).problems())
                .extracting(WaiverProblem::text)
                .singleElement()
                .asString()
                .contains("Name one, with path and after:", "everybody", "the office");
        assertThat(judge(entry("access-widened", "Policy", "path: Statement", "after: everybody"))
                        .problems())
                .isEmpty();
    }

    @Test
    void aNoticeNeedsNoWaiver() throws IOException {
        assertThat(judge(entry("event-rule-changed", "Rule")).problems())
                .extracting(WaiverProblem::text)
                .singleElement()
                .asString()
                .startsWith("unused");
    }

    @Test
    void twoWaiversOfOneFindingAreOneTooMany() throws IOException {
        String twice = GOOD + GOOD.replace("waivers:\n", "");
        String twiceInOtherWords = GOOD + GOOD.replace("waivers:\n", "").replaceFirst(" *path: .*\n", "");

        assertThat(judge(twice).problems())
                .extracting(WaiverProblem::line, WaiverProblem::text)
                .containsExactly(tuple(8, "the same finding as on line 2; keep one of the two"));
        assertThat(judge(twiceInOtherWords).problems())
                .extracting(WaiverProblem::line, WaiverProblem::text)
                .containsExactly(tuple(8, "line 2 waives this finding already; keep one of the two"));
    }

    @Test
    void aFileOfWindowsReadsAlike() throws IOException {
        assertThat(judge("\uFEFF" + GOOD.replace("\n", "\r\n")).problems()).isEmpty();
    }

    @Test
    void whatIsNoListOfWaiversIsRefused() throws IOException {
        assertThat(judge("- rule: a").problems()).isNotEmpty();
        assertThat(judge("waiver: []").problems()).isNotEmpty();
        assertThat(WaiverFile.read(folder.resolve("missing.yaml"), TODAY).problems())
                .extracting(WaiverProblem::text)
                .containsExactly("the file cannot be read; check the path and its permissions");
    }

    @Test
    void nothingOrAnEmptyListAcceptsNothing() throws IOException {
        assertThat(judge("").problems()).isEmpty();
        assertThat(judge("waivers: []").problems()).isEmpty();
    }

    /** The shipped file is the example that people copy from. */
    @Test
    void theShippedFileIsEmptyAndItsExampleIsGood() throws IOException {
        String shipped = Files.readString(Path.of("review-waivers.yaml"));
        String example = shipped.replaceAll("(?m)^# {3}(?=[- ] )", "  ").replace("waivers: []", "");

        assertThat(read(shipped).good()).isEmpty();
        assertThat(read(shipped).problems()).isEmpty();
        assertThat(read("waivers:\n" + example).good()).hasSize(1);
    }

    private WaivedReview judge(String text) throws IOException {
        return read(text).judge(REVIEW);
    }

    private Waivers read(String text) throws IOException {
        Path file = folder.resolve("review-waivers.yaml");
        Files.writeString(file, text);
        return WaiverFile.read(file, TODAY);
    }

    private static String entry(String rule, String resource, String... more) {
        return """
                waivers:
                  - rule: %s
                    resource: Audit/%s
                    reason: A reason that is long enough to tell.
                    owner: accounts
                    expires: 2026-12-31
                """.formatted(rule, resource)
                + Stream.of(more).map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private static ReviewFinding finding(Severity severity, String rule, String logicalId, String path, String after) {
        return new Rule(rule, Section.PROTECTION_WEAKENED, severity, "Something would happen.", Optional.of("Do not."))
                .about(Subject.resource("Audit", logicalId, "AWS::Some::Type"))
                .at(PropertyPath.of(path))
                .values("before", after);
    }
}
