package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fixed name belongs to one resource, where AWS counts it. */
class NameCheckTest {
    private static final String QUEUE = "%s: {Type: 'AWS::SQS::Queue', Properties: {QueueName: %s}}\n";
    private static final String FREE = "Free: {Type: 'AWS::SQS::Queue'}\n";

    @Test
    void twoNewResourcesCannotHaveOneName() {
        assertThat(Sketch.of(
                        new NameCheck(), FREE, FREE + QUEUE.formatted("A", "books") + QUEUE.formatted("B", "books")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(Sketch.line(finding)).isEqualTo("DANGER name-taken App/B");
                    assertThat(finding.meaning()).contains("The queue App/A already has this name");
                    assertThat(finding.after()).isEqualTo("books");
                    assertThat(finding.path()).isEqualTo("QueueName");
                });
    }

    @Test
    void namesCannotBeExchangedInOneDeploy() {
        assertThat(lines(
                        QUEUE.formatted("A", "books") + QUEUE.formatted("B", "ledgers"),
                        QUEUE.formatted("A", "ledgers") + QUEUE.formatted("B", "books")))
                .contains("DANGER name-taken App/A", "DANGER name-taken App/B");
    }

    @Test
    void aResourceKeepsItsOwnName() {
        assertThat(lines(QUEUE.formatted("A", "books"), QUEUE.formatted("A", "books, DelaySeconds: 5")))
                .isEmpty();
    }

    /** Another stack may be deployed first, and give the name up before anybody else takes it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"'', NOTICE name-taken Two/A", "'DeletionPolicy: Retain, ', DANGER name-taken Two/A"})
    void aNameThatAnotherStackGivesUpMayBeFree(String policy, String line) {
        String queue = "A: {Type: 'AWS::SQS::Queue', %sProperties: {QueueName: books}}\n".formatted(policy);

        assertThat(lines(
                        List.of(Sketch.stack("One", queue + FREE), Sketch.stack("Two", FREE)),
                        List.of(Sketch.stack("One", FREE), Sketch.stack("Two", queue + FREE))))
                .containsExactly(line);
        assertThat(lines(
                        List.of(Sketch.stack("One", queue), Sketch.stack("Two", FREE)),
                        List.of(Sketch.stack("One", queue), Sketch.stack("Two", queue + FREE))))
                .containsExactly("DANGER name-taken Two/A");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::S3::Bucket', Properties: {BucketName: books | DANGER name-taken Two/A",
                "AWS::IAM::Role', Properties: {RoleName: books | DANGER name-taken Two/A",
                "AWS::SQS::Queue', Properties: {QueueName: books | "
            })
    void aNameCountsWhereItsServiceCountsIt(String start, String line) {
        String resource = "A: {Type: '" + start + "}}";
        Template here = Sketch.stack("One", "aws://444455556666/eu-west-1", resource);

        assertThat(lines(List.of(here), List.of(here, Sketch.stack("Two", "aws://444455556666/us-east-1", resource))))
                .isEqualTo(line == null ? List.of() : List.of(line));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::EC2::SecurityGroup | GroupName: books, VpcId: | v1 | v2",
                "AWS::Events::Rule | Name: books, EventBusName: | one | two",
                "AWS::Lambda::Alias | Name: live, FunctionName: | f | g",
                "AWS::Timestream::Table | TableName: books, DatabaseName: | d | e"
            })
    void aNameIsOneWithinItsParent(String type, String name, String one, String other) {
        String resource = "%s: {Type: '" + type + "', Properties: {" + name + " %s}}\n";
        String first = resource.formatted("A", one);

        assertThat(lines(first, first + resource.formatted("B", other))).isEmpty();
        assertThat(lines(first, first + resource.formatted("B", one))).containsExactly("DANGER name-taken App/B");
    }

    @Test
    void aNameThatOnlyTheAccountKnowsIsOneInItsStack() {
        String queue = QUEUE.formatted("%s", "{'Fn::Sub': 'q-${Free}'}");
        String first = FREE + queue.formatted("A");

        assertThat(lines(first, first + queue.formatted("B"))).containsExactly("DANGER name-taken App/B");
        assertThat(lines(
                        List.of(Sketch.stack("One", first)),
                        List.of(Sketch.stack("One", first), Sketch.stack("Two", first))))
                .isEmpty();
    }

    private static List<String> lines(String before, String after) {
        return lines(List.of(Sketch.stack("App", before)), List.of(Sketch.stack("App", after)));
    }

    private static List<String> lines(List<Template> before, List<Template> after) {
        return Sketch.of(new NameCheck(), before, after).stream()
                .map(Sketch::line)
                .toList();
    }
}
