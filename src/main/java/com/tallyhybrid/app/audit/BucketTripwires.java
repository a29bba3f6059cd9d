package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventPattern;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.backup.ProtectedBuckets;
import com.tallyhybrid.app.foundation.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * What the trail gives away about somebody at work on the buckets.
 *
 * <p>What happens in Mumbai comes as an event and is mailed with who, what and from where. What happens in Hyderabad
 * reaches Mumbai only in the trail's log, so there a counter raises an alarm.
 */
final class BucketTripwires extends Construct {

    private static final int REFUSALS = 20;

    private final Alerts alerts;
    private final ProtectedBuckets buckets;

    BucketTripwires(Construct scope, String id, Alerts alerts, ProtectedBuckets buckets) {
        super(scope, id);
        this.alerts = alerts;
        this.buckets = buckets;
    }

    /** Mails when anybody but an agent or an approved runbook writes to, or deletes from, a bucket that agents write to. */
    void watchWriters() {
        alerts.mail(
                this,
                "ForeignWriter",
                "foreign-writer",
                inMumbai(Ordered.map(
                        "managementEvent", List.of(false),
                        "readOnly", List.of(false),
                        "userIdentity",
                                Ordered.map(
                                        "arn",
                                        List.of(Ordered.map("anything-but", Ordered.map("prefix", knownWriters())))))),
                new Message(
                        "Somebody other than a backup agent or a runbook wrote to, or deleted from, a bucket with backups.",
                        "Expected only while somebody restores or mends on purpose.",
                        Runbook.FOREIGN_WRITER),
                whoWhatWhere());
    }

    private List<String> knownWriters() {
        return Stream.concat(Stream.of(buckets.agentArnPrefix()), buckets.runbookArnPrefixes().stream())
                .toList();
    }

    /** Mails when the configuration of a protected bucket was changed, by a deployment or otherwise. */
    void watchProtection() {
        alerts.mail(
                this,
                "ProtectionChanged",
                "protection-changed",
                inMumbai(Ordered.map("managementEvent", List.of(true), "readOnly", List.of(false))),
                new Message(
                        "The configuration of a bucket with backups was changed.",
                        "A deployment does this too. Anybody else who can do it can weaken what protects the backups.",
                        Runbook.PROTECTION_CHANGED),
                whoWhatWhere());
    }

    /** The same for the copies in Hyderabad, whose events never come to Mumbai: counted in the trail's log. */
    void watchProtectionOfCopies(LogMetricAlarms counters) {
        String copies = anyOf("$.requestParameters.bucketName", buckets.inHyderabad());
        counters.alarmOn(
                "CopyProtectionChanged",
                "copy-protection-changed",
                "{ $.eventSource = \"s3.amazonaws.com\" && $.managementEvent IS TRUE && $.readOnly IS FALSE && %s }"
                        .formatted(copies),
                1,
                new Message(
                        "The configuration of a bucket with copies in Hyderabad was changed.",
                        "A deployment does this too. Anybody else who can do it can weaken what protects the copies.",
                        Runbook.PROTECTION_CHANGED));
    }

    /** Mails when an agent is refused again and again. */
    void watchRefusals(LogMetricAlarms counters) {
        counters.alarmOn(
                "AgentRefused",
                "agent-refused",
                "{ $.errorCode = \"AccessDenied\" && $.userIdentity.arn = \"%s*\" }"
                        .formatted(buckets.agentArnPrefix()),
                REFUSALS,
                new Message(
                        "A backup agent was refused %s times or more within an hour.".formatted(REFUSALS),
                        "Its job may be wrong or the office's address may have changed, or somebody is trying out a"
                                + " stolen key.",
                        Runbook.AGENT_REFUSED));
    }

    private static String anyOf(String field, List<String> values) {
        return values.stream()
                .map(value -> "%s = \"%s\"".formatted(field, value))
                .collect(Collectors.joining(" || ", "(", ")"));
    }

    private EventPattern inMumbai(Map<String, ?> furtherDetail) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("eventSource", List.of("s3.amazonaws.com"));
        detail.put("requestParameters", Ordered.map("bucketName", buckets.inMumbai()));
        detail.putAll(furtherDetail);
        return new EventPattern("aws.s3", "AWS API Call via CloudTrail", detail);
    }

    private static Map<String, String> whoWhatWhere() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Who", "$.detail.userIdentity.arn");
        details.put("What", "$.detail.eventName");
        details.put("Bucket", "$.detail.requestParameters.bucketName");
        details.put("From", "$.detail.sourceIPAddress");
        details.put("Time (UTC)", "$.time");
        return details;
    }
}
