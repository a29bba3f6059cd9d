package com.tallyhybrid.iam.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies are found wherever CloudFormation can attach them. */
class AttachmentTest {

    private static final String ALLOW =
            "{'Version': '2012-10-17', 'Statement': [{'Sid': 'It', 'Effect': 'Allow', 'Action': '*', 'Resource': '*'}]}";
    private static final Principal DEV = new Principal.User("arn:aws:iam::111122223333:user/Dev");
    private static final Principal OPS = new Principal.RoleSession("arn:aws:iam::111122223333:role/Ops");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'P': {'Type': 'AWS::IAM::Policy', 'Properties': {'Users': [{'Ref': 'Dev'}], 'PolicyDocument': ALLOW}}",
                "'P': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {'Users': ['Dev'], 'PolicyDocument': ALLOW}}",
                "'P': {'Type': 'AWS::IAM::Policy', 'Properties': {'Groups': ['Staff'], 'PolicyDocument': ALLOW}},"
                        + " 'M': {'Type': 'AWS::IAM::UserToGroupAddition', 'Properties': {'GroupName': {'Ref': 'Staff'},"
                        + " 'Users': [{'Ref': 'Dev'}]}}",
                "'P': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {'Groups': [{'Ref': 'Agents'}],"
                        + " 'PolicyDocument': ALLOW}}",
                "'P': {'Type': 'AWS::IAM::UserPolicy', 'Properties': {'UserName': 'Dev', 'PolicyDocument': ALLOW}}",
                "'P': {'Type': 'AWS::IAM::GroupPolicy', 'Properties': {'GroupName': {'Ref': 'Agents'}, 'PolicyDocument': ALLOW}}",
            })
    void reachAUser(String attachment) {
        assertThat(evaluator(attachment).evaluate(new Request(DEV, "s3:ListAllMyBuckets", "*")))
                .isEqualTo(new Decision(Outcome.ALLOWED, "One/P#It"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'P': {'Type': 'AWS::IAM::Policy', 'Properties': {'Roles': [{'Ref': 'Ops'}], 'PolicyDocument': ALLOW}}",
                "'P': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {'Roles': ['Ops'], 'PolicyDocument': ALLOW}}",
                "'P': {'Type': 'AWS::IAM::RolePolicy', 'Properties': {'RoleName': {'Ref': 'Ops'}, 'PolicyDocument': ALLOW}}",
            })
    void reachARole(String attachment) {
        assertThat(evaluator(attachment).evaluate(new Request(OPS, "s3:ListAllMyBuckets", "*")))
                .isEqualTo(new Decision(Outcome.ALLOWED, "One/P#It"));
    }

    @Test
    void doNotReachOthers() {
        String forDev = "'P': {'Type': 'AWS::IAM::Policy', 'Properties': {'Users': ['Dev'], 'PolicyDocument': ALLOW}}";
        assertThat(evaluator(forDev)
                        .evaluate(new Request(OPS, "s3:ListAllMyBuckets", "*"))
                        .outcome())
                .isEqualTo(Outcome.IMPLICIT_DENY);
    }

    @Test
    void areAttachedByTheirArnToo() {
        String byArn = "'R': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'R', 'ManagedPolicyArns':"
                + " [{'Ref': 'P'}], 'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': []}}},"
                + " 'P': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {'PolicyDocument': ALLOW}}";
        var role = new Principal.RoleSession("arn:aws:iam::111122223333:role/R");
        assertThat(evaluator(byArn).evaluate(new Request(role, "s3:ListAllMyBuckets", "*")))
                .isEqualTo(new Decision(Outcome.ALLOWED, "One/P#It"));
    }

    /** The text of a policy of AWS is in no template. */
    @Test
    void ofAwsMustBeSupplied() {
        String aws = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        Assembly assembly =
                assembly("'R': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'R', 'ManagedPolicyArns': ['%s'],"
                                .formatted(aws)
                        + " 'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': []}}}");
        var request =
                new Request(new Principal.RoleSession("arn:aws:iam::111122223333:role/R"), "s3:ListAllMyBuckets", "*");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Evaluator.of(assembly).evaluate(request))
                .withMessage("no template holds policy %s; supply it", aws);
        assertThat(Evaluator.of(assembly, Map.of(aws, json(ALLOW)))
                        .evaluate(request)
                        .because())
                .isEqualTo(aws + "#It");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'X': {'Type': 'AWS::SNS::TopicPolicy', 'Properties': {'Topics': [{'Ref': 'Topic'}], 'PolicyDocument':"
                        + " SERVICE}} | sns:Publish | arn:aws:sns:ap-south-1:111122223333:alerts",
                "'X': {'Type': 'AWS::SQS::QueuePolicy', 'Properties': {'Queues': [{'Ref': 'Queue'}], 'PolicyDocument':"
                        + " SERVICE}} | sqs:SendMessage | arn:aws:sqs:ap-south-1:111122223333:dead",
                "'X': {'Type': 'AWS::SecretsManager::ResourcePolicy', 'Properties': {'SecretId': 'arn:aws:secretsmanager:"
                        + "ap-south-1:111122223333:secret:s', 'ResourcePolicy': SERVICE}} | secretsmanager:GetSecretValue"
                        + " | arn:aws:secretsmanager:ap-south-1:111122223333:secret:s",
                "'X': {'Type': 'AWS::Logs::ResourcePolicy', 'Properties': {'PolicyDocument': {'Fn::Join': ['', ['"
                        + "{\\'Version\\': \\'2012-10-17\\', \\'Statement\\': {\\'Sid\\': \\'It\\', \\'Effect\\':"
                        + " \\'Allow\\', \\'Principal\\': {\\'Service\\': \\'events.amazonaws.com\\'}, \\'Action\\':"
                        + " \\'*\\', \\'Resource\\': \\'*\\'}}']]}}} | logs:PutLogEvents"
                        + " | arn:aws:logs:ap-south-1:111122223333:log-group:ledger:log-stream:x",
                "'X': {'Type': 'AWS::Backup::BackupVault', 'Properties': {'BackupVaultName': 'v', 'AccessPolicy': SERVICE}}"
                        + " | backup:StartCopyJob | arn:aws:backup:ap-south-1:111122223333:backup-vault:v",
            })
    void areFoundOnResources(String resource, String action, String arn) {
        Evaluator evaluator = evaluator("'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'alerts'}},"
                + "'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'dead'}}," + resource);

        assertThat(evaluator.evaluate(new Request(new Principal.Service("events.amazonaws.com"), action, arn)))
                .isEqualTo(new Decision(Outcome.ALLOWED, "One/X#It"));
        assertThat(evaluator
                        .evaluate(new Request(
                                new Principal.Service("events.amazonaws.com"),
                                action,
                                arn.replace("ap-south-1", "ap-south-2")))
                        .outcome())
                .isEqualTo(Outcome.IMPLICIT_DENY);
    }

    @Test
    void ofAnEndpointLimitWhatTravelsThroughIt() {
        Assembly assembly = assembly("'P': {'Type': 'AWS::IAM::Policy', 'Properties': {'Users': ['Dev'],"
                + " 'PolicyDocument': ALLOW}}, 'Gate': {'Type': 'AWS::EC2::VPCEndpoint', 'Properties': {'PolicyDocument':"
                + " {'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action': 's3:Get*',"
                + " 'Resource': '*'}}}}");
        String gate = assembly.resource("One", "Gate").reference();
        var list = new Request(DEV, "s3:ListAllMyBuckets", "*");

        assertThat(Evaluator.of(assembly).evaluate(list).outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(Evaluator.of(assembly)
                        .evaluate(list.with("AWS:sourcevpce", gate))
                        .because())
                .isEqualTo("the policy of the VPC endpoint does not allow it");
    }

    /** A policy on a type that nobody reads would be skipped in silence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::EFS::FileSystem | 'FileSystemPolicy': ALLOW",
                "AWS::SSO::PermissionSet | 'InlinePolicy': ALLOW",
                "AWS::Organizations::Policy | 'Content': ALLOW",
                "AWS::KMS::ReplicaKey | 'KeyPolicy': ALLOW",
                "AWS::Lambda::Permission | 'Principal': '*'",
                "AWS::Events::EventBusPolicy | 'Principal': '*'",
                "AWS::S3::AccessGrant | 'Permission': 'READ'",
                "AWS::RAM::ResourceShare | 'Name': 'books'",
                "AWS::XRay::ResourcePolicy | 'PolicyDocument': '{\\^Statement\\^: {\\^Effect\\^: \\^Allow\\^}}'",
                "AWS::XRay::ResourcePolicy | 'PolicyDocument': {'Fn::Join': ['', ['{\\^Statement\\^: [{\\^Resource\\^: \\^',"
                        + " {'Ref': 'Dev'}, '\\^, \\^Effect\\^: \\^Allow\\^}]}']]}",
                "AWS::Logs::Destination | 'DestinationPolicy': '{ \\^Statement\\^ : [{\\^Effect\\^ : \\^Allow\\^}]}'",
            })
    void onUnknownTypesAreRefused(String type, String properties) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator(
                        "'X': {'Type': '%s', 'Properties': {%s}}".formatted(type, properties.replace('^', '\''))))
                .withMessage("One/X: policies of %s are not modelled", type);
    }

    /** The AWS PrivateLink guide, "Principals for gateway endpoints": an account there would mean its root user alone. */
    @ParameterizedTest
    @ValueSource(strings = {"{'AWS': '111122223333'}", "{'AWS': 'arn:aws:iam::111122223333:user/Dev'}"})
    void ofAGatewayEndpointNameNobody(String principal) {
        String gate = "'Gate': {'Type': 'AWS::EC2::VPCEndpoint', 'Properties': {%s 'PolicyDocument':"
                + " {'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Principal': "
                + principal
                + ", 'Action': 's3:*', 'Resource': '*'}}}}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator(gate.formatted("")))
                .withMessage("One/Gate#0: a gateway endpoint takes * alone as Principal");
        assertThatNoException().isThrownBy(() -> evaluator(gate.formatted("'VpcEndpointType': 'Interface',")));
    }

    @Test
    void ofAnEndpointAreNeverText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        evaluator("'Gate': {'Type': 'AWS::EC2::VPCEndpoint', 'Properties': {'PolicyDocument': 'all'}}"))
                .withMessage("One/Gate: not a policy: \"all\"");
    }

    @Test
    void areNotReplacedByAnAccessControlList() {
        String bucket = "'B': {'Type': 'AWS::S3::Bucket', 'Properties': {'AccessControl': '%s'}}";
        assertThatNoException().isThrownBy(() -> evaluator(bucket.formatted("Private")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluator(bucket.formatted("PublicRead")))
                .withMessage("One/B: the access control list PublicRead is not modelled");
    }

    private static Evaluator evaluator(String resources) {
        return Evaluator.of(assembly(resources));
    }

    private static Assembly assembly(String resources) {
        String entities = "'Dev': {'Type': 'AWS::IAM::User', 'Properties': {'UserName': 'Dev', 'Groups': [{'Ref':"
                + " 'Agents'}]}}, 'Agents': {'Type': 'AWS::IAM::Group'}, 'Staff': {'Type': 'AWS::IAM::Group',"
                + " 'Properties': {'GroupName': 'Staff'}}, 'Ops': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName':"
                + " 'Ops', 'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': []}}},";
        String service = ALLOW.replace("'Action'", "'Principal': {'Service': 'events.amazonaws.com'}, 'Action'");
        String text = entities + resources.replace("ALLOW", ALLOW).replace("SERVICE", service);
        return Assembly.of(List.of(Sketch.template(
                "One", Environment.of("aws://111122223333/ap-south-1"), json("{'Resources': {" + text + "}}"))));
    }

    private static JsonNode json(String text) {
        return PolicyRefusalTest.json(text);
    }
}
