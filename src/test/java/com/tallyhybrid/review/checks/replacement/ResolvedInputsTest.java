package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.checks.exports.ExportCheck;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template decides by its inputs is judged as if the value stood there; what only the deployment decides is not. */
class ResolvedInputsTest {
    private static final String INPUTS = """
            Free: {Type: 'AWS::SQS::Queue'}
            ---
            Parameters: {Name: {Type: String, Default: books}, Size: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}}
            Mappings: {Names: {a: {name: books, other: ledgers}}}
            Conditions:
              Always: {'Fn::Equals': [a, a]}
              Never: {'Fn::Not': [{Condition: Always}]}
              Default: {'Fn::And': [{'Fn::Equals': [{Ref: Name}, books]}, {Condition: Always}]}
              Unlike: {'Fn::Equals': [{Ref: Name}, ledgers]}
              Open: {'Fn::Equals': [{Ref: Size}, big]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Ref: Name}",
                "{'Fn::Sub': '${Name}'}",
                "{'Fn::Join': ['', [bo, oks]]}",
                "{'Fn::FindInMap': [Names, a, name]}",
                "{'Fn::If': [Default, books, ledgers]}",
                "{'Fn::If': [Never, ledgers, {Ref: Name}]}",
                "{'Fn::If': [Open, books, {Ref: Name}]}",
                "{'Fn::Select': [1, {'Fn::Split': ['-', 'my-books']}]}"
            })
    void theSameNameInOtherWordsRebuildsNothing(String value) {
        String bucket = "Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: %s}}\n" + INPUTS;
        assertThat(said(bucket.formatted("books"), bucket.formatted(value))).isEmpty();
        assertThat(said(bucket.formatted(value), bucket.formatted("books"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Fn::FindInMap': [Names, a, other]} | DANGER rebuilt App/Bucket",
                "{'Fn::If': [Unlike, books, ledgers]} | DANGER rebuilt App/Bucket",
                "{'Fn::If': [Open, books, ledgers]} | DANGER may-be-rebuilt App/Bucket",
                "{Ref: Size} | DANGER may-be-rebuilt App/Bucket"
            })
    void anotherNameBehindAnInputRebuilds(String value, String finding) {
        String bucket = "Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: %s}}\n" + INPUTS;
        assertThat(said(bucket.formatted("books"), bucket.formatted(value))).contains(finding);
    }

    /** A parameter that is deployed keeps its value, whatever the new default is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Default: books | Default: ledgers | DANGER may-be-rebuilt App/Bucket",
                "Default: /a | Default: /b | DANGER may-be-rebuilt-in-cascade App/Table, DANGER may-be-rebuilt-in-cascade App/Disk",
                "Default: /a | 'Default: /a, Description: b' | ",
                "Ref: Size}, big | Ref: Size}, small | DANGER may-be-rebuilt-in-cascade App/Disk",
                "other: ledgers | other: accounts | "
            })
    void whatOnlyAnInputChangesIsNotCertain(String old, String next, String finding) {
        String app = """
                Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: {Ref: Name}}}
                Table: {Type: 'AWS::DynamoDB::Table', Properties: {KeySchema: [{AttributeName: {Ref: Size}}]}}
                Disk: {Type: 'AWS::EFS::FileSystem', Properties: {Encrypted: {'Fn::If': [Open, true, false]}}}
                """ + INPUTS;
        assertThat(said(app, app.replace(old, next)).stream()
                        .filter(line -> !line.contains("name-"))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(finding == null ? "" : finding);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Always | Never | DANGER may-be-deleted App/Bucket",
                "Default | Unlike | DANGER may-be-deleted App/Bucket",
                "Open | Unlike | DANGER may-be-deleted App/Bucket",
                "Always | Open | DANGER may-be-deleted App/Bucket",
                "Always | Default | NOTICE may-be-deleted App/Bucket",
                "Open | Default | NOTICE may-be-deleted App/Bucket",
                "Never | Always | ",
                "Never | Open | ",
                "Unlike | Always | ",
                "Open | Always | ",
            })
    void aConditionIsJudgedByWhatItDecides(String old, String next, String finding) {
        String app = "Bucket: {Type: 'AWS::S3::Bucket', Condition: %s}\n" + INPUTS;
        assertThat(said(app.formatted(old), app.formatted(next)))
                .isEqualTo(Stream.ofNullable(finding).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "Never, ''",
        "Unlike, DANGER deleted App/Bucket",
        "Default, DANGER deleted App/Bucket",
        "Open, DANGER deleted App/Bucket"
    })
    void whatIsNeverMadeCannotBeDeleted(String condition, String finding) {
        assertThat(String.join(
                        "",
                        said(
                                "Bucket: {Type: 'AWS::S3::Bucket', Condition: %s}\n".formatted(condition) + INPUTS,
                                INPUTS)))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Value: books, Export: {Name: books}} | ",
                "{Value: {Ref: Name}, Export: {Name: {Ref: Name}}} | ",
                "{Value: {Ref: Name}, Condition: Default, Export: {Name: books}} | ",
                "{Value: {'Fn::FindInMap': [Names, a, other]}, Export: {Name: books}} | DANGER export-changed-in-use App/Out",
                "{Value: books, Condition: Never, Export: {Name: books}} | DANGER export-removed-in-use App/Out",
                "{Value: books, Export: {Name: {'Fn::FindInMap': [Names, a, other]}}} | DANGER export-renamed-in-use App/Out"
            })
    void anExportIsWhatItsInputsMakeOfIt(String output, String finding) {
        String app = "User: {Type: 'AWS::SQS::Queue', Properties: {QueueName: {'Fn::ImportValue': books}}}\n" + INPUTS;
        assertThat(said(
                        app + "Outputs: {Out: {Value: books, Export: {Name: books}}}",
                        app + "Outputs: {Out: " + output + "}"))
                .isEqualTo(Stream.ofNullable(finding).toList());
    }

    private static List<String> said(String before, String after) {
        return Stream.<Check>of(new ReplacementCheck(), new DeletionCheck(), new NameCheck(), new ExportCheck())
                .flatMap(check -> Sketch.of(check, before, after).stream())
                .map(Sketch::line)
                .toList();
    }
}
