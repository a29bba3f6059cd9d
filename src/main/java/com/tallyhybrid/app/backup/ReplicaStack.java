package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alarms;
import com.tallyhybrid.app.alerting.TestAlerts;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.storage.Guard;
import com.tallyhybrid.app.storage.Lock;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.app.storage.LockedVault;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The locked copies of backups and archive, in a second Indian Region.
 *
 * <p>A stack of its own because a stack lives in one Region, and because this one must survive whatever happens to
 * Mumbai. It comes before the backup bucket, which names it as its destination.
 */
public final class ReplicaStack extends TallyStack {

    private final Replica replica;
    private final List<String> alarmArns;

    public ReplicaStack(Construct scope, Deployment deployment) {
        super(
                scope,
                deployment,
                Region.HYDERABAD,
                "Replica",
                "Tally Hybrid: the locked copies of the backups and of the year-end archive in Hyderabad");
        Names names = Names.of(deployment);
        var guard = Guard.of(names, Region.HYDERABAD, deployment.backup());
        String replication = names.roleArn(names.replicationRole());

        var backups =
                bucket("ReplicaBucket", names.replicaBucket(), Lock.daily(deployment.backup()), guard, replication);
        var archive = bucket(
                "ArchiveReplicaBucket",
                names.archiveReplicaBucket(),
                Lock.archive(deployment.backup()),
                guard,
                replication);
        replica = new Replica(backups.bucketName(), archive.bucketName());

        var alarms = Alarms.inHyderabad(this, names, deployment);
        new CopyLag(names.backupBucket(), replica.backups()).watch(this, "BackupsLagging", alarms, "backup");
        new CopyLag(names.archiveBucket(), replica.archive()).watch(this, "ArchiveLagging", alarms, "archive");

        TestAlerts.inHyderabad(this, names, alarms);
        alarmArns = alarms.arns();
        deployment.fileServer().ifPresent(settings -> receiveRecoveryPoints(names, settings));

        output("ReplicaBucketName", "Copy of the backups; restore from it when Mumbai cannot be reached", backups);
        output("ArchiveReplicaBucketName", "Copy of the year-end archive", archive);
    }

    /** A bucket to which nobody writes but the role that copies. */
    private LockedBucket bucket(String id, String name, Lock lock, Guard guard, String replicationRoleArn) {
        var onlyCopies = guard.writesOnlyBy(replicationRoleArn, LockedBucket.arnOf(name));
        return new LockedBucket(this, id, name, lock, guard, List.of(onlyCopies));
    }

    /** The second vault of the file server, where the owner wants it here. */
    private void receiveRecoveryPoints(Names names, FileServer settings) {
        if (settings.vaultCopyTo() == FileServer.VaultCopyTo.HYDERABAD_IF_AWS_ALLOWS) {
            var key = new CustomerKey(
                    this,
                    "VaultCopyKey",
                    names,
                    "vault-copy",
                    "Encrypts the copies of the file server's backups in Hyderabad. If it is lost, they are.");
            new LockedVault(
                    this, "VaultCopy", names.vaultCopy(), names, Region.HYDERABAD, key, settings.vaultLockMode());
        }
    }

    private void output(String id, String description, LockedBucket bucket) {
        CfnOutput.Builder.create(this, id)
                .description(description)
                .value(bucket.bucketName())
                .build();
    }

    /** Every alarm of Hyderabad. */
    public List<String> alarmArns() {
        return alarmArns;
    }

    public Replica replica() {
        return replica;
    }
}
