package com.tallyhybrid.review.checks.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exports and imports of other people's apps. */
class ExportCheckTest {

    private static final String QUEUE = "Queue: {Type: 'AWS::SQS::Queue'}\nOther: {Type: 'AWS::SQS::Queue'}\n";
    private static final String EXPORTS = QUEUE + """
                    ---
                    Outputs:
                      Arn: {Value: {'Fn::GetAtt': [Queue, Arn]}, Export: {Name: queue-arn}}
                    """;
    private static final Template USER = Sketch.stack(
            "User", "Rule: {Type: 'AWS::Events::Rule', Properties: {Arn: {'Fn::ImportValue': queue-arn}}}");
    private static final Template FORMER_USER =
            Sketch.stack("User", "Rule: {Type: 'AWS::Events::Rule', Properties: {Arn: none}}");

    @Test
    void anExportThatIsImportedFurtherOnCannotGo() {
        ReviewFinding finding = only(List.of(maker(EXPORTS), USER), List.of(maker(QUEUE), USER));

        assertThat(Sketch.line(finding)).isEqualTo("DANGER export-removed-in-use Maker/Arn");
        assertThat(finding.meaning()).contains("User, which imports it further on");
        assertThat(finding.advice().orElseThrow()).contains("Two deploys: 1. let User do without it", "exportValue");
    }

    @Test
    void anExportThatGoesTogetherWithItsUseIsInUseWhenItsStackIsDeployed() {
        assertThat(only(List.of(maker(EXPORTS), USER), List.of(maker(QUEUE), FORMER_USER))
                        .meaning())
                .contains("until it is deployed itself, later than Maker");
    }

    @Test
    void anExportThatNobodyImportsMayGoAndChange() {
        assertThat(lines(List.of(maker(EXPORTS), FORMER_USER), List.of(maker(QUEUE), FORMER_USER)))
                .isEmpty();
        assertThat(lines(
                        List.of(maker(EXPORTS), FORMER_USER),
                        List.of(maker(EXPORTS.replace("[Queue, Arn]", "[Other, Arn]")), FORMER_USER)))
                .isEmpty();
    }

    @Test
    void aRenamedExportNamesTheWayInTwoDeploys() {
        ReviewFinding finding =
                only(List.of(maker(EXPORTS), USER), List.of(maker(EXPORTS.replace("queue-arn", "arn-of-queue")), USER));

        assertThat(Sketch.line(finding)).isEqualTo("DANGER export-renamed-in-use Maker/Arn");
        assertThat(finding.advice().orElseThrow()).contains("under both names");
    }

    @Test
    void anotherValueIsRefusedWhileTheOldOneIsInUse() {
        ReviewFinding finding = only(
                List.of(maker(EXPORTS), USER), List.of(maker(EXPORTS.replace("[Queue, Arn]", "[Other, Arn]")), USER));
        assertThat(Sketch.line(finding)).isEqualTo("DANGER export-changed-in-use Maker/Arn");
        assertThat(finding.before()).contains("Queue");
        assertThat(finding.after()).contains("Other");
        assertThat(finding.meaning()).startsWith("The export stands for something else.");
    }

    @Test
    void theSameValueInOtherWordsIsNoChange() {
        assertThat(lines(
                        List.of(maker(EXPORTS), USER),
                        List.of(
                                maker(EXPORTS.replace("{'Fn::GetAtt': [Queue, Arn]}", "{'Fn::Sub': '${Queue.Arn}'}")),
                                USER)))
                .isEmpty();
    }

    @Test
    void aRebuiltResourceChangesItsExport() {
        String fifo = EXPORTS.replace(
                "Queue: {Type: 'AWS::SQS::Queue'}\nO",
                "Queue: {Type: 'AWS::SQS::Queue', Properties: {FifoQueue: true}}\nO");

        ReviewFinding finding = only(List.of(maker(EXPORTS), USER), List.of(maker(fifo), USER));
        assertThat(Sketch.line(finding)).isEqualTo("DANGER export-changed-in-use Maker/Arn");
        assertThat(finding.after()).isEqualTo("a new one");
        assertThat(finding.meaning()).startsWith("What the export stands for is made anew");
    }

