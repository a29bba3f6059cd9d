package com.tallyhybrid.app.audit;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.alarms.MatchingRules;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls, as CloudTrail records them, are mailed because they take away what an alarm or a restore would need. */
class TamperEventsTest {

    private static final String TOPIC = "arn:aws:sns:ap-south-1:111122223333:sharma-traders-Alerting-AlertTopic-1A2B";

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource({
        "cloudtrail, StopLogging, trail-changed",
        "cloudtrail, DeleteTrail, trail-changed",
        "cloudtrail, UpdateTrail, trail-changed",
        "cloudtrail, PutEventSelectors, trail-changed",
        "cloudtrail, GetTrailStatus, ",
        "cloudtrail, LookupEvents, ",
        "kms, DisableKey, key-endangered",
        "kms, ScheduleKeyDeletion, key-endangered",
        "kms, PutKeyPolicy, key-endangered",
        "kms, Decrypt, ",
        "kms, CancelKeyDeletion, ",
        "fsx, DeleteFileSystem, file-data-deleted",
        "fsx, DeleteBackup, file-data-deleted",
        "fsx, CreateBackup, ",
        "backup, DeleteRecoveryPoint, file-data-deleted",
        "backup, DeleteBackupVaultLockConfiguration, file-data-deleted",
        "backup, UpdateRecoveryPointLifecycle, file-data-deleted",
        "backup, StartBackupJob, ",
        "ds, DeleteDirectory, file-data-deleted",
        "ec2, DeleteVpnConnection, vpn-changed",
        "ec2, ModifyVpnTunnelOptions, vpn-changed",
        "ec2, ReplaceVpnTunnel, vpn-changed",
        "ec2, DescribeVpnConnections, ",
        "ec2, RunInstances, ",
    })
    void aCallIsMailed(String service, String call, String rule) throws Exception {
        assertMatches(rule, event(service, call, "{}"));
    }

    @ParameterizedTest(name = "{1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            monitoring | DeleteAlarms | {'alarmNames': ['other', 'sharma-traders-backup-missing-pune']} | alerts-silenced
            monitoring | DisableAlarmActions | {'alarmNames': ['sharma-traders-tunnel-down-pune']} | alerts-silenced
            monitoring | DeleteAlarms | {'alarmNames': ['TargetTracking-table/x']} |
            monitoring | PutMetricAlarm | {'alarmName': 'sharma-traders-x'} |
            monitoring | SetAlarmState | {'alarmName': 'sharma-traders-test-alarm'} |
            monitoring | PutAlarmMuteRule | {'name': 'x', 'muteTargets': {'alarmNames': ['sharma-traders-root-used']}} | alerts-silenced
            monitoring | PutAlarmMuteRule | {'name': 'x', 'muteTargets': {'alarmNames': ['nightly-report']}} |
            scheduler | DeleteScheduleGroup | {'name': 'sharma-traders-reminders'} | alerts-silenced
            sns | RemovePermission | {'topicArn': '%s', 'label': 'AlarmsPublish'} | alerts-silenced
            events | DeleteRule | {'name': 'sharma-traders-trail-changed'} | alerts-silenced
            events | DisableRule | {'name': 'sharma-traders-arrival-pune'} | alerts-silenced
            events | RemoveTargets | {'rule': 'sharma-traders-vault-backup', 'ids': ['1']} | alerts-silenced
            events | DisableRule | {'name': 'nightly-report'} |
            scheduler | DeleteSchedule | {'name': 'x', 'groupName': 'sharma-traders-reminders'} | alerts-silenced
            sns | DeleteTopic | {'topicArn': '%s'} | alerts-silenced
            sns | Unsubscribe | {'subscriptionArn': '%s:8a21d249'} | alerts-silenced
            sns | SetTopicAttributes | {'topicArn': '%s', 'attributeName': 'Policy'} | alerts-silenced
            sns | Publish | {'topicArn': '%s'} |
            sns | DeleteTopic | {'topicArn': 'arn:aws:sns:ap-south-1:111122223333:other'} |
            """)
    void whatSilencesOurAlertsIsMailedAndNobodyElses(String service, String call, String parameters, String rule)
            throws Exception {
        assertMatches(rule, event(service, call, parameters.replace("%s", TOPIC)));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            UpdateTerminationProtection | {'stackName': 'sharma-traders-Backup', 'enableTerminationProtection': false} | stack-unprotected
            UpdateTerminationProtection | {'stackName': 'arn:aws:cloudformation:ap-south-1:111122223333:stack/sharma-traders-Backup/1', 'enableTerminationProtection': false} | stack-unprotected
            UpdateTerminationProtection | {'stackName': 'sharma-traders-Backup', 'enableTerminationProtection': true} |
            UpdateTerminationProtection | {'stackName': 'website', 'enableTerminationProtection': false} |
            DeleteStack | {'stackName': 'sharma-traders-Audit'} | stack-unprotected
            DeleteStack | {'stackName': 'arn:aws:cloudformation:ap-south-1:111122223333:stack/sharma-traders-Audit/1'} | stack-unprotected
            DeleteStack | {'stackName': 'old-sharma-traders-Audit'} |
            ExecuteChangeSet | {'stackName': 'sharma-traders-Audit', 'changeSetName': 'cdk-deploy-change-set'} |
            """)
    void aStackOfOursThatCanBeDeletedIsMailedAndNobodyElses(String call, String parameters, String rule)
            throws Exception {
        assertMatches(rule, event("cloudformation", call, parameters));
    }

