package com.tallyhybrid.review.report;

import static com.tallyhybrid.review.report.Findings.TODAY;
import static com.tallyhybrid.review.report.Findings.everywhere;
import static com.tallyhybrid.review.report.Findings.finding;
import static com.tallyhybrid.review.report.Findings.judgement;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.WaiverFile;
import com.tallyhybrid.review.waiver.Waivers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads: that it is right, that it is short enough, and that no template can forge it. */
class MarkdownReportTest {

    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(
                    TablesExtension.create(),
                    AutolinkExtension.builder()
                            .linkTypes(AutolinkType.URL, AutolinkType.WWW)
                            .build()))
            .build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "a\\|b",
                "`code`",
                "``` fence",
                "</code> | DANGER",
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<!-- hidden",
                "</details>",
                "&lt;b&gt;",
                "[click](https://evil.example)",
                "[click][x]",
                "![pixel](https://evil.example/p.png)",
                "https://evil.example",
                "www.evil.example",
                "WWW.evil.example",
                "**bold** and __bold__",
                "*emphasis* and _emphasis_",
                "~~gone~~",
                "a\nb",
                "a\r\n| **Nothing dangerous** | | |\r\n",
                "# heading\n\n- list",
                "\\",
                "a\\",
                "$x^2$",
                "[^1]: note",
                "<https://evil.example>"
            })
    void noValueBecomesMarkup(String hostile) {
        assertThat(shape(everywhere("a" + hostile + "z"))).isEqualTo(shape(everywhere("plain")));
        assertThat(shape(everywhere(hostile))).isEqualTo(shape(everywhere("plain")));
    }

    /** GitHub looks for these after Markdown, where a parser cannot show it. */
    @Test
    void nobodyIsMentionedAndNoIssueIsNamed() {
        assertThat(new MarkdownEscaper().escape("@owner fixes #12"))
                .isEqualTo("&#8203;&#64;&#8203;owner fixes &#8203;&#35;&#8203;12");
        assertThat(new MarkdownEscaper().escape("it@example.com")).isEqualTo("it&#8203;&#64;&#8203;example.com");
    }

    /** Two columns of code in GitHub's type, 8.2 pixels a character, and the edges of four cells fit into 836 pixels. */
    @Test
    void noWordIsWiderThanItsColumn() {
        String name = "sharma-traders-FileServer/ExportsOutputRefFileSystem269DB546";

        assertThat(new MarkdownEscaper().escape(name))
                .isEqualTo("sharma-traders-FileServer/<wbr>ExportsOutputRefFileSystem269DB546");
        for (String word : List.of(name, "x".repeat(500), "a.".repeat(200), "arn:aws:s3:::" + "y".repeat(60) + "/*")) {
            assertThat(new MarkdownEscaper().escape(word).split("<wbr>"))
                    .allSatisfy(
                            part -> assertThat(part.replaceAll("&#\\d+;", "x")).hasSizeLessThanOrEqualTo(38));
            assertThat(new MarkdownEscaper().escape(word).replace("<wbr>", "").replace("&#42;", "*"))
                    .isEqualTo(word);
        }
        assertThat(new MarkdownEscaper().escape("a <wbr> b")).doesNotContain("<wbr>");
    }

    @Test
    void whatIsInvisibleIsSpelledOut() {
        assertThat(new MarkdownEscaper().escape("Allow\u202Eyned\u200B\u0007"))
                .isEqualTo("Allow&#92;u202Eyned&#92;u200B&#92;u0007");
    }

    @Test
    void aValueIsShownAsItStands() {
        String text = TextContentRenderer.builder()
                .build()
                .render(MARKDOWN.parse(
                        MarkdownReport.of(everywhere("<b>a|b</b> `c` & d_e"), Origins.UNKNOWN, TODAY, List.of())));

        assertThat(text).contains("<b>a|b</b> `c` & d_e");
    }

    @Test
    void aLongValueIsShownFromWhereItDiffers() {
        String start = "start of both " + "x".repeat(400);
        ReviewFinding finding = finding(Section.ACCESS_WIDENED, Severity.DANGER, "Thing", "A.B")
                .values(start + " thirty " + "y".repeat(400), start + " seven");

        assertThat(MarkdownReport.of(judgement(finding), Origins.UNKNOWN, TODAY, List.of()))
                .contains(" thirty y", " seven")
                .doesNotContain("start of both", "y".repeat(300));
    }

    @Test
    void aReportWithoutMarkupInItsValuesIsReadableAsItIs() {
        assertThat(MarkdownReport.of(
                        judgement(finding(Section.ACCESS_WIDENED, Severity.DANGER, "Thing", "A.B[0]")),
                        Origins.UNKNOWN,
                        TODAY,
                        List.of()))
                .contains("<code>Shop/Thing</code>", "<code>AWS::S3::Bucket</code>", "<code>A.B[0]</code>");
    }

    @Test
    void theMostDangerousStandsFirstAndTheRestIsFoldedAway() {
        String report = MarkdownReport.of(
                judgement(
                        finding(Section.REBUILT_OR_DELETED, Severity.DANGER, "One", ""),
                        finding(Section.PROTECTION_WEAKENED, Severity.NOTICE, "Two", ""),
                        finding(Section.COST_DRIVERS, Severity.NOTICE, "Three", ""),
                        finding(Section.ACCESS_WIDENED, Severity.HARMLESS, "Four", ""),
                        finding(Section.THE_REST, Severity.NOTICE, "Five", "")),
                Origins.UNKNOWN,
                TODAY,
                List.of());

        assertThat(report)
                .containsSubsequence(
                        "## Review: Stop: 1 danger\n",
                        "2 notices to read. 2 other changes, folded away",
                        "### Rebuilt or deleted",
                        "**DANGER**",
                        "Shop/One",
                        "### Protection weakened",
                        "Shop/Two",
                        "### Cost drivers",
                        "Shop/Three",
                        "<details>\n<summary>The rest: 2 changes</summary>",
                        "Shop/Four",
                        "Shop/Five",
                        "</details>",
                        "How to waive")
                .doesNotContain("### Access widened", "### The rest");
    }

    @Test
    void whatHasNoLogicalIdIsNamedInWords() {
        assertThat(List.of(Subject.stack("Shop"), Subject.app(), Subject.output("Shop", "Name")))
                .extracting(subject -> MarkdownReport.of(
                        judgement(Rule.of("stack-gone").about(subject)), Origins.UNKNOWN, TODAY, List.of()))
                .satisfiesExactly(
                        stack -> assertThat(stack).contains("<code>stack Shop</code> |"),
                        app -> assertThat(app).contains("<code>all stacks</code> |"),
                        output -> assertThat(output).contains("<code>Shop/Name</code><br><code>output</code> |"));
    }

    @Test
    void theVerdictTellsWhetherSomebodyHasToDecide() {
        assertThat(verdict(judgement())).isEqualTo("## Review: Nothing differs");
        assertThat(verdict(judgement(finding(Section.THE_REST, Severity.NOTICE, "One", ""))))
                .isEqualTo("## Review: Nothing dangerous");
        assertThat(verdict(judgement(finding(Section.UNREAD, Severity.NOTICE, "One", ""))))
                .isEqualTo("## Review: Nothing dangerous in what was read, but not everything was read");
        assertThat(verdict(everywhere("x"))).isEqualTo("## Review: Stop: 1 danger");
        assertThat(verdict(new WaivedReview(List.of(), everywhere("x").problems())))
                .isEqualTo("## Review: Stop: 1 problem with the waivers");
    }

    @Test
    void theSummarySaysWhatIsBelowAndNothingElse() {
        String decide = "Somebody must mend or waive each danger before this is deployed.";

        assertThat(MarkdownReport.of(judgement(), Origins.UNKNOWN, TODAY, List.of()))
                .contains("Both sides have the same templates.")
                .doesNotContain(decide);
        assertThat(MarkdownReport.of(
                        judgement(finding(Section.THE_REST, Severity.NOTICE, "One", "")),
                        Origins.UNKNOWN,
                        TODAY,
                        List.of()))
                .contains("1 other change, folded away at the end.")
                .doesNotContain(decide, "Both sides have the same templates.");
        assertThat(MarkdownReport.of(
                        judgement(finding(Section.UNREAD, Severity.NOTICE, "One", "")),
                        Origins.UNKNOWN,
                        TODAY,
                        List.of()))
                .contains("The first table names what was not read. 1 notice to read.");
        assertThat(MarkdownReport.of(
                        judgement(finding(Section.ACCESS_WIDENED, Severity.NOTICE, "One", "")),
                        Origins.UNKNOWN,
                        TODAY,
                        List.of()))
                .contains("1 notice to read.")
                .doesNotContain(decide);
        assertThat(MarkdownReport.of(
                        judgement(finding(Section.ACCESS_WIDENED, Severity.DANGER, "One", "")),
                        Origins.UNKNOWN,
                        TODAY,
                        List.of()))
                .contains(decide);
    }

    @Test
    void aWaivedDangerStaysWithItsReasonOwnerAndEnd() {
        WaivedReview waived =
                new WaivedReview(List.of(everywhere("Because").findings().get(1)), List.of());

        assertThat(MarkdownReport.of(waived, Origins.UNKNOWN, TODAY, List.of()))
                .contains("## Review: Nothing dangerous", "1 danger is waived.", "| waived<br>")
                .contains("**Waived** until 2026-11-26 by Because: Because")
                .doesNotContain("**DANGER**", "How to waive");
    }

    @Test
    void whatIsSaidAlikeOfOneResourceIsOneLine() {
        String report = MarkdownReport.of(
                judgement(
                        finding(Section.PROTECTION_WEAKENED, Severity.DANGER, "One", "A"),
                        finding(Section.PROTECTION_WEAKENED, Severity.DANGER, "One", "B")),
                Origins.UNKNOWN,
                TODAY,
                List.of());

        assertThat(report.split("Something would happen")).hasSize(2);
        assertThat(report).contains("<code>A</code>", "<code>B</code>");
    }

    @Test
    void aReportTooLongForGitHubSaysWhatItLeavesOut() {
        ReviewFinding[] many = IntStream.range(0, 6000)
                .mapToObj(i -> finding(Section.values()[i % 6], Severity.values()[i % 2], "Thing" + i, "Some.Path"))
                .toArray(ReviewFinding[]::new);

        String report = MarkdownReport.of(judgement(many), Origins.UNKNOWN, TODAY, List.of());

        assertThat(report.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MarkdownReport.LARGEST_BYTES);
        assertThat(report)
                .contains("more rows are not shown", "### Rebuilt or deleted")
                .contains("Stop: 3000 dangers");
    }

    @Test
    void evenAReportOfTheLongestValuesFits() {
        ReviewFinding[] many = IntStream.range(0, 60)
                .mapToObj(
                        i -> finding(Section.values()[i % 6], Severity.DANGER, "|".repeat(4000) + i, "|".repeat(4000)))
                .toArray(ReviewFinding[]::new);

        String report = MarkdownReport.of(judgement(many), Origins.UNKNOWN, TODAY, List.of());

        assertThat(report.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MarkdownReport.LARGEST_BYTES);
        assertThat(report)
                .startsWith("## Review: Stop: 60 dangers\n")
                .contains("Somebody must mend or waive each danger", "### Rebuilt or deleted", "rows are not shown");
    }

    /** Copied, given a reason and an owner, and nothing is left that fails. */
    @ParameterizedTest
    @ValueSource(
            strings = {"RetentionInDays", "Rules[0].\"quoted\": {x}", "# no comment", "``` ```` x", "'a' & `b`", "30"})
    void theEntriesToCopyWaiveEveryDanger(String path) throws IOException {
        ReviewFinding one = finding(Section.PROTECTION_WEAKENED, Severity.DANGER, "One", path);
        ReviewFinding other = one.values("", "another");
        ReviewFinding whole = finding(Section.REBUILT_OR_DELETED, Severity.DANGER, "Two", "");
        var review = new Review(List.of(whole, one, other));
        String report = MarkdownReport.of(Waivers.NONE.judge(review), Origins.UNKNOWN, TODAY, List.of());
        String copied = report.replaceAll("(?s).*\n(```+)yaml\n(.*?)\n\\1\n.*", "$2")
                .replace("reason: \"\"", "reason: A reason that is long enough to tell.")
                .replace("owner: \"\"", "owner: accounts");
        Path file = folder.resolve("review-waivers.yaml");
        Files.writeString(file, copied);

        WaivedReview judgement = WaiverFile.read(file, TODAY).judge(review);

        assertThat(judgement.problems()).isEmpty();
        assertThat(judgement.fails()).isFalse();
        assertThat(WaiverFile.read(file, TODAY).good()).hasSize(3);
    }

    @Test
    void anEntryToCopyIsRefusedUntilSomebodyGivesAReasonAndAnOwner() throws IOException {
        var review = new Review(List.of(finding(Section.PROTECTION_WEAKENED, Severity.DANGER, "One", "A")));
        String report = MarkdownReport.of(Waivers.NONE.judge(review), Origins.UNKNOWN, TODAY, List.of());
        Path file = folder.resolve("review-waivers.yaml");
        Files.writeString(file, report.replaceAll("(?s).*\n```yaml\n(.*?)\n```\n.*", "$1"));

        assertThat(WaiverFile.read(file, TODAY).problems())
                .extracting(problem -> problem.text().split(":")[0])
                .containsExactlyInAnyOrder("reason", "owner");
    }

    private static String verdict(WaivedReview judgement) {
        return MarkdownReport.of(judgement, Origins.UNKNOWN, TODAY, List.of())
                .lines()
                .findFirst()
                .orElseThrow();
    }

    /** The kinds of all parts of the report, in their order: what markup there is, whatever the text. */
    private static List<String> shape(WaivedReview judgement) {
        List<String> kinds = new ArrayList<>();
        collect(MARKDOWN.parse(MarkdownReport.of(judgement, Origins.UNKNOWN, TODAY, List.of())), kinds);
        return kinds;
    }

    private static void collect(Node node, List<String> kinds) {
        String kind = node.getClass().getSimpleName();
        if (node instanceof HtmlInline tag && tag.getLiteral().equals("<wbr>")) {
            // Where a line may end depends on how long a value is; no value says it itself.
            return;
        }
        if (node instanceof HtmlInline tag) {
            kind += tag.getLiteral();
        } else if (node instanceof HtmlBlock block) {
            kind += block.getLiteral();
        }
        // How many pieces a text is read in does not matter.
        if (!(node instanceof Text) || !kinds.get(kinds.size() - 1).equals(kind)) {
            kinds.add(kind);
        }
        for (Node inner = node.getFirstChild(); inner != null; inner = inner.getNext()) {
            collect(inner, kinds);
        }
    }
}
