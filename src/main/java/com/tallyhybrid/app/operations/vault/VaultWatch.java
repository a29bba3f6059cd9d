package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventLedger;
import com.tallyhybrid.app.alerting.Heartbeat;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Who hears how the vault's jobs end, and that they do not come at all.
 *
 * <p>AWS sends these events as best it can, some minutes late; a lost one means a false alarm about silence, or no mail
 * about a failure.
 */
final class VaultWatch extends Construct {

    /** A day, the hour in which a job may start, the eight in which it must end, and the delay of events. */
    private static final int SILENT_HOURS = 34;

    private static final String FILE_SYSTEM = "FSx";

    /** AWS Backup names the plan in the events of a restore that it started itself; otherwise the line stays empty. */
    private static final String TEST_PLAN = "$.detail.restoreTestingPlanArn";

    private static final String QUARTERLY_TEST = "Quarterly test (empty: somebody restored)";

    private final Names names;
    private final Alerts alerts;

    VaultWatch(Construct scope, String id, Names names, Alerts alerts) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
    }

    /** Records every backup that reached the vault, every copy of one and every restore, and mails when no backup did. */
    void watchArrivals(EventLedger ledger, FileVault vault) {
        ledger.record(
                this,
                "BackedUp",
                "vault-backup",
                "A backup of the file server reached its vault",
                JobEvents.BACKUP.with(Ordered.map(
                        "state", List.of("COMPLETED"),
                        "resourceType", List.of(FILE_SYSTEM),
                        "backupVaultName", List.of(vault.vault().vaultName()))));
        ledger.record(
                this,
                "Copied",
                "vault-copy",
                "A copy of a backup of the file server reached the second vault",
                JobEvents.COPY.with(Ordered.map(
                        "state", List.of("COMPLETED"),
                        "resourceType", List.of(FILE_SYSTEM),
                        "destinationBackupVaultArn", List.of(vault.copyVaultArn()))));
        // Of the quarterly test, too: what an auditor asks for a year later.
        ledger.record(
                this,
                "RestoreEnded",
                "vault-restore",
                "Restoring a backup of the file server ended, well or badly; the quarterly test names its plan",
                JobEvents.RESTORE.with(Ordered.map(
                        "status", List.of("COMPLETED", "FAILED", "ABORTED"), "resourceType", List.of(FILE_SYSTEM))));
        alerts.watchDelivery(
                this,
                "RestoreEnded",
                "vault-restore",
                new Message(
                        "A restore of the file server's backups ended and could not be recorded.",
                        "The restore is not harmed. The record that an auditor asks for has a gap: keep the mail about the"
                                + " restore.",
                        Runbook.VAULT_RESTORE));
        miss(
                "BackupMissing",
                "vault-backup",
                "No backup of the file server has reached its vault for %s hours.".formatted(SILENT_HOURS),
                "FSx's own daily backups may still be there, but they die with the file system.");
        miss(
                "CopyMissing",
                "vault-copy",
                "No copy of the file server's backups has reached the second vault for %s hours."
                        .formatted(SILENT_HOURS),
                "The backups themselves may be in the first vault.");
    }

    private void miss(String id, String rule, String happened, String means) {
        alerts.watch(
                this,
                id,
                rule + "-missing",
                new Heartbeat(names.of(rule), "Arrivals per hour").silentFor(SILENT_HOURS),
                new Message(happened, means, Runbook.VAULT_BACKUP));
    }

    /** Mails when a job for the file server did not end well. */
    void mailFailures() {
        List<String> badly = List.of("FAILED", "ABORTED", "EXPIRED", "PARTIAL");
        alerts.mail(
                this,
                "JobFailed",
                "vault-job-failed",
                JobEvents.BACKUP_OR_COPY.with(Ordered.map("state", badly, "resourceType", List.of(FILE_SYSTEM))),
                new Message(
                        "A backup of the file server, or a copy of one, failed.",
                        "Yesterday's backup is still there. Tomorrow's comes by itself; look why this one did not.",
                        Runbook.VAULT_BACKUP),
                details(
                        "State",
                        "$.detail.state",
                        "Why",
                        "$.detail.statusMessage",
                        "File server",
                        "$.detail.resourceArn"));
        alerts.mail(
                this,
                "RestoreFailed",
                "vault-restore-failed",
                JobEvents.RESTORE.with(
                        Ordered.map("status", List.of("FAILED", "ABORTED"), "resourceType", List.of(FILE_SYSTEM))),
                new Message(
                        "Restoring a backup of the file server failed.",
                        "If this was the quarterly test: today a real restore would probably fail too.",
                        Runbook.VAULT_RESTORE),
                details("State", "$.detail.status", "Why", "$.detail.statusMessage", QUARTERLY_TEST, TEST_PLAN));
    }

    /** Mails when a restore succeeded: of the quarterly test it is the proof. */
    void mailRestores() {
        alerts.mail(
                this,
                "Restored",
                "vault-restored",
                JobEvents.RESTORE.with(
                        Ordered.map("status", List.of("COMPLETED"), "resourceType", List.of(FILE_SYSTEM))),
                new Message(
                        "A backup of the file server was restored.",
                        "The quarterly test does this and removes the restored file server within a day. The record"
                                + " of the vaults keeps it for 13 months as evidence.",
                        Runbook.VAULT_RESTORE),
                details(
                        "Restored as",
                        "$.detail.createdResourceArn",
                        "Restore job",
                        "$.detail.restoreJobId",
                        QUARTERLY_TEST,
                        TEST_PLAN));
    }

    private static Map<String, String> details(
            String label, String path, String label2, String path2, String label3, String path3) {
        Map<String, String> details = new LinkedHashMap<>(Ordered.map(label, path, label2, path2, label3, path3));
        details.put("Time (UTC)", "$.time");
        return details;
    }
}