    /** An attempt that was refused is news too. */
    @Test
    void anAttemptThatWasRefusedIsMailedAsWell() throws Exception {
        assertMatches(
                "trail-changed",
                event("cloudtrail", "StopLogging", "{}")
                        .replace("\"readOnly\"", "\"errorCode\": \"AccessDenied\", \"readOnly\""));
    }

    /**
     * EventBridge's own matcher accepts a key beside {@code $or} (aws/event-ruler, README, "Or matching"); the rule pack
     * cdk-preflight 0.0.143 (pf-events-pattern-or-exclusive) says that PutRule refuses it. Alone, both accept it.
     */
    @ParameterizedTest
    @MethodSource("com.tallyhybrid.testkit.templates.Synthesized#all")
    void everyBranchOfAPatternIsCompleteInItself(Synthesized deployment) {
        everyBranchOfAPatternIsCompleteInItself(deployment.templates());
    }

    private void everyBranchOfAPatternIsCompleteInItself(Templates templates) {
        assertThat(templates.ofType("AWS::Events::Rule"))
                .flatExtracting(rule -> rule.properties().findParents("$or"))
                .isNotEmpty()
                .allSatisfy(
                        choice -> assertThat(choice.fieldNames()).toIterable().containsExactly("$or"));
    }

    @Test
    void aDeploymentWithoutFileServerAndNetworkWatchesNeither() {
        assertThat(Synthesized.backupOnly().templates().ofType("AWS::Events::Rule"))
                .extracting(rule -> rule.properties().path("Name").asText())
                .contains("gupta-steel-trail-changed", "gupta-steel-alerts-silenced")
                .doesNotContain("gupta-steel-file-data-deleted", "gupta-steel-vpn-changed");
    }

    @TestFactory
    Stream<DynamicTest> guardsWhatIsMailed() {
        return Stream.of(
                notices(
                        "a key beside the branches of a pattern",
                        templates -> ((ObjectNode) templates
                                        .rule("sharma-traders-alerts-silenced")
                                        .at("/EventPattern/detail"))
                                .putArray("eventName")
                                .add("DeleteAlarms"),
                        this::everyBranchOfAPatternIsCompleteInItself),
                notices(
                        "a trail that can be stopped unnoticed",
                        templates -> forget(templates, "trail-changed", 0),
                        templates -> stays(templates, "trail-changed", "StopLogging")),
                notices(
                        "a file system that can be deleted unnoticed",
                        templates -> forget(templates, "file-data-deleted", 0),
                        templates -> stays(templates, "file-data-deleted", "DeleteFileSystem")),
                notices(
                        "alarms that can be deleted unnoticed",
                        templates -> forget(templates, "alerts-silenced", 0),
                        templates -> stays(templates, "alerts-silenced", "DeleteAlarms")));
    }

    private static void forget(Templates templates, String rule, int call) {
        ((ArrayNode) calls(templates, rule).get(0)).remove(call);
    }

    private static void stays(Templates templates, String rule, String call) {
        assertThat(calls(templates, rule)).flatExtracting(Templates::texts).contains(call);
    }

    private static List<JsonNode> calls(Templates templates, String rule) {
        return templates
                .rule("sharma-traders-" + rule)
                .at("/EventPattern/detail")
                .findValues("eventName");
    }

    private static String event(String service, String call, String parameters) {
        return """
                {'version': '0', 'id': 'a1', 'detail-type': 'AWS API Call via CloudTrail', 'source': 'aws.%1$s',
                 'account': '111122223333', 'time': '2026-11-23T16:41:00Z', 'region': 'ap-south-1', 'resources': [],
                 'detail': {'eventVersion': '1.11', 'eventSource': '%1$s.amazonaws.com', 'eventName': '%2$s',
                   'eventTime': '2026-11-23T16:41:00Z', 'awsRegion': 'ap-south-1', 'sourceIPAddress': '203.0.113.99',
                   'userIdentity': {'type': 'AssumedRole',
                     'arn': 'arn:aws:sts::111122223333:assumed-role/Admin/somebody'},
                   'requestParameters': %3$s, 'readOnly': false, 'managementEvent': true,
                   'eventID': '3e3160a0', 'eventType': 'AwsApiCall', 'eventCategory': 'Management'}}
                """.formatted(service, call, parameters).replace('\'', '"');
    }

    private static void assertMatches(String rule, String event) throws Exception {
        assertThat(MatchingRules.of(event)).isEqualTo(rule == null ? List.of() : List.of(rule));
    }
}