    @Test
    void anExportCannotMoveToAnotherStackInOneDeploy() {
        assertThat(lines(
                        List.of(maker(EXPORTS), USER, Sketch.stack("New", QUEUE)),
                        List.of(maker(QUEUE), USER, Sketch.stack("New", EXPORTS))))
                .containsExactly("DANGER export-moved New/Arn");
    }

    @Test
    void aStackThatLeavesTheAppKeepsItsExports() {
        assertThat(lines(List.of(maker(EXPORTS), USER), List.of(USER))).isEmpty();
    }

    @Test
    void exportsOfOneNameInTwoRegionsAreTwo() {
        Template far = Sketch.stack("Far", "aws://444455556666/us-east-1", EXPORTS);
        Template farWithout = Sketch.stack("Far", "aws://444455556666/us-east-1", QUEUE);

        assertThat(lines(List.of(maker(EXPORTS), far, USER), List.of(maker(EXPORTS), farWithout, USER)))
                .isEmpty();
    }

    @Test
    void aNewImportNeedsAnExportWhereItStands() {
        assertThat(imports(List.of(FORMER_USER), List.of(USER))).containsExactly("NOTICE import-of-nothing User/-");
        assertThat(imports(List.of(FORMER_USER), List.of(maker(EXPORTS), USER))).isEmpty();
        assertThat(Sketch.of(
                        new ImportCheck(),
                        List.of(FORMER_USER),
                        List.of(Sketch.stack("Far", "aws://444455556666/us-east-1", EXPORTS), USER)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning()).contains("another account or Region only"));
    }

    @Test
    void anotherNameElsewhereIsNoExportOfThisOne() {
        Template far =
                Sketch.stack("Far", "aws://444455556666/us-east-1", EXPORTS.replace("queue-arn", "arn-of-queue"));

        assertThat(Sketch.of(new ImportCheck(), List.of(FORMER_USER), List.of(far, USER)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning()).contains("None of these templates exports"));
    }

    /** What did not change is no finding of a change. */
    @Test
    void anOutputThatWasMissingBeforeIsNoNews() {
        Template reader = Sketch.stack(
                "User",
                "Rule: {Type: 'AWS::Events::Rule', Properties: {Arn: {'Fn::GetStackOutput': {StackName: User, OutputName: Arn}}}}");

        assertThat(imports(List.of(reader), List.of(reader))).isEmpty();
        assertThat(imports(List.of(FORMER_USER), List.of(reader))).containsExactly("DANGER output-of-nothing User/-");
    }

    @Test
    void anImportThatWasThereBeforeHasItsExportSomewhere() {
        assertThat(imports(List.of(USER), List.of(USER))).isEmpty();
    }

    @Test
    void anOutputThatIsReadMustBeThere() {
        Template reader = Sketch.stack(
                "User",
                "Rule: {Type: 'AWS::Events::Rule', Properties: {Arn: {'Fn::GetStackOutput': {StackName: Maker, OutputName: Arn}}}}");

        assertThat(imports(List.of(maker(EXPORTS), reader), List.of(maker(QUEUE), reader)))
                .containsExactly("DANGER output-of-nothing User/-");
        assertThat(imports(List.of(maker(EXPORTS), reader), List.of(maker(EXPORTS), reader)))
                .isEmpty();
    }

    private static Template maker(String content) {
        return Sketch.stack("Maker", content);
    }

    private static ReviewFinding only(List<Template> before, List<Template> after) {
        List<ReviewFinding> findings = Sketch.of(new ExportCheck(), before, after);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<String> lines(List<Template> before, List<Template> after) {
        return Sketch.of(new ExportCheck(), before, after).stream()
                .map(Sketch::line)
                .toList();
    }

    private static List<String> imports(List<Template> before, List<Template> after) {
        return Sketch.of(new ImportCheck(), before, after).stream()
                .map(Sketch::line)
                .toList();
    }
}
