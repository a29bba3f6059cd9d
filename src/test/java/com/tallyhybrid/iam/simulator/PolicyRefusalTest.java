package com.tallyhybrid.iam.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
                "{'Effect': 'Allow', 'Action': [], 'Resource': '*'} | needs a text, got an empty list",
                "{'Effect': 'Allow', 'NotAction': [], 'Resource': '*'} | needs a text, got an empty list",
                "{'Effect': 'Deny', 'Action': 's3:*', 'NotResource': []} | needs a text, got an empty list",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'books/*'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': ''} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*?'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:s3'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:*:*:*:*'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:s?:::books'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:s3*'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:*'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 'iam:*', 'Resource': 'arn:aws:iam::111122223333:*le/Ops'} | not an ARN",
                "{'Effect': 'Deny', 'Action': 'ec2:*', 'Resource': 'arn:aws:ec2:*:*:?pc/vpc-1'} | not an ARN",
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
                "{'IpAddress': {'a:b': '203.0.113.*'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '203.0.113.0-9'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '203.0.113'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '0xcb007107'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '3405803783'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '203.0.113.0/255.255.255.0'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '203.0.113.007'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '203.0.113.7 '}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '2001:db8::1%eth0'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '2001:db8::*'}} | IpAddress cannot compare with",
                "{'IpAddress': {'a:b': '/24'}} | IpAddress cannot compare with",
                "{'NotIpAddress': {'a:b': '*'}} | NotIpAddress cannot compare with",
                "{'NumericEquals': {'a:b': '1e1'}} | NumericEquals cannot compare with",
                "{'DateGreaterThan': {'a:b': '2026'}} | DateGreaterThan cannot compare with",
                "{'StringNotEquals': {'a:b': []}} | needs a text, got an empty list",
                "{'StringEquals': {'a:b': 'c', 'A:B': 'd'}} | StringEquals names twice the key A:B",
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
                "{'AWS': 'arn:aws:iam::111122223333:user/${aws:username}'}",
                "{'AWS': 'arn:aws:sts::111122223333:assumed-role/Ops/${aws:username}'}",
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

    /** IAM User Guide, reference_policies_elements_notprincipal: neither is supported. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bucket | {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'NotPrincipal': {'AWS': '111122223333'}}"
                        + " | AWS does not support NotPrincipal with Allow",
                "trust | {'Effect': 'Deny', 'Action': 'sts:AssumeRole', 'NotPrincipal': {'AWS': '111122223333'}}"
                        + " | AWS does not support NotPrincipal in the trust policy of a role",
            })
    void refusesAnExceptionWhereAwsDoes(String document, String statement, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene(document, statement).evaluator())
                .withMessageEndingWith(why);
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

    /** What AWS makes of a default without the documented space is documented nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"${a, b}", "${a,`b`}"})
    void refusesAMalformedVariable(String variable) {
        String quoted = variable.replace('`', '\'');
        ObjectNode statement = (ObjectNode) json("{'Effect': 'Allow', 'Action': 's3:*'}");
        statement.put("Resource", "arn:aws:s3:::books/" + quoted);
        Scene scene = new Scene(new ObjectMapper().createObjectNode().set("identity", statement));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read()))
                .withMessageContaining("not a policy variable: " + quoted);
    }

    /** Their values follow from nothing that a template or a question says. */
    @ParameterizedTest
    @ValueSource(strings = {"aws:userId", "AWS:USERID"})
    void refusesAKeyThatAwsAddsAndNobodyGave(String key) {
        Scene scene = scene(
                "identity",
                "{'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*', 'Condition': {'StringNotLike': {'%s': 'AIDA*'}}}"
                        .formatted(key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read()))
                .withMessage("One/Dev#0: %1$s: AWS adds %1$s to this request: say its value", key);
        assertThat(scene.evaluator()
                        .evaluate(read().with("aws:userid", "AIDAEXAMPLE"))
                        .outcome())
                .isEqualTo(Decision.Outcome.IMPLICIT_DENY);
    }

    /** What every request carries, and what a service or a session carries besides. */
    @ParameterizedTest
    @CsvSource({
        "user, aws:CurrentTime, DateGreaterThan, 2026-01-01T00:00:00Z",
        "user, aws:EpochTime, NumericGreaterThan, 1",
        "user, aws:SecureTransport, BoolIfExists, false",
        "user, aws:ViaAWSService, BoolIfExists, false",
        "user, aws:RequestedRegion, StringNotEquals, ap-south-1",
        "user, aws:UserAgent, StringNotLike, console*",
        "role, aws:TokenIssueTime, DateLessThan, 2026-01-01T00:00:00Z",
        "service, aws:PrincipalAccount, StringNotEquals, 111122223333",
        "service, aws:PrincipalType, StringEqualsIfExists, User",
        "service, aws:userid, StringNotLike, AIDA*",
        "token, aws:PrincipalAccount, StringNotEquals, 111122223333",
    })
    void refusesAKeyThatEveryRequestOfSuchAPrincipalCarries(String who, String key, String operator, String value) {
        Principal principal = Map.of(
                        "user", USER,
                        "role", new Principal.RoleSession("arn:aws:iam::111122223333:role/Ops"),
                        "service", new Principal.Service("events.amazonaws.com"),
                        "token", new Principal.Federated("arn:aws:iam::111122223333:oidc-provider/git.example"))
                .get(who);
        Scene scene = scene(
                "bucket",
                "{'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*', 'Condition': {'%s': {'%s': '%s'}}}"
                        .formatted(operator, key, value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator()
                        .evaluate(new Request(principal, "s3:GetObject", "arn:aws:s3:::books/a")
                                .with("aws:ResourceAccount", "111122223333")))
                .withMessage("One/BooksPolicy#0: %1$s: AWS adds %1$s to this request: say its value", key);
    }

    @Test
    void refusesAStarBesideWhatIsNoArn() {
        Scene scene = scene(
                "identity",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'ArnLike': {'a:b': '*'}}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read().with("a:b", "books")))
                .withMessage("One/Dev#0: a:b: * beside what is no ARN: books");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.007", "203.0.113", "203.0.113.0/24", "office"})
    void refusesARequestFromNoAddress(String address) {
        Scene scene = scene(
                "identity",
                "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*',"
                        + " 'Condition': {'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.evaluator().evaluate(read().with("aws:SourceIp", address)))
                .withMessageStartingWith("One/Dev#0: aws:SourceIp: ");
    }

    /** The STS API Reference: "No permissions are required to perform this operation", and a Deny changes nothing. */
    @Test
    void refusesTheOneActionThatPoliciesDoNotDecide() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Request(USER, "sts:GetCallerIdentity", "*"))
                .withMessageContaining("whatever policies say");
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
