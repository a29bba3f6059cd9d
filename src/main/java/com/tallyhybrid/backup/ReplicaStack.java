package com.tallyhybrid.backup;

import com.tallyhybrid.alerting.Alarms;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.foundation.TallyStack;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.storage.Guard;
import com.tallyhybrid.storage.Lock;
import com.tallyhybrid.storage.LockedBucket;
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
                new LockedBucket(this, "ReplicaBucket", names.replicaBucket(), Lock.daily(deployment.backup()), guard);
        backups.acceptWritesOnlyFrom(guard, replication);
        var archive = new LockedBucket(
                this, "ArchiveReplicaBucket", names.archiveReplicaBucket(), Lock.archive(deployment.backup()), guard);
        archive.acceptWritesOnlyFrom(guard, replication);
        replica = new Replica(backups.bucketName(), archive.bucketName());

        var alarms = Alarms.inHyderabad(this, names, deployment.alertEmails());
        new CopyLag(names.backupBucket(), replica.backups()).watch(this, "BackupsLagging", alarms, "backup");
        new CopyLag(names.archiveBucket(), replica.archive()).watch(this, "ArchiveLagging", alarms, "archive");

        output("ReplicaBucketName", "Copy of the backups; restore from it when Mumbai cannot be reached", backups);
        output("ArchiveReplicaBucketName", "Copy of the year-end archive", archive);
    }

    private void output(String id, String description, LockedBucket bucket) {
        CfnOutput.Builder.create(this, id)
                .description(description)
                .value(bucket.bucketName())
                .build();
    }

    public Replica replica() {
        return replica;
    }
}
