package com.tallyhybrid.backup;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.foundation.CustomerKey;
import com.tallyhybrid.foundation.LogicalIds;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.foundation.TallyStack;
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

    public BackupStack(Construct scope, Deployment deployment, Alerts alerts, Replica replica) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "Backup",
                "Tally Hybrid: the locked backup bucket, its agents, and the alarm when a backup does not arrive");
        Names names = Names.of(deployment);
        Backup settings = deployment.backup();

        var bucket = new LockedBucket(this, "BackupBucket", names.backupBucket(), settings);
        bucket.logAccessTo(new AccessLogBucket(this, "AccessLogBucket", names));
        bucket.announceObjects();
        new Replication(this, "Replication", names, bucket, replica).watch(alerts);

        var key = new CustomerKey(
                this,
                "BackupRecordsKey",
                names,
                "backup-records",
                "Encrypts the arrival ledger and the agents' access keys. No backup is encrypted with it.");
        new Agents(this, "Agents", names, bucket, key, settings);

        var ledger = new ArrivalLedger(this, "Ledger", names, key);
        for (TallyServer server : settings.servers()) {
            var arrival = new Arrival(this, LogicalIds.of(server.name()), names, bucket, ledger, server);
            arrival.watch(alerts, settings.arrivalWindowHours());
            arrival.mailFailures(alerts, bucket);
        }

        CfnOutput.Builder.create(this, "BackupBucketName")
                .description("Bucket that the agents write to, each under its own user name")
                .value(bucket.bucketName())
                .build();
    }
}
