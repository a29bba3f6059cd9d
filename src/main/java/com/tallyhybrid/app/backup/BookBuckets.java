package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.storage.Guard;
import com.tallyhybrid.app.storage.Lock;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.settings.Backup;
import java.util.List;
import software.constructs.Construct;

/** The buckets that hold the books: the daily backups, and the archive of one full set a year. Both are copied. */
final class BookBuckets extends Construct {

    private final LockedBucket backups;
    private final LockedBucket archive;
    private final Replica replica;
    private final List<Replication> replications;

    BookBuckets(Construct scope, String id, Names names, Backup settings, Replica replica) {
        super(scope, id);
        this.replica = replica;
        var guard = Guard.of(names, Region.MUMBAI, settings);
        backups = bucket("BackupBucket", names.backupBucket(), Lock.daily(settings), guard);
        archive = bucket("ArchiveBucket", names.archiveBucket(), Lock.archive(settings), guard);
        new AccessLogBucket(this, "AccessLogBucket", names, List.of(backups, archive));
        backups.announceObjects();
        replications = copy(names);
        if (!settings.breakGlassUsers().isEmpty()) {
            new BreakGlass(this, "BreakGlass", names, settings.breakGlassUsers(), arns());
        }
    }

    private LockedBucket bucket(String id, String name, Lock lock, Guard guard) {
        return new LockedBucket(this, id, name, lock, guard, UploadRules.statements(LockedBucket.arnOf(name)));
    }

    private List<Replication> copy(Names names) {
        var backupCopy = new Copy(backups, replica.backups());
        var archiveCopy = new Copy(archive, replica.archive());
        var role = new ReplicationRole(this, "ReplicationRole", names, List.of(backupCopy, archiveCopy));
        return List.of(
                new Replication(this, "BackupReplication", backupCopy, role),
                new Replication(this, "ArchiveReplication", archiveCopy, role));
    }

    /** Mails when an object of either bucket could not be copied. */
    void watchCopies(Alerts alerts) {
        replications.get(0).watch(alerts, "backup");
        replications.get(1).watch(alerts, "archive");
    }

    LockedBucket backups() {
        return backups;
    }

    LockedBucket archive() {
        return archive;
    }

    private List<String> arns() {
        return List.of(backups.arn(), archive.arn(), replica.backupsArn(), replica.archiveArn());
    }

    /** What the audit watches over. */
    ProtectedBuckets watchedOver(Names names) {
        return new ProtectedBuckets(
                List.of(backups.bucketName(), archive.bucketName()),
                List.of(replica.backups(), replica.archive()),
                names.userArn(names.of("")),
                List.of(names.sessionArn(names.of("recover-objects")), names.sessionArn(names.of("restore-drill"))));
    }
}
