package com.tallyhybrid.review.checks.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that hang on parameters and conditions of their template, and what a change of either means. */
class StatementVariantTest {

    private static final Check CHECK = new StatementCheck();

    private static final String READ = "{Effect: Allow, Principal: {AWS: r}, Action: 's3:GetObject', Resource: b}";
    private static final String OPEN = "{Effect: Allow, Principal: '*', Action: 's3:*', Resource: b}";
    private static final String TLS = "{Effect: Deny, Principal: '*', Action: 's3:*', Resource: b,"
            + " Condition: {Bool: {'aws:SecureTransport': 'false'}}}";

    /** Live is true where the default of Stage is live, Never is never true, Always always. */
    private static String inputs(String stage) {
        return """
                ---
                Parameters: {Stage: {Type: String, Default: %s}, Verbs: {Type: CommaDelimitedList, Default: 's3:GetObject,s3:PutObject'}}
                Conditions: {Live: {'Fn::Equals': [{Ref: Stage}, live]}, Never: {'Fn::Equals': [a, b]}, Always: {'Fn::Not': [{Condition: Never}]}}
                """.formatted(stage);
    }

    private static String policy(String document) {
        return "P: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: b, PolicyDocument: %s}}\n".formatted(document);
    }

    private static String statements(String... statements) {
        return policy("{Version: '2012-10-17', Statement: [%s]}".formatted(String.join(", ", statements)));
    }

    private static List<String> said(String before, String after) {
        return Sketch.of(CHECK, before + inputs("test"), after + inputs("test")).stream()
                .map(Sketch::line)
                .distinct()
                .toList();
    }

    private static String choice(String condition, String then, String otherwise) {
        return "{'Fn::If': [%s, %s, %s]}".formatted(condition, then, otherwise);
    }

    private static final String NOTHING = "{Ref: 'AWS::NoValue'}";

    /** Whoever deploys may choose the other branch, so a right in one of them is a right. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Effect: {'Fn::If': [Live, Allow, Deny]}, Principal: '*', Action: 's3:*', Resource: b}",
                "{Effect: {'Fn::If': [Live, Deny, Allow]}, Principal: '*', Action: 's3:*', Resource: b}",
                "{Effect: Allow, Principal: {'Fn::If': [Live, '*', {AWS: r}]}, Action: 's3:GetObject', Resource: b}",
                "{Effect: Allow, Principal: {AWS: r}, Action: ['s3:GetObject', {'Fn::If': [Live, 's3:PutBucketPolicy', {Ref: 'AWS::NoValue'}]}], Resource: b}",
                "{Effect: Allow, Principal: {AWS: r}, Action: {'Fn::If': [Live, ['s3:GetObject', 's3:PutObject'], 's3:GetObject']}, Resource: b}",
                "{'Fn::If': [Live, {Effect: Allow, Principal: '*', Action: 's3:*', Resource: b}, {Ref: 'AWS::NoValue'}]}",
                "{'Fn::If': [A, {'Fn::If': [B, x, {'Fn::If': [C, x, {'Fn::If': [D, x, {'Fn::If': [E, x, {Effect: Allow, Principal: '*', Action: 's3:*', Resource: b}]}]}]}]}, x]}",
            })
    void aRightThatStandsInOneBranchIsARight(String statement) {
        assertThat(said(statements(READ), statements(READ, statement)))
                .anyMatch(line -> line.matches("DANGER allow-(added|broadened) App/P"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Effect: {'Fn::If': [Live, Deny, Allow]}, Principal: '*', Action: 's3:*', Resource: b, Condition: {Bool: {'aws:SecureTransport': 'false'}}}",
                "{Effect: Deny, Principal: {'Fn::If': [Live, {AWS: r}, '*']}, Action: 's3:*', Resource: b, Condition: {Bool: {'aws:SecureTransport': 'false'}}}",
                "{Effect: Deny, Principal: '*', Action: 's3:*', Resource: b, Condition: {'Fn::If': [Live, {Bool: {'aws:SecureTransport': maybe}}, {Bool: {'aws:SecureTransport': 'false'}}]}}",
                "{Effect: Deny, Principal: '*', Action: 's3:*', Resource: b, Condition: {Bool: {'Fn::If': [Live, {'aws:SecureTransport': 'true'}, {'aws:SecureTransport': 'false'}]}}}",
            })
    void aRefusalThatOneBranchLacksIsNarrower(String statement) {
        assertThat(said(statements(TLS), statements(statement))).contains("DANGER deny-narrowed App/P");
    }

    @Test
    void aWholePolicyInOneBranchIsRead() {
        String closed = "{Statement: [%s]}".formatted(TLS);
        String open = "{Statement: [%s]}".formatted(OPEN);

        assertThat(said(policy(closed), policy(choice("Live", open, closed))))
                .contains("DANGER allow-added App/P", "DANGER deny-narrowed App/P");
        assertThat(said(
                        policy(closed),
                        policy("{Statement: %s}".formatted(choice("Live", "[" + OPEN + "]", "[" + TLS + "]")))))
                .contains("DANGER allow-added App/P", "DANGER deny-narrowed App/P");
        assertThat(said(policy(closed), policy(choice("Live", closed, closed)))).isEmpty();
    }

    @Test
    void aChoiceThatNobodyHasIsNone() {
        assertThat(said(statements(TLS), statements(choice("Always", TLS, NOTHING))))
                .isEmpty();
        assertThat(said(statements(TLS), statements(TLS, choice("Never", OPEN, NOTHING))))
                .isEmpty();
        assertThat(said(statements(TLS), statements(choice("Live", TLS, TLS)))).isEmpty();
        assertThat(said(statements(TLS), statements(choice("Never", TLS, NOTHING))))
                .containsExactly("DANGER deny-removed App/P");
    }

    /** The policy is the same, and another default makes something else of it. */
    @ParameterizedTest
    @CsvSource({
        "live, test, DANGER deny-removed App/P, Nothing forbids it any longer",
        "test, live, NOTICE deny-added App/P, Everybody would be refused s3:*",
    })
    void aChangedDefaultChangesWhatHolds(String before, String after, String expected, String meaning) {
        String closed = statements(choice("Live", TLS, NOTHING));

        assertThat(Sketch.of(CHECK, closed + inputs(before), closed + inputs(after)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(Sketch.line(finding)).isEqualTo(expected);
                    assertThat(finding.meaning())
                            .startsWith("Where the defaults of the parameters are used: " + meaning);
                });
    }

