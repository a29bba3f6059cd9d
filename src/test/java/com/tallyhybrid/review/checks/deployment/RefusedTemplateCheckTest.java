package com.tallyhybrid.review.checks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template that CloudFormation refuses is told before anybody deploys it, and one that it takes is not. */
class RefusedTemplateCheckTest {
    private static final String QUEUE = "Queue: {Type: 'AWS::SQS::Queue'}\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{Ref: Gone} | Resources.Gone | Nothing below Resources is called Gone, and these ask for it: Topic.",
                "{'Fn::GetAtt': [Gone, Arn]} | Resources.Gone | called Gone",
                "{'Fn::Sub': 'x${Gone}'} | Resources.Gone | called Gone",
                "{'Fn::If': [Big, a, b]} | Conditions.Big | Nothing below Conditions is called Big",
                "{'Fn::FindInMap': [Sizes, a, b]} | Mappings.Sizes | Nothing below Mappings is called Sizes",
                "{Ref: Topic} | Resources.Topic | Each of these waits for another of them: Topic.",
            })
    void aNameOfNothingIsRefused(String value, String place, String words) {
        assertThat(found(
                        QUEUE,
                        QUEUE + "Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: %s}}".formatted(value)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(Sketch.line(finding)).isEqualTo("DANGER template-refused App/-");
                    assertThat(finding.path()).isEqualTo(place);
                    assertThat(finding.meaning()).contains("the deploy fails", words);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Topic: {Type: 'AWS::SNS::Topic', DependsOn: Queue, Properties: {TopicName: {Ref: Name}}}",
                "Topic: {Type: 'AWS::SNS::Topic', Condition: Big, Properties: {TopicName: {Ref: 'AWS::StackName'}}}",
                "Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::Sub': '${!Gone}'}}}",
                "Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::FindInMap': [Sizes, a, b]}}}",
                "Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::FindInMap': [{Ref: Name}, a, b]}}}",
                "Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::If': [Never, {Ref: Small}, a]}}}",
                "Topic: {Type: 'AWS::SNS::Topic', DependsOn: Small}"
            })
    void whatIsThereMayBeAskedFor(String topic) {
        String inputs = """
                Small: {Type: 'AWS::SQS::Queue', Condition: Never}
                ---
                Parameters: {Name: {Type: String}}
                Mappings: {Sizes: {a: {b: c}}}
                Conditions: {Big: {'Fn::Equals': [{Ref: Name}, big]}, Never: {'Fn::Equals': [a, b]}}
                """;
        assertThat(found(QUEUE + inputs, QUEUE + topic + "\n" + inputs)).isEmpty();
    }

    @Test
    void whoeverAsksForTheSameNothingIsNamedTogether() {
        assertThat(
                        found(
                                QUEUE,
                                QUEUE
                                        + "A: {Type: 'AWS::SNS::Topic', DependsOn: Gone}\nB: {Type: 'AWS::SNS::Topic', DependsOn: [Gone, Queue]}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning()).endsWith("ask for it: A, B."));
    }

    @Test
    void aResourceThatIsNeverMadeCannotBeUsed() {
        String app = QUEUE + """
                Small: {Type: 'AWS::SQS::Queue', Condition: Never}
                ---
                Conditions: {Never: {'Fn::Equals': [a, b]}}
                Outputs: {Name: {Value: {Ref: %s}}}
                """;
        assertThat(found(app.formatted("Queue"), app.formatted("Small")))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.meaning()).contains("The condition of Small is false", "ask for it: Name."));
    }

    @Test
    void aConditionMayAskOnlyForOthersThatThereAre() {
        String other = QUEUE + "---\nConditions: {Big: {'Fn::Not': [{Condition: %s}]}, Small: {'Fn::Equals': [a, b]}}";
        assertThat(found(other.formatted("Small"), other.formatted("Gone")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("Conditions.Gone"));
        String app = QUEUE + "---\nConditions: {Big: {'Fn::Not': [{'Fn::Equals': [{Ref: %s}, a]}]}}";
        assertThat(found(app.formatted("'AWS::Region'"), app.formatted("Gone")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning()).contains("ask for it: The conditions."));
    }

    @Test
    void resourcesThatWaitForEachOtherAreNamedOnce() {
        String app = """
                A: {Type: 'AWS::SNS::Topic', DependsOn: B}
                B: {Type: 'AWS::SNS::Topic', Properties: {TopicName: {Ref: C}}}
                C: {Type: 'AWS::SNS::Topic'%s}
                D: {Type: 'AWS::SNS::Topic', DependsOn: A}
                """;
        assertThat(found(app.formatted(""), app.formatted(", DependsOn: A")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning()).endsWith("another of them: A, B, C."));
    }

    @Test
    void twoOutputsCannotExportOneName() {
        String app = QUEUE + "---\nOutputs: {A: {Value: a, Export: {Name: %s}}, B: {Value: b, Export: {Name: queue}}}";
        assertThat(found(app.formatted("other"), app.formatted("queue")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("Outputs.B");
                    assertThat(finding.meaning()).contains("the same name as the output A.");
                });
    }

    @Test
    void aTemplateHasItsLimits() {
        assertThat(found(queues(500), queues(500) + "\n---\nOutputs: {}")).isEmpty();
        assertThat(found(queues(500), queues(501)))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.meaning()).contains("501 Resources are more than the 500 allowed."));
        String text = "Q: {Type: 'AWS::SQS::Queue', Metadata: {Text: %s}}";
        assertThat(found(text.formatted("a"), text.formatted("a".repeat(1024 * 1024 - 200))))
                .isEmpty();
        assertThat(found(text.formatted("a"), text.formatted("a".repeat(1024 * 1024))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning()).contains("larger than 1 MB."));
    }

    @Test
    void whatWasRefusedBeforeIsNoNews() {
        String broken = "Topic: {Type: 'AWS::SNS::Topic', DependsOn: Gone, Properties: {TopicName: %s}}";
        assertThat(found(broken.formatted("a"), broken.formatted("b"))).isEmpty();
        assertThat(found(broken.formatted("a"), broken.formatted("{Ref: Away}")))
                .as("a part that something completes before it is deployed")
                .extracting(Sketch::line)
                .containsExactly("NOTICE template-refused App/-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Transform: AWS::Serverless-2016-10-31", "Fn::ForEach::All: [N, {Ref: Names}, {'Q${N}': {}}]"})
    void nothingIsToldOfATemplateThatIsRewritten(String section) {
        assertThat(found(QUEUE, "Topic: {Type: 'AWS::SNS::Topic', DependsOn: Gone}\n---\n" + section))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{Type: String} | has no default",
                "{Type: String, Default: c, AllowedValues: [a, b]} | has a default that it does not allow"
            })
    void aNewParameterNeedsAValue(String parameter, String why) {
        String app = QUEUE + "---\nParameters: {Old: {Type: String}%s}";
        assertThat(found(app.formatted(""), app.formatted(", Name: " + parameter)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(Sketch.line(finding)).isEqualTo("NOTICE parameter-needed App/-");
                    assertThat(finding.path()).isEqualTo("Parameters.Name");
                    assertThat(finding.meaning()).contains("The new parameter Name " + why);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{Type: String, Default: a}", "{Type: String, Default: b, AllowedValues: [a, b]}"})
    void aNewParameterWithADefaultNeedsNone(String parameter) {
        String app = QUEUE + "---\nParameters: {Old: {Type: String}%s}";
        assertThat(found(app.formatted(""), app.formatted(", Name: " + parameter)))
                .isEmpty();
    }

    private static String queues(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "Q" + i + ": {Type: 'AWS::SQS::Queue'}")
                .collect(Collectors.joining("\n"));
    }

    private static List<ReviewFinding> found(String before, String after) {
        return Sketch.of(new RefusedTemplateCheck(), before, after);
    }
}
