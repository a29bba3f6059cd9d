package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole stacks of other people's apps. */
class StackCheckTest {

    private static final String DATA = """
            Books: {Type: 'AWS::S3::Bucket'}
            More: {Type: 'AWS::S3::Bucket'}
            Alarm: {Type: 'AWS::CloudWatch::Alarm'}
            """;
    private static final String ALARMS = "Alarm: {Type: 'AWS::CloudWatch::Alarm'}";
    private static final Template OTHER = Sketch.stack("Other", "Topic: {Type: 'AWS::SNS::Topic'}");

    @Test
    void aStackThatLeavesTheAppIsLeftBehindWithItsData() {
        List<ReviewFinding> findings = findings(List.of(Sketch.stack("Data", DATA), OTHER), List.of(OTHER));

        assertThat(findings).extracting(Sketch::line).containsExactly("DANGER stack-gone Data/-");
        assertThat(findings.get(0).meaning()).contains("A deploy leaves it as it is", "It holds: 2 × bucket.");
    }

    @Test
    void aStackWithoutDataIsANotice() {
        assertThat(findings(List.of(Sketch.stack("Alarms", ALARMS), OTHER), List.of(OTHER)))
                .extracting(Sketch::line)
                .containsExactly("NOTICE stack-gone Alarms/-");
    }

    @Test
    void theResourcesOfALeftStackAreNotCalledDeleted() {
        assertThat(Sketch.of(new DeletionCheck(), List.of(Sketch.stack("Data", DATA), OTHER), List.of(OTHER)))
                .isEmpty();
    }

    @Test
    void aRenamedStackIsRecognized() {
        List<ReviewFinding> findings =
                findings(List.of(Sketch.stack("Data", DATA), OTHER), List.of(OTHER, Sketch.stack("Books", DATA)));

        assertThat(findings).extracting(Sketch::line).containsExactly("DANGER stack-renamed Data/-");
        assertThat(findings.get(0).after()).isEqualTo("Books");
    }

    @Test
    void aStackThatMovesStartsEmptyElsewhere() {
        assertThat(findings(
                        List.of(Sketch.stack("Data", "aws://444455556666/eu-west-1", DATA)),
                        List.of(Sketch.stack("Data", "aws://444455556666/us-east-1", DATA))))
                .extracting(Sketch::line)
                .containsExactly("DANGER stack-moved Data/-");
    }

    @Test
    void aStackThatNamesItsRegionForTheFirstTimeMayBeWhereItWas() {
        assertThat(findings(
                        List.of(Sketch.stack("Data", "aws://unknown-account/unknown-region", DATA)),
                        List.of(Sketch.stack("Data", "aws://444455556666/us-east-1", DATA))))
                .isEmpty();
    }

    @Test
    void aNewStackIsNoNews() {
        assertThat(findings(List.of(OTHER), List.of(OTHER, Sketch.stack("Data", DATA))))
                .isEmpty();
    }

    private static List<ReviewFinding> findings(List<Template> before, List<Template> after) {
        return Sketch.of(new StackCheck(), before, after);
    }
}
