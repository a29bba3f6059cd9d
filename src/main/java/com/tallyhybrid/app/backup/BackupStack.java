package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventLedger;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The backups: where they arrive, who writes them, who hears when they do not come.
 *
 * <p>A stack of its own because it holds the books and must never be rolled back together with a network.
 */
public final class BackupStack extends TallyStack {

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
        var key = new CustomerKey(
                this,
                "BackupRecordsKey",
                names,
                "backup-records",
                "Encrypts the records of arrivals and deletions and the agents' access keys. No backup is encrypted with it.");

        var books = new BookBuckets(this, "Books", names, settings, replica);
        books.watchCopies(alerts);
        new Agents(this, "Agents", names, books, key, settings).remindOfRotation(alerts);
        protectedBuckets = books.watchedOver(names);

        // Nine years: the evidence of a daily backup that Indian rules ask for.
        var arrivals = new EventLedger(
                this, "ArrivalLedger", names, alerts, "arrivals", LogRetention.NINE_YEARS, key, "arrival-*");
        Construct servers = LogicalIds.named(this);
        for (TallyServer server : settings.servers()) {
            var arrival = new Arrival(servers, LogicalIds.of(server.name()), names, books.backups(), arrivals, server);
            arrival.watch(alerts, settings.arrivalWindowHours());
            arrival.mailFailures(alerts, books.backups());
        }
        var tripwires = new DeletionTripwires(this, "Tripwires", names, books.backups());
        tripwires.watchDeletions(
                alerts,
                new EventLedger(
                        this,
                        "DeletionLedger",
                        names,
                        alerts,
                        "deletions",
                        LogRetention.THIRTEEN_MONTHS,
                        key,
                        "deletions"));
        tripwires.watchSize(alerts);

        output("BackupBucketName", "Bucket that the agents write to, each under its own user name", books.backups());
        output("ArchiveBucketName", "Bucket for one full set a year, by agent and year", books.archive());
    }

    /** What the audit watches over. */
    public ProtectedBuckets protectedBuckets() {
        return protectedBuckets;
    }

    private void output(String id, String description, LockedBucket bucket) {
        CfnOutput.Builder.create(this, id)
                .description(description)
                .value(bucket.bucketName())
                .build();
    }
}
