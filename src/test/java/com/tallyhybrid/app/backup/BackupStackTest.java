package com.tallyhybrid.app.backup;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class BackupStackTest {

    @Test
    void announcesObjectsToEventBridgeItself(Templates templates) {
        assertThat(templates.properties("BackupBucket").path("NotificationConfiguration"))
                .isEqualTo(json("{'EventBridgeConfiguration': {'EventBridgeEnabled': true}}"));
    }

    @Test
    void recordsEveryRequestInABucketThatAcceptsThatOnly(Templates templates) {
        assertThat(templates.properties("BackupBucket").path("LoggingConfiguration"))
                .isEqualTo(json("""
                        {'DestinationBucketName': {'Ref': 'AccessLogBucket'},
                         'LogFilePrefix': 'sharma-traders-backup-111122223333-ap-south-1/'}
                        """));
        assertThat(Templates.statements(
                                templates.properties("AccessLogBucketPolicy").path("PolicyDocument"))
                        .values())
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .containsExactly(json("""
                        {'Sid': 'AccessLogsArrive', 'Effect': 'Allow', 'Action': 's3:PutObject',
                         'Principal': {'Service': 'logging.s3.amazonaws.com'},
                         'Resource': {'Fn::Join': ['', [{'Fn::GetAtt': ['AccessLogBucket', 'Arn']}, '/*']]},
                         'Condition': {
                           'StringEquals': {'aws:SourceAccount': '111122223333'},
                           'ArnEquals': {'aws:SourceArn': [
                             'arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1',
                             'arn:aws:s3:::sharma-traders-archive-111122223333-ap-south-1']}}}
                        """));
    }

    @Test
    void copiesEverythingToHyderabadButNoDeleteMarker(Templates templates) {
        assertThat(templates
                        .properties("BackupBucket")
                        .path("ReplicationConfiguration")
                        .path("Rules"))
                .isEqualTo(json("""
                        [{'Id': 'ToHyderabad', 'Priority': 1, 'Status': 'Enabled', 'Filter': {'Prefix': ''},
                          'DeleteMarkerReplication': {'Status': 'Disabled'},
                          'Destination': {
                            'Bucket': 'arn:aws:s3:::sharma-traders-replica-111122223333-ap-south-2',
                            'StorageClass': 'INTELLIGENT_TIERING',
                            'Metrics': {'Status': 'Enabled'}}}]
                        """));
        assertThat(templates.properties("ReplicaBucket").path("BucketName").asText())
                .isEqualTo("sharma-traders-replica-111122223333-ap-south-2");
    }

    @Test
    void copiesWithARoleThatReadsHereAndWritesThere(Templates templates) {
        assertThat(rights(templates, "WriteReplicas")).isEqualTo(json("""
                [{'Sid': 'ReadConfiguration', 'Effect': 'Allow', 'Resource': ['%1$s', '%2$s'],
                  'Action': ['s3:GetReplicationConfiguration', 's3:ListBucket']},
                 {'Sid': 'ReadVersions', 'Effect': 'Allow', 'Resource': ['%1$s/*', '%2$s/*'],
                  'Action': ['s3:GetObjectLegalHold', 's3:GetObjectRetention', 's3:GetObjectVersionAcl',
                             's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging']},
                 {'Sid': 'WriteReplicas', 'Effect': 'Allow', 'Resource': ['%3$s/*', '%4$s/*'],
                  'Action': ['s3:ReplicateObject', 's3:ReplicateTags'],
                  'Condition': {'StringEquals': {'aws:ResourceAccount': '111122223333'}}}]
                """.formatted(
                        "arn:aws:s3:::sharma-traders-archive-111122223333-ap-south-1",
                        "arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1",
                        "arn:aws:s3:::sharma-traders-archive-replica-111122223333-ap-south-2",
                        "arn:aws:s3:::sharma-traders-replica-111122223333-ap-south-2")));
    }

    @Test
    void noticesAFinishedBackupByItsVerificationFile(Templates templates) {
        assertThat(templates.rule("sharma-traders-arrival-pune").path("EventPattern"))
                .isEqualTo(json("""
                        {'source': ['aws.s3'], 'detail-type': ['Object Created'],
                         'detail': {
                           'bucket': {'name': ['sharma-traders-backup-111122223333-ap-south-1']},
                           'object': {'key': ['sharma-traders-pune/duplicati-verification.json']}}}
                        """));
    }

    /** Every hour counts, hours without data as zero: only then is silence noticed on time. */
    @Test
    void takesTwentySixSilentHoursForAnAlarm(Templates templates) {
        JsonNode alarm = templates.alarm("sharma-traders-backup-missing-pune");
        assertThat(alarm.path("Metrics")).isEqualTo(json("""
                [{'Id': 'expr_1', 'Expression': 'FILL(triggered, 0)', 'Label': 'Backups of pune per hour',
                  'ReturnData': true},
                 {'Id': 'triggered', 'ReturnData': false, 'MetricStat': {
                    'Period': 3600, 'Stat': 'Sum',
                    'Metric': {'Namespace': 'AWS/Events', 'MetricName': 'TriggeredRules',
                      'Dimensions': [{'Name': 'RuleName', 'Value': 'sharma-traders-arrival-pune'}]}}}]
                """));
        assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(26);
        assertThat(alarm.path("DatapointsToAlarm").asInt()).isEqualTo(26);
        assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
    }

    /** Measured against the day before: against today, a bucket emptied at a stroke would be a division by zero. */
    @Test
    void mailsWhenAFifthOfYesterdaysVersionsIsGone(Templates templates) {
        JsonNode alarm = templates.alarm("sharma-traders-backups-shrunk");
        assertThat(alarm.path("Metrics").get(0).path("Expression").asText())
                .isEqualTo("100 * DIFF(objects) / (objects - DIFF(objects))");
        assertThat(alarm.path("Metrics").get(1).path("MetricStat")).isEqualTo(json("""
                {'Period': 86400, 'Stat': 'Average',
                 'Metric': {'Namespace': 'AWS/S3', 'MetricName': 'NumberOfObjects',
                   'Dimensions': [
                     {'Name': 'BucketName', 'Value': 'sharma-traders-backup-111122223333-ap-south-1'},
                     {'Name': 'StorageType', 'Value': 'AllStorageTypes'}]}}
                """));
        assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanOrEqualToThreshold");
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(-20);
    }

    @Test
    void keepsALedgerOfArrivalsForNineYears(Templates templates) {
        assertThat(templates.properties("ArrivalLedger").path("RetentionInDays").asInt())
                .isEqualTo(3288);
        assertThat(templates.rule("sharma-traders-arrival-pune").path("Targets"))
                .isEqualTo(json("""
                        [{'Id': 'Target0', 'Arn':
                          'arn:aws:logs:ap-south-1:111122223333:log-group:/aws/events/sharma-traders/arrivals'}]
                        """));
    }

    @Test
    void letsOnlyArrivalRulesWriteTheLedger(Templates templates) {
        JsonNode policy = json(templates
                .ofType("AWS::Logs::ResourcePolicy")
                .get(0)
                .properties()
                .path("PolicyDocument")
                .asText());
        assertThat(Templates.statements(policy).get("WriteArrivals")).isEqualTo(json("""
                {'Sid': 'WriteArrivals', 'Effect': 'Allow', 'Action': 'logs:PutLogEvents',
                 'Principal': {'Service': ['events.amazonaws.com', 'delivery.logs.amazonaws.com']},
                 'Resource': 'arn:aws:logs:ap-south-1:111122223333:log-group:/aws/events/sharma-traders/arrivals:*',
                 'Condition': {'ArnLike': {'aws:SourceArn':
                   'arn:aws:events:ap-south-1:111122223333:rule/sharma-traders-arrival-*'}}}
                """));
    }

    @Test
    void mailsAReportThatIsNotASuccessInPlainWords(Templates templates) {
        JsonNode rule = templates.rule("sharma-traders-backup-failed-pune");
        assertThat(rule.path("EventPattern").path("detail").path("object").path("key"))
                .isEqualTo(json("""
                        [{'wildcard': 'sharma-traders-pune/reports/*-Warning.json'},
                         {'wildcard': 'sharma-traders-pune/reports/*-Error.json'},
                         {'wildcard': 'sharma-traders-pune/reports/*-Fatal.json'}]
                        """));
        assertThat(rule.path("Targets")
                        .get(0)
                        .path("InputTransformer")
                        .path("InputTemplate")
                        .asText())
                .isEqualTo("""
                        "The backup agent on pune reported a warning, an error or a crash."
                        "The backup may be incomplete or missing. Earlier backups are not affected."
                        "Report: <detail-object-key>"
                        "Bucket: <detail-bucket-name>"
                        "Time (UTC): <time>"
                        "Runbook: https://git.sharma.example/tally-hybrid/docs/runbooks/backup-failed.md"
                        "Dashboard: https://ap-south-1.console.aws.amazon.com/cloudwatch/home?region=ap-south-1#dashboards/dashboard/sharma-traders\"""");
    }

    @TestFactory
    Stream<DynamicTest> guardsArrivalsAndCopies() {
        return Stream.of(
                notices(
                        "an alarm that forgives silence",
                        templates -> ((ObjectNode) templates.alarm("sharma-traders-backup-missing-pune"))
                                .put("TreatMissingData", "notBreaching"),
                        this::takesTwentySixSilentHoursForAnAlarm),
                notices(
                        "a fall measured against what is left",
                        templates -> ((ObjectNode) templates
                                        .alarm("sharma-traders-backups-shrunk")
                                        .path("Metrics")
                                        .get(0))
                                .put("Expression", "100 * DIFF(objects) / objects"),
                        this::mailsWhenAFifthOfYesterdaysVersionsIsGone),
                notices(
                        "delete markers that travel",
                        templates -> ((ObjectNode) templates
                                        .properties("BackupBucket")
                                        .path("ReplicationConfiguration")
                                        .path("Rules")
                                        .get(0)
                                        .path("DeleteMarkerReplication"))
                                .put("Status", "Enabled"),
                        this::copiesEverythingToHyderabadButNoDeleteMarker));
    }

    private static JsonNode rights(Templates templates, String sid) {
        return templates.ofType("AWS::IAM::ManagedPolicy").stream()
                .map(policy -> policy.properties().path("PolicyDocument").path("Statement"))
                .filter(policy -> policy.toString().contains(sid))
                .findFirst()
                .orElseThrow();
    }
}
