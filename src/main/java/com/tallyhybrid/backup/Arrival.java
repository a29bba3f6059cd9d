package com.tallyhybrid.backup;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.alerting.Message;
import com.tallyhybrid.alerting.RuleMetric;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.alerting.Symptom;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Ordered;
import com.tallyhybrid.settings.TallyServer;
import com.tallyhybrid.storage.LockedBucket;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.events.Rule;
import software.constructs.Construct;

/**
 * Notices every finished backup of one server, and its absence.
 *
 * <p>Duplicati writes its verification file at the end of every completed run, changed or not, and at no other time.
 * Each time it arrives the rule triggers; when the rule has not triggered for the window, silence is an alarm, with
 * nothing running in the office.
 */
final class Arrival extends Construct {

    private final Names names;
    private final TallyServer server;
    private final String ruleName;

    Arrival(Construct scope, String id, Names names, LockedBucket bucket, EventLedger ledger, TallyServer server) {
        super(scope, id);
        this.names = names;
        this.server = server;
        ruleName = names.of("arrival-" + server.name());
        Rule.Builder.create(this, "Rule")
                .ruleName(ruleName)
                .description("A finished backup of %s arrived in the bucket".formatted(server.name()))
                .eventPattern(
                        ObjectEvents.arriving(bucket, List.of(names.agent(server) + "/duplicati-verification.json")))
                .targets(List.of(ledger.asTarget()))
                .build();
    }

    /** @param hours how long a backup may take to come, counted from the last one */
    void watch(Alerts alerts, int hours) {
        alerts.watch(
                this,
                "Missing",
                "backup-missing-" + server.name(),
                new Symptom(arrivals(), ComparisonOperator.LESS_THAN_THRESHOLD, 1, hours, TreatMissingData.BREACHING),
                new Message(
                        "No finished backup of %s has arrived for %s hours.".formatted(server.name(), hours),
                        "Tally data entered since the last one exists only on that server. It may be off, its job may"
                                + " be stopped, or its internet line may be down.",
                        Runbook.BACKUP_MISSING));
    }

    /**
     * Arrivals an hour, with zeros for the hours without any.
     *
     * <p>EventBridge reports only hours in which the rule triggered, and CloudWatch looks past gaps to the last good
     * hour: without the zeros the alarm would come late by an unknown time.
     */
    private MathExpression arrivals() {
        Metric triggered = RuleMetric.TRIGGERED.of(ruleName, Duration.hours(1));
        return MathExpression.Builder.create()
                .expression("FILL(triggered, 0)")
                .usingMetrics(Map.of("triggered", triggered))
                .label("Backups of %s an hour".formatted(server.name()))
                .period(Duration.hours(1))
                .build();
    }

    /** Mails when the agent itself reports a backup that did not go well. */
    void mailFailures(Alerts alerts, LockedBucket bucket) {
        String report = names.agent(server) + "/reports/*-";
        alerts.mail(
                this,
                "Failed",
                "backup-failed-" + server.name(),
                ObjectEvents.arriving(
                        bucket,
                        List.of(
                                Map.of("wildcard", report + "Warning.json"),
                                Map.of("wildcard", report + "Error.json"),
                                Map.of("wildcard", report + "Fatal.json"))),
                new Message(
                        "The backup agent on %s reported a warning, an error or a crash.".formatted(server.name()),
                        "The backup may be incomplete or missing. Earlier backups are not affected.",
                        Runbook.BACKUP_FAILED),
                Ordered.map("Report", "$.detail.object.key", "Bucket", "$.detail.bucket.name", "Time (UTC)", "$.time"));
    }
}
