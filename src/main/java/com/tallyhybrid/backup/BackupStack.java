package com.tallyhybrid.backup;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.alerting.Message;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.foundation.CustomerKey;
import com.tallyhybrid.foundation.LogicalIds;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.foundation.TallyStack;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import com.tallyhybrid.storage.Guard;
import com.tallyhybrid.storage.Lock;
import com.tallyhybrid.storage.LockedBucket;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The backups: where they arrive, who writes them, who hears when they do not come.
 *
 * <p>A stack of its own because it holds the books and must never be rolled back together with a network.
 */
public final class BackupStack extends TallyStack {

    private static final int KEY_ROTATION_DAYS = 90;

    private final ProtectedBuckets protectedBuckets;

    public BackupStack(Construct scope, Deployment deployment, Alerts alerts, Replica replica) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "Backup",
                "Tally Hybrid: the locked buckets for backups and archive, the agents, and the alarm when no backup arrives");
        Names names = Names.of(deployment);
        Backup settings = deployment.backup();

        var guard = Guard.of(names, Region.MUMBAI, settings);
        var bucket = new LockedBucket(this, "BackupBucket", names.backupBucket(), Lock.daily(settings), guard);
        var archive = new LockedBucket(this, "ArchiveBucket", names.archiveBucket(), Lock.archive(settings), guard);
        bucket.constrain(UploadRules.statements(bucket.arn()));
        archive.constrain(UploadRules.statements(archive.arn()));
        bucket.announceObjects();
        record(names, List.of(bucket, archive));
        if (!settings.breakGlassUsers().isEmpty()) {
            new BreakGlass(
                    this,
                    "BreakGlass",
                    names,
                    settings.breakGlassUsers(),
                    List.of(bucket.arn(), archive.arn(), replica.backupsArn(), replica.archiveArn()));
        }
        replicate(names, new Copy(bucket, replica.backups()), new Copy(archive, replica.archive()), alerts);

        var key = new CustomerKey(
                this,
                "BackupRecordsKey",
                names,
                "backup-records",
                "Encrypts the arrival ledger and the agents' access keys. No backup is encrypted with it.");
        new Agents(this, "Agents", names, bucket, archive, key, settings);

        alerts.remind(this, "KeyRotationReminder", KEY_ROTATION_DAYS, rotate(settings));

        watchArrivals(names, settings, bucket, EventLedger.ofArrivals(this, names, key), alerts);
        var tripwires = new DeletionTripwires(this, "Tripwires", names, bucket);
        tripwires.watchDeletions(alerts, EventLedger.ofDeletions(this, names, key));
        tripwires.watchSize(alerts);
        protectedBuckets = new ProtectedBuckets(
                List.of(bucket.bucketName(), archive.bucketName()),
                List.of(replica.backups(), replica.archive()),
                settings.servers().stream().map(names::agentArn).toList());

        output("BackupBucketName", "Bucket that the agents write to, each under its own user name", bucket);
        output("ArchiveBucketName", "Bucket for one full set a year, each agent under its own user name", archive);
    }

    private void watchArrivals(Names names, Backup settings, LockedBucket bucket, EventLedger ledger, Alerts alerts) {
        for (TallyServer server : settings.servers()) {
            var arrival = new Arrival(this, LogicalIds.of(server.name()), names, bucket, ledger, server);
            arrival.watch(alerts, settings.arrivalWindowHours());
            arrival.mailFailures(alerts, bucket);
        }
    }

    /** What the audit watches over. */
    public ProtectedBuckets protectedBuckets() {
        return protectedBuckets;
    }

    /** Keeps a record of every request to the buckets. */
    private void record(Names names, List<LockedBucket> buckets) {
        var logs = new AccessLogBucket(this, "AccessLogBucket", names);
        logs.acceptFrom(buckets.stream().map(LockedBucket::arn).toList());
        buckets.forEach(bucket -> bucket.logAccessTo(logs.bucketName(), logs));
    }

    private static Message rotate(Backup settings) {
        String servers = settings.servers().stream().map(TallyServer::name).collect(Collectors.joining(", "));
        return new Message(
                "It is time to change the access keys of the backup agents on %s.".formatted(servers),
                "A key that was copied unnoticed works until it is changed. Changing it interrupts no backup.",
                Runbook.KEY_ROTATION);
    }

    private void replicate(Names names, Copy backups, Copy archive, Alerts alerts) {
        var role = new ReplicationRole(this, "ReplicationRole", names, List.of(backups, archive));
        new Replication(this, "BackupReplication", backups, role).watch(alerts, "backup");
        new Replication(this, "ArchiveReplication", archive, role).watch(alerts, "archive");
    }

    private void output(String id, String description, LockedBucket bucket) {
        CfnOutput.Builder.create(this, id)
                .description(description)
                .value(bucket.bucketName())
                .build();
    }
}
