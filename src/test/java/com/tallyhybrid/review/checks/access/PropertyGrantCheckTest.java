package com.tallyhybrid.review.checks.access;

import static com.tallyhybrid.testkit.templates.SmallApp.findings;
import static com.tallyhybrid.testkit.templates.SmallApp.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyGrantCheckTest {

    private static final Check CHECK = new PropertyGrantCheck();
    private static final String GROUPS = "Clerks: {Type: 'AWS::IAM::Group'}\nOwners: {Type: 'AWS::IAM::Group'}\n";

    private static String user(String properties) {
        return "User: {Type: 'AWS::IAM::User', Properties: {UserName: user, %s}}\n".formatted(properties);
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "Groups: [{Ref: Clerks}, {Ref: Owners}] | Groups: [{Ref: Clerks}] | DANGER joined-group User",
                "Groups: [{Ref: Clerks}] | Groups: [{Ref: Clerks}, {Ref: Owners}] | NOTICE left-group User",
                "Groups: [{Ref: Owners}, {Ref: Clerks}] | Groups: [{Ref: Clerks}, {Ref: Owners}] | nothing",
                "LoginProfile: {Password: x} | Path: / | DANGER console-password-added User",
                "Path: / | LoginProfile: {Password: x} | NOTICE console-password-removed User",
                "ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] | Path: / | DANGER managed-policy-attached User",
                "Path: / | ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] | NOTICE managed-policy-detached User",
                "Path: / | PermissionsBoundary: 'arn:b' | DANGER boundary-removed User",
                "PermissionsBoundary: 'arn:b' | Path: / | NOTICE boundary-added User",
                "PermissionsBoundary: 'arn:c' | PermissionsBoundary: 'arn:b' | DANGER boundary-changed User",
                "PermissionsBoundary: 'arn:b' | PermissionsBoundary: {'Fn::Sub': 'arn:b'} | nothing",
            })
    void rightsOfAUserComeAndGo(String after, String before, String expected) {
        assertThat(said(CHECK, GROUPS + user(before), GROUPS + user(after)))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    /** In one branch of a choice a right may come, and may go. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "ManagedPolicyArns: {'Fn::If': [Live, ['arn:aws:iam::aws:policy/ReadOnlyAccess'], {Ref: 'AWS::NoValue'}]} | Path: / | DANGER managed-policy-attached User",
                "PermissionsBoundary: {'Fn::If': [Live, b, {Ref: 'AWS::NoValue'}]} | PermissionsBoundary: b | DANGER boundary-removed User",
                "PermissionsBoundary: {'Fn::If': [Live, b, c]} | PermissionsBoundary: b | DANGER boundary-changed User",
                "PermissionsBoundary: {'Fn::If': [Live, b, b]} | PermissionsBoundary: b | nothing",
                "LoginProfile: {'Fn::If': [Live, {Password: x}, {Ref: 'AWS::NoValue'}]} | Path: / | DANGER console-password-added User",
                "ManagedPolicyArns: {'Fn::If': [Live, [a], [a]]} | ManagedPolicyArns: [a] | nothing",
            })
    void aRightInOneBranchComesAndOneThatABranchLacksGoes(String after, String before, String expected) {
        assertThat(said(CHECK, user(before), user(after))).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void aConditionThatFallsOtherwiseByDefaultIsToldWithTheDefaults() {
        String user = user("PermissionsBoundary: {'Fn::If': [Live, b, {Ref: 'AWS::NoValue'}]}");
        String inputs =
                "---\nParameters: {Stage: {Default: %s}}\nConditions: {Live: {'Fn::Equals': [{Ref: Stage}, live]}}";

        assertThat(Sketch.of(CHECK, user + inputs.formatted("live"), user + inputs.formatted("test")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("boundary-removed");
                    assertThat(finding.meaning()).startsWith("Where the defaults of the parameters are used: ");
                });
        assertThat(Sketch.of(CHECK, user + inputs.formatted("live"), user + inputs.formatted("live")))
                .isEmpty();
    }

    /** What runs code works with the rights of a role, and another role may do other things. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "AWS::Lambda::Function | Role: 'arn:aws:iam::111122223333:role/a' | Role: 'arn:aws:iam::111122223333:role/b' | arn:aws:iam::111122223333:role/a -> arn:aws:iam::111122223333:role/b",
                "AWS::EC2::Instance | IamInstanceProfile: p | IamInstanceProfile: {'Fn::Sub': p} | nothing",
                "AWS::EC2::Instance | ImageId: i | IamInstanceProfile: p | ' -> p'",
                "AWS::ECS::TaskDefinition | TaskRoleArn: a | TaskRoleArn: b | a -> b",
                "AWS::Lambda::Function | Role: a, Timeout: 3 | Role: a, Timeout: 5 | nothing",
            })
    void anotherRoleIsToldOfWhatRunsCode(String type, String before, String after, String values) {
        String resource = "X: {Type: '%s', Properties: {%s}}";
        List<ReviewFinding> findings =
                findings(CHECK, resource.formatted(type, before), resource.formatted(type, after));

        assertThat(findings)
                .extracting(finding -> finding.before() + " -> " + finding.after())
                .isEqualTo(values == null ? List.of() : List.of(values));
        assertThat(findings).extracting(ReviewFinding::ruleId).allMatch("works-as-changed"::equals);
        assertThat(findings(CHECK, "", resource.formatted(type, after))).isEmpty();
    }

    @Test
    void aMembershipMayBeWrittenElsewhere() {
        assertThat(said(
                        CHECK,
                        GROUPS + user("Groups: [{Ref: Clerks}]"),
                        GROUPS + user("Path: /") + "In: {Type: 'AWS::IAM::UserToGroupAddition', Properties: "
                                + "{GroupName: {Ref: Clerks}, Users: [user]}}"))
                .isEmpty();
    }

    @Test
    void aNewUserIsToldWithWhatItMayDo() {
        String clerks = """
                Clerks:
                  Type: AWS::IAM::Group
                  Properties:
                    Policies:
                      - PolicyName: p
                        PolicyDocument:
                          Version: '2012-10-17'
                          Statement: {Effect: Allow, Action: 's3:PutObject', Resource: 'arn:aws:s3:::books/*'}
                """;

        assertThat(findings(CHECK, clerks, clerks + user("Groups: [{Ref: Clerks}]")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("new-user");
                    assertThat(finding.meaning())
                            .isEqualTo(
                                    "The new user user may do what its groups and policies allow: use s3:PutObject on"
                                            + " arn:aws:s3:::books/*.");
                });
        assertThat(said(CHECK, clerks + user("Groups: [{Ref: Clerks}]"), clerks))
                .isEmpty();
    }

    @Test
    void aNewRoleWithAWidePolicyOfAwsIsAnAlarmAndWithANarrowOneIsNot() {
        String role = "Role: {Type: 'AWS::IAM::Role', Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/%s']}}";

        assertThat(said(CHECK, "", role.formatted("AdministratorAccess")))
                .containsExactly("DANGER managed-policy-attached Role");
        assertThat(said(CHECK, "", role.formatted("service-role/AWSLambdaBasicExecutionRole")))
                .containsExactly("NOTICE managed-policy-attached Role");
    }

    @Test
    void aKeyIsItsSerial() {
        String key = "Key: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: {Ref: User}, Serial: %s}}\n";
        String owner = user("Path: /");

        assertThat(said(CHECK, owner + key.formatted("1"), owner + key.formatted("2")))
                .containsExactly("NOTICE new-access-key Key", "NOTICE access-key-removed Key");
        assertThat(said(CHECK, owner + key.formatted("1"), owner + key.formatted("'1'")))
                .isEmpty();
        assertThat(said(CHECK, owner + key.formatted("1"), owner + key.formatted("1, Status: Inactive")))
                .containsExactly("NOTICE access-key-removed Key");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "AccessControl: PublicRead | DANGER public-acl Books",
                "AccessControl: LogDeliveryWrite | NOTICE acl-changed Books",
                "AccessControl: Private | nothing",
            })
    void anAccessControlListOpensABucket(String property, String expected) {
        String bucket = "Books: {Type: 'AWS::S3::Bucket', Properties: {%s}}";

        assertThat(said(CHECK, bucket.formatted(""), bucket.formatted(property)))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void aShareIsWhoGetsWhatHoweverItIsWritten() {
        String share =
                "%s: {Type: 'AWS::RAM::ResourceShare', Properties: {Name: n, Principals: [%s], ResourceArns: [%s]}}\n";

        assertThat(said(CHECK, share.formatted("A", "'1'", "x"), share.formatted("A", "'1', '2'", "x")))
                .containsExactly("DANGER shared-with A");
        assertThat(said(
                        CHECK,
                        share.formatted("A", "'1'", "x, y"),
                        share.formatted("A", "'1'", "x") + share.formatted("B", "'1'", "y")))
                .isEmpty();
    }

    @Test
    void aFunctionWithoutAQuestionAtItsDoorIsPublic() {
        String url = "Url: {Type: 'AWS::Lambda::Url', Properties: {TargetFunctionArn: f, AuthType: %s}}";

        assertThat(said(CHECK, "", url.formatted("AWS_IAM"))).isEmpty();
        assertThat(said(CHECK, url.formatted("AWS_IAM"), url.formatted("NONE")))
                .containsExactly("DANGER public-function Url");
    }

    @Test
    void aSubscriptionMayBeWrittenInTheTopic() {
        String topic = "Topic: {Type: 'AWS::SNS::Topic'%s}\n";
        String inline = topic.formatted(", Properties: {Subscription: [{Protocol: email, Endpoint: a@example.com}]}");
        String apart = topic.formatted("")
                + "Mail: {Type: 'AWS::SNS::Subscription', Properties: "
                + "{TopicArn: {Ref: Topic}, Protocol: email, Endpoint: a@example.com}}";

        assertThat(said(CHECK, inline, apart)).isEmpty();
        assertThat(said(CHECK, topic.formatted(""), inline)).containsExactly("NOTICE new-recipient Topic");
    }
}
