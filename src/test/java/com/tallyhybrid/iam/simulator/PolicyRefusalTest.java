package com.tallyhybrid.iam.simulator;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the evaluation does not know it refuses with its place; it never skips a statement. */
class PolicyRefusalTest {

    private static final Principal USER = new Principal.User("arn:aws:iam::111122223333:user/Dev");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Effect': 'Permit', 'Action': 's3:*', 'Resource': '*'} | unknown Effect Permit",
                "{'Effect': 'allow', 'Action': 's3:*', 'Resource': '*'} | unknown Effect allow",
                "{'Effect': 'Allow', 'Actions': 's3:*', 'Resource': '*'} | unknown element Actions",
                "{'Effect': 'Allow', 'Resource': '*'} | needs either Action or NotAction",
                "{'Effect': 'Allow', 'Action': 's3:*', 'NotAction': 's3:*', 'Resource': '*'} | needs either Action",
                "{'Effect': 'Allow', 'Action': 's3', 'Resource': '*'} | not an action: s3",
                "{'Effect': 'Allow', 'Action': {'a': 1}, 'Resource': '*'} | needs a text",
                "{'Effect': 'Allow', 'Action': 's3:*'} | needs Resource or NotResource",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Principal': '*'} | names no Principal",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {}} | an empty Condition",
            })
    void refusesAStatementOfAnIdentityPolicy(String statement, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene("identity", statement).evaluator())
                .withMessageStartingWith("One/Dev#0: ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'StringEqualz': {'a:b': 'c'}} | unknown operator StringEqualz",
                "{'BinaryEquals': {'a:b': 'QQ=='}} | unknown operator BinaryEquals",
                "{'ForSomeValues:StringEquals': {'a:b': 'c'}} | unknown operator ForSomeValues:StringEquals",
                "{'NullIfExists': {'a:b': 'true'}} | unknown operator NullIfExists",
                "{'ForAnyValue:Null': {'a:b': 'true'}} | unknown operator ForAnyValue:Null",
                "{'StringEquals': {'nokey': 'c'}} | not a condition key: nokey",
                "{'NumericLessThan': {'a:b': 'ten'}} | NumericLessThan cannot compare with",
                "{'DateLessThan': {'a:b': 'tomorrow'}} | DateLessThan cannot compare with",
                "{'Bool': {'a:b': 'yes'}} | Bool cannot compare with",
                "{'IpAddress': {'a:b': 'office'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': ''}} | IpAddress cannot compare with",
                "{'ArnLike': {'a:b': 'arn:aws:s3'}} | ArnLike cannot compare with",
                "{'NumericEquals': {'a:b': '${aws:username}'}} | NumericEquals cannot compare with",
            })
    void refusesACondition(String condition, String why) {
        String statement =
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': %s}".formatted(condition);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene("identity", statement).evaluator())
                .withMessageStartingWith("One/Dev#0: ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Federated': 'cognito-identity.amazonaws.com'}",
                "{'CanonicalUser': '79a5'}",
                "{'AWS': 'arn:aws:iam::111122223333:user/*'}",
                "{'AWS': 'Dev'}",
                "{'AWS': 'AIDAEXAMPLE'}",
                "{'Service': '*'}",
                "{}",
                "'Dev'",
            })
    void refusesAPrincipal(String principal) {
        String statement =
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Principal': %s}".formatted(principal);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene("bucket", statement).evaluator())
                .withMessageStartingWith("One/BooksPolicy#0: ");
    }

    @Test
    void refusesAnUnknownVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scene(json("{'version': '2026-01-01'}")).evaluator())
                .withMessageContaining("unknown Version 2026-01-01");
    }

    @Test
    void refusesAnExceptionThatListsAPrincipalInPart() {
        Scene scene = scene(
                "bucket",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*',"
                        + " 'NotPrincipal': {'AWS': 'arn:aws:iam::111122223333:user/Dev'}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read()))
                .withMessageStartingWith("One/BooksPolicy#0: NotPrincipal lists only part of");
    }

    @Test
    void refusesSeveralValuesWithoutASetOperator() {
        Scene scene = scene(
                "identity",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'StringEquals': {'a:b': 'c'}}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read().with("a:b", "c", "d")))
                .withMessage("One/Dev#0: a:b: several values need ForAllValues or ForAnyValue");
    }

    @Test
    void refusesAMalformedVariable() {
        Scene scene =
                scene("identity", "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::books/${a, b}'}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read()))
                .withMessageContaining("not a policy variable: ${a, b}");
    }

    @Test
    void refusesARequestThatProvesNothing() {
        Evaluator evaluator = new Scene(json("{}")).evaluator();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator.evaluate(new Request(
                        new Principal.User("arn:aws:iam::111122223333:user/Typo"),
                        "s3:GetObject",
                        "arn:aws:s3:::books/a")))
                .withMessageContaining("no template has arn:aws:iam::111122223333:user/Typo");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator.evaluate(new Request(USER, "s3:GetObject", "arn:aws:s3:::typo/a")))
                .withMessageContaining("whose is arn:aws:s3:::typo/a?");
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(USER, "s3:Get*", "*"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(USER, "s3:GetObject", "books/a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Request(USER, "s3:GetObject", "*", Map.of("a:b", List.of(), "A:b", List.of())));
    }

    private static Request read() {
        return new Request(USER, "s3:GetObject", "arn:aws:s3:::books/a");
    }

    private static Scene scene(String element, String statement) {
        return new Scene(json("{'%s': %s}".formatted(element, statement)));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
