package com.tallyhybrid.app.audit;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class AuditStackTest {

    @Test
    void recordsEveryRegionValidatesItsFilesAndEncryptsThem(Templates templates) {
        JsonNode trail = templates.properties("Trail");
        assertThat(trail.path("IsLogging").asBoolean()).isTrue();
        assertThat(trail.path("IsMultiRegionTrail").asBoolean()).isTrue();
        assertThat(trail.path("IncludeGlobalServiceEvents").asBoolean()).isTrue();
        assertThat(trail.path("EnableLogFileValidation").asBoolean()).isTrue();
        assertThat(trail.path("KMSKeyId")).isEqualTo(json("{'Fn::GetAtt': ['AuditKey', 'Arn']}"));
    }

    /** A trail that recorded its own bucket would record itself without end. */
    @Test
    void recordsChangesAndEveryAccessToTheBooksAndNeverItsOwnBucket(Templates templates) {
        assertThat(templates.properties("Trail").path("AdvancedEventSelectors")).isEqualTo(json("""
                [{'Name': 'Changes in the account',
                  'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Management']}]},
                 {'Name': 'Reads and writes of the protected buckets',
                  'FieldSelectors': [
                    {'Field': 'eventCategory', 'Equals': ['Data']},
                    {'Field': 'resources.type', 'Equals': ['AWS::S3::Object']},
                    {'Field': 'resources.ARN', 'StartsWith': [
                      'arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1/',
                      'arn:aws:s3:::sharma-traders-archive-111122223333-ap-south-1/',
                      'arn:aws:s3:::sharma-traders-replica-111122223333-ap-south-2/',
                      'arn:aws:s3:::sharma-traders-archive-replica-111122223333-ap-south-2/']}]}]
                """));
    }

    @Test
    void locksTheTrailForEightYears(Templates templates) {
        assertThat(templates.properties("TrailBucket").at("/ObjectLockConfiguration/Rule/DefaultRetention"))
                .isEqualTo(json("{'Mode': 'GOVERNANCE', 'Days': 2922}"));
    }

    @Test
    void countsTheRefusalsOfEveryAgent(Templates templates) {
        assertThat(pattern(templates, "AgentRefused")).isEqualTo("""
                { $.errorCode = "AccessDenied" && $.userIdentity.arn = "arn:aws:iam::111122223333:user/sharma-traders-*" }""");
        assertThat(templates
                        .alarm("sharma-traders-agent-refused")
                        .path("Threshold")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void countsChangesOfWhatProtectsTheCopies(Templates templates) {
        assertThat(pattern(templates, "CopyProtectionChanged")).isEqualTo("""
                { $.eventSource = "s3.amazonaws.com" && $.managementEvent IS TRUE && $.readOnly IS FALSE && \
                ($.requestParameters.bucketName = "sharma-traders-replica-111122223333-ap-south-2" || \
                $.requestParameters.bucketName = "sharma-traders-archive-replica-111122223333-ap-south-2") }""");
        JsonNode alarm = templates.alarm("sharma-traders-copy-protection-changed");
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
        assertThat(alarm.path("MetricName").asText()).isEqualTo("CopyProtectionChanged");
    }

    @Test
    void countsNewAccessKeysTheRootUserAndTheKeysOfHyderabad(Templates templates) {
        assertThat(pattern(templates, "AccessKeyCreated"))
                .isEqualTo("{ $.eventSource = \"iam.amazonaws.com\" && $.eventName = \"CreateAccessKey\" }");
        assertThat(pattern(templates, "RootUsed")).isEqualTo("""
                { $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }""");
        assertThat(pattern(templates, "CopyKeyEndangered")).isEqualTo("""
                { $.eventSource = "kms.amazonaws.com" && $.awsRegion = "ap-south-2" && ($.eventName = "DisableKey" || \
                $.eventName = "ScheduleKeyDeletion" || $.eventName = "PutKeyPolicy") }""");
        for (String alarm : List.of("access-key-created", "root-used", "copy-key-endangered")) {
            assertThat(templates
                            .alarm("sharma-traders-" + alarm)
                            .path("Threshold")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    /** A filter on what the log does not hold would look like protection and be none. */
    @Test
    void countsOnlyWhatItRecordsWhereTheOrganisationHasATrailOfItsOwn() {
        Templates accessOnly = Synthesized.selfManaged().templates();
        JsonNode selectors = accessOnly.properties("Trail").path("AdvancedEventSelectors");
        assertThat(selectors).hasSize(1);
        assertThat(selectors.at("/0/FieldSelectors/0/Equals/0").asText()).isEqualTo("Data");
        assertThat(accessOnly.ofType("AWS::Logs::MetricFilter"))
                .extracting(filter -> filter.properties()
                        .at("/MetricTransformations/0/MetricName")
                        .asText())
                .containsExactly("AgentRefused");
    }

    @Test
    void mailsWhoDidWhatFromWhere(Templates templates) {
        JsonNode rule = templates.rule("sharma-traders-protection-changed");
        assertThat(rule.at("/Targets/0/InputTransformer/InputTemplate").asText())
                .isEqualTo("""
                "The configuration of a bucket with backups was changed."
                "A deployment does this too. Anybody else who can do it can weaken what protects the backups."
                "Who: <detail-userIdentity-arn>"
                "What: <detail-eventName>"
                "Bucket: <detail-requestParameters-bucketName>"
                "From: <detail-sourceIPAddress>"
                "Time (UTC): <time>"
                "Runbook: https://git.sharma.example/tally-hybrid/docs/runbooks/protection-changed.md"
                "Dashboard: https://ap-south-1.console.aws.amazon.com/cloudwatch/home?region=ap-south-1#dashboards/dashboard/sharma-traders\"""");
    }

    @TestFactory
    Stream<DynamicTest> guardsTheTrail() {
        return Stream.of(
                notices(
                        "a trail that no longer validates its files",
                        templates -> ((ObjectNode) templates.properties("Trail")).put("EnableLogFileValidation", false),
                        this::recordsEveryRegionValidatesItsFilesAndEncryptsThem),
                notices(
                        "a trail that is switched off",
                        templates -> ((ObjectNode) templates.properties("Trail")).put("IsLogging", false),
                        this::recordsEveryRegionValidatesItsFilesAndEncryptsThem),
                notices(
                        "a trail that no longer sees who reads backups",
                        templates ->
                                ((ArrayNode) templates.properties("Trail").path("AdvancedEventSelectors")).remove(1),
                        this::recordsChangesAndEveryAccessToTheBooksAndNeverItsOwnBucket));
    }

    private static String pattern(Templates templates, String metric) {
        return templates.ofType("AWS::Logs::MetricFilter").stream()
                .map(Templates.Resource::properties)
                .filter(filter -> filter.at("/MetricTransformations/0/MetricName")
                        .asText()
                        .equals(metric))
                .map(filter -> filter.path("FilterPattern").asText())
                .findFirst()
                .orElseThrow();
    }
}