    @Test
    void aPolicyUnderAConditionGoesWithIt() {
        String closed = statements(TLS).replace("Properties", "Condition: Live, Properties");

        assertThat(Sketch.of(CHECK, closed + inputs("live"), closed + inputs("test")))
                .extracting(Sketch::line)
                .containsExactly("DANGER deny-removed App/P");
        assertThat(said(closed, closed)).isEmpty();
        assertThat(said(statements(TLS), closed))
                .as("the default makes no policy of it")
                .containsExactly("DANGER deny-removed App/P");
        assertThat(said(statements(TLS), closed.replace("Live", "Always"))).isEmpty();
    }

    @Test
    void aListThatAFunctionMakesIsThatList() {
        String verbs = "{Effect: Allow, Principal: {AWS: r}, Action: %s, Resource: b}";
        String listed = statements(verbs.formatted("['s3:GetObject', 's3:PutObject']"));

        assertThat(said(listed, statements(verbs.formatted("{Ref: Verbs}")))).isEmpty();
        assertThat(said(listed, statements(verbs.formatted("{'Fn::Split': [' ', 's3:PutObject s3:GetObject']}"))))
                .isEmpty();
        assertThat(said(listed, statements(verbs.formatted("[{Ref: Verbs}, 's3:DeleteObject']"))))
                .containsExactly("DANGER allow-added App/P");
    }

    @Test
    void aPolicyThatAFunctionWritesAsTextIsThatPolicy() {
        String document = "{Statement: [%s]}".formatted(TLS);
        String written = "{'Fn::ToJsonString': {Statement: [%s]}}";

        assertThat(said(policy(document), policy(written.formatted(TLS)))).isEmpty();
        assertThat(said(policy(document), policy(written.formatted(TLS + ", " + OPEN))))
                .containsExactly("DANGER allow-added App/P");
    }

    /** Beyond four conditions the statement is read as the defaults make it, and never left out. */
    @Test
    void manyConditionsAreRead() {
        String actions = IntStream.range(0, 8)
                .mapToObj(i -> choice("C" + i, "'s3:GetObject'", NOTHING))
                .collect(Collectors.joining(", "));

        assertThat(said(
                        statements(READ),
                        statements(
                                READ, "{Effect: Allow, Principal: '*', Action: [%s], Resource: b}".formatted(actions))))
                .anyMatch(line -> line.matches("DANGER allow-(added|broadened) App/P"));
    }
}
