package com.tallyhybrid.awsmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CloudFormation turns every property into a parameter of a call. AWS refuses a call that its own model does not allow, in
 * the middle of a deploy; here the model refuses it first.
 */
class AwsModelTest {

    private static final ApiModel MODEL = ApiModel.published();
    private static final CallMap CALLS = CallMap.of(MODEL);

    static Stream<Synthesized> deployments() {
        return Stream.concat(Synthesized.all(), Stream.of(Synthesized.twoOffices()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyCallIsOneThatAwsAccepts(Synthesized deployment) {
        assertThat(problems(deployment.templates())).isEmpty();
    }

    /** A property that goes nowhere would be compared with nothing. */
    @ParameterizedTest
    @MethodSource("deployments")
    void everyPropertyGoesToACallOrSaysWhyNot(Synthesized deployment) {
        assertThat(deployment.templates().all()).isNotEmpty().allSatisfy(resource -> {
            assertThat(CALLS.lost(resource.type(), resource.properties()))
                    .as("%s of %s", resource, resource.type())
                    .isEmpty();
            assertThat(CALLS.of(resource.type(), resource.properties()))
                    .as("the calls for %s", resource)
                    .isNotEmpty();
        });
    }

    /** A walk that ends early finds nothing either. */
    @Test
    void someFifteenHundredCallsWithSomeEightThousandValuesAreCompared() {
        List<ApiCall> calls = deployments()
                .flatMap(deployment -> deployment.templates().all().stream())
                .flatMap(resource -> CALLS.of(resource.type(), resource.properties()).stream())
                .toList();

        assertThat(calls).hasSizeGreaterThan(1_400);
        assertThat(calls.stream().map(MODEL::judge).mapToInt(ApiModel.Verdict::values))
                .as("values that are known before a deploy")
                .satisfies(values -> assertThat(
                                values.stream().mapToInt(Integer::intValue).sum())
                        .isGreaterThan(8_000));
    }

    @Test
    void everyLineOfTheMapServesAResourceAndItsCallIsPublished() {
        CallMap fresh = CallMap.of(MODEL);
        deployments()
                .flatMap(deployment -> deployment.templates().all().stream())
                .forEach(resource -> fresh.of(resource.type(), resource.properties()));

        assertThat(fresh.unused()).isEmpty();
        assertThat(fresh.operations()).allMatch(call -> MODEL.knows(call.split(":")[0], call.split(":")[1]));
    }

    /** One mistake each, in the first resource of the type that has the place; {@code -} takes it away. */
    @ParameterizedTest(name = "{0} {1} = {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            AWS::Backup::BackupPlan             | /BackupPlan/BackupPlanRule/0/RuleName                  | -                  | RuleName is required
            AWS::Backup::BackupPlan             | /BackupPlan/BackupPlanRule/0/CopyAction                | []                 | CopyAction is unknown
            AWS::Backup::BackupPlan             | /BackupPlan/BackupPlanRule/0/StartWindowMinutes        | 'an hour'          | must be a number
            AWS::Backup::BackupSelection        | /BackupSelection/SelectionName                         | 'file server'      | does not match
            AWS::Backup::BackupVault            | /BackupVaultName                                       | 'my vault'         | does not match
            AWS::Backup::RestoreTestingPlan     | /RecoveryPointSelection/Algorithm                      | 'NEWEST'           | allowed are
            AWS::Backup::RestoreTestingPlan     | /ScheduleExpression                                    | -                  | ScheduleExpression is required
            AWS::Budgets::Budget                | /Budget/TimeUnit                                       | 'MONTH'            | allowed are
            AWS::Budgets::Budget                | /NotificationsWithSubscribers/0/Notification/Threshold | -                  | Threshold is required
            AWS::CloudTrail::Trail              | /AdvancedEventSelectors/0/FieldSelectors/0/Field       | -                  | Field is required
            AWS::CloudTrail::Trail              | /IsMultiRegionTrail                                    | 'yes'              | true or false
            AWS::CloudWatch::Alarm              | /ComparisonOperator                                    | 'GreaterThan'      | allowed are
            AWS::CloudWatch::Alarm              | /EvaluationPeriods                                     | 0                  | at least 1
            AWS::CloudWatch::Alarm              | /Statistic                                             | 'Total'            | allowed are
            AWS::CloudWatch::Alarm              | /AlarmActions                                          | 'arn:aws:sns:a'    | must be a list
            AWS::DirectoryService::MicrosoftAD  | /Edition                                               | 'Small'            | allowed are
            AWS::DirectoryService::MicrosoftAD  | /VpcSettings/SubnetIds                                 | -                  | SubnetIds is required
            AWS::EC2::FlowLog                   | /TrafficType                                           | 'EVERYTHING'       | allowed are
            AWS::EC2::SecurityGroup             | /GroupDescription                                      | -                  | Description is required
            AWS::EC2::VPNConnection             | /VpnTunnelOptionsSpecifications/0/DPDTimeout           | 30                 | DPDTimeout is unknown
            AWS::EC2::VPNConnection             | /VpnTunnelOptionsSpecifications/0/IKEVersions/0/Version | 'ikev2'           | Version is unknown
            AWS::Events::Rule                   | /Name                                                  | 'trail changed'    | does not match
            AWS::Events::Rule                   | /State                                                 | 'ON'               | allowed are
            AWS::Events::Rule                   | /Targets/0/Id                                          | -                  | Id is required
            AWS::FSx::FileSystem                | /SubnetIds                                             | -                  | SubnetIds is required
            AWS::FSx::FileSystem                | /WindowsConfiguration/DailyAutomaticBackupStartTime    | '26:00'            | does not match
            AWS::FSx::FileSystem                | /WindowsConfiguration/DeploymentType                   | 'MULTI_AZ_3'       | allowed are
            AWS::FSx::FileSystem                | /WindowsConfiguration/ShadowCopies                     | true               | ShadowCopies is unknown
            AWS::FSx::FileSystem                | /WindowsConfiguration/ThroughputCapacity               | 4                  | at least 8
            AWS::FSx::FileSystem                | /WindowsConfiguration/WeeklyMaintenanceStartTime       | '8:01:00'          | does not match
            AWS::IAM::Role                      | /MaxSessionDuration                                    | 60                 | at least 3600
            AWS::IAM::User                      | /UserName                                              | 'sharma/pune'      | does not match
            AWS::KMS::Alias                     | /AliasName                                             | 'alias/my key'     | does not match
            AWS::KMS::Key                       | /PendingWindowInDays                                   | 400                | at most 365
            AWS::Logs::LogGroup                 | /LogGroupName                                          | '/aws/events/*'    | does not match
            AWS::Logs::MetricFilter             | /MetricTransformations/0/MetricValue                   | -                  | metricValue is required
            AWS::S3::Bucket                     | /LifecycleConfiguration/Rules/0/Transitions/0/StorageClass | 'INTELIGENT'   | allowed are
            AWS::S3::Bucket                     | /ObjectLockConfiguration/Rule/DefaultRetention/Mode    | 'GOVERNANCE_MODE'  | allowed are
            AWS::S3::Bucket                     | /ReplicationConfiguration/Role                         | -                  | Role is required
            AWS::S3::Bucket                     | /OwnershipControls/Rules/0/ObjectOwnership             | 'BucketOwner'      | allowed are
            AWS::S3::Bucket                     | /VersioningConfiguration/Status                        | 'On'               | allowed are
            AWS::SNS::Subscription              | /Protocol                                              | -                  | Protocol is required
            AWS::SSM::Document                  | /Name                                                  | 'test alerts'      | does not match
            AWS::SSM::Document                  | /DocumentType                                          | 'Runbook'          | allowed are
            AWS::Scheduler::Schedule            | /FlexibleTimeWindow/Mode                               | 'NONE'             | allowed are
            AWS::Scheduler::Schedule            | /Target/RoleArn                                        | -                  | RoleArn is required
            AWS::SecretsManager::Secret         | /GenerateSecretString/PasswordLength                   | 5000               | at most 4096
            """)
    void noticesAMistake(String type, String place, String value, String says) {
        assertThat(problemsWith(type, place, value)).isNotEmpty().allMatch(problem -> problem.contains(says));
    }

    @Test
    void noticesWhatIsTooLongAndTooMany() {
        assertThat(problemsWith("AWS::CloudWatch::Alarm", "/AlarmName", "'%s'".formatted("a".repeat(256))))
                .singleElement()
                .asString()
                .contains("256 characters, at most 255");
        String alias = "'files.sharma.example',".repeat(51);
        assertThat(problemsWith(
                        "AWS::FSx::FileSystem",
                        "/WindowsConfiguration/Aliases",
                        "[%s]".formatted(alias.substring(0, alias.length() - 1))))
                .singleElement()
                .asString()
                .contains("51 elements, at most 50");
    }

    /** What only a deploy knows does not hide the rest of a document. */
    @Test
    void noticesAPolicyThatIsTooLongWhateverItsReferencesAre() {
        String policy = "{'Statement': [{'Resource': {'Ref': 'Key'}, 'Sid': '%s'}]}".formatted("a".repeat(131_072));

        assertThat(problemsWith("AWS::IAM::ManagedPolicy", "/PolicyDocument", policy))
                .singleElement()
                .asString()
                .contains("without what only a deploy knows, at most 131072");
    }

    /**
     * Where AWS publishes no limit, nothing is noticed: other tests, and CloudFormation's own schema, must. A line that
     * fails here is good news, and moves to the mistakes above.
     */
    @ParameterizedTest(name = "{0} {1} = {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            AWS::Backup::BackupPlan         | /BackupPlan/BackupPlanRule/0/ScheduleExpression      | 'every day'
            AWS::Backup::RestoreTestingPlan | /RestoreTestingPlanName                              | 'a plan'
            AWS::CloudWatch::Alarm          | /TreatMissingData                                    | 'nothing'
            AWS::CloudTrail::Trail          | /TrailName                                           | 'a'
            AWS::EC2::CustomerGateway       | /IpAddress                                           | '999.0.0.1'
            AWS::EC2::VPC                   | /CidrBlock                                           | '10.0.0.0/99'
            AWS::EC2::VPNConnection         | /PreSharedKeyStorage                                 | 'Vault'
            AWS::EC2::VPNConnection         | /VpnTunnelOptionsSpecifications/0/DPDTimeoutAction   | 'reboot'
            AWS::Logs::LogGroup             | /RetentionInDays                                     | 401
            AWS::S3::Bucket                 | /BucketName                                          | 'My_Bucket'
            AWS::SNS::Subscription          | /Protocol                                            | 'post'
            AWS::Scheduler::Schedule        | /ScheduleExpression                                  | 'daily'
            """)
    void noticesNothingWhereAwsPublishesNoLimit(String type, String place, String value) {
        assertThat(problemsWith(type, place, value)).isEmpty();
    }

    private static List<String> problems(Templates templates) {
        List<String> problems = new ArrayList<>();
        templates
                .all()
                .forEach(resource -> CALLS.of(resource.type(), resource.properties())
                        .forEach(call -> MODEL.judge(call)
                                .problems()
                                .forEach(problem -> problems.add(resource + ": " + problem))));
        return problems;
    }

    /** What is found after one change of the example; the value is JSON with single quotes, or {@code -} for none. */
    private static List<String> problemsWith(String type, String place, String value) {
        int cut = place.lastIndexOf('/');
        String parent = place.substring(0, cut);
        String name = place.substring(cut + 1);
        Templates.Resource resource = Synthesized.example().templates().ofType(type).stream()
                .filter(found -> found.properties().at(parent).isContainerNode())
                .filter(found -> !value.equals("-")
                        || found.properties().at(place).isValueNode()
                        || found.properties().at(place).isContainerNode())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s has %s".formatted(type, parent)));
        ObjectNode properties = resource.properties().deepCopy();
        JsonNode holder = properties.at(parent);
        if (value.equals("-")) {
            ((ObjectNode) holder).remove(name);
        } else if (holder instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), Templates.json(value));
        } else {
            ((ObjectNode) holder).set(name, Templates.json(value));
        }
        return CALLS.of(type, properties).stream()
                .flatMap(call -> MODEL.judge(call).problems().stream())
                .distinct()
                .toList();
    }
}
