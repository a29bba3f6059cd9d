package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventLedger;
import com.tallyhybrid.app.alerting.Heartbeat;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import java.util.Map;
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

    Arrival(Construct scope, String id, Names names, LockedBucket bucket, EventLedger ledger, TallyServer server) {
        super(scope, id);
        this.names = names;
        this.server = server;
        ledger.record(
                this,
                "Rule",
                "arrival-" + server.name(),
                "A finished backup of %s arrived in the bucket".formatted(server.name()),
                ObjectEvents.arriving(bucket, List.of(names.agent(server) + "/duplicati-verification.json")));
    }

    /** @param hours how long a backup may take to come, counted from the last one */
    void watch(Alerts alerts, int hours) {
        alerts.watch(
                this,
                "Missing",
                "backup-missing-" + server.name(),
                new Heartbeat(names.of("arrival-" + server.name()), "Backups of %s per hour".formatted(server.name()))
                        .silentFor(hours),
                new Message(
                        "No finished backup of %s has arrived for %s hours.".formatted(server.name(), hours),
                        "Tally data entered since the last one exists only on that server. It may be off, its job may"
                                + " be stopped, or its internet line may be down.",
                        Runbook.BACKUP_MISSING));
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
