package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Calculation;
import com.tallyhybrid.app.alerting.EventLedger;
import com.tallyhybrid.app.alerting.EventPattern;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.RuleMetric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.storage.LockedBucket;
import java.time.Duration;
import java.util.List;
import software.constructs.Construct;

/** What is noticed when backups vanish: many deletions at once, and fewer objects than the day before. */
final class DeletionTripwires extends Construct {

    /** Above what Duplicati deletes when it compacts a set of some hundred gigabytes. */
    private static final int MANY = 500;

    private static final int DROP_PERCENT = 20;

    private final Names names;
    private final LockedBucket bucket;

    DeletionTripwires(Construct scope, String id, Names names, LockedBucket bucket) {
        super(scope, id);
        this.names = names;
        this.bucket = bucket;
    }

    /** Records every deletion, and mails when there are many in an hour. */
    void watchDeletions(Alerts alerts, EventLedger ledger) {
        // Somebody's deletions: the lifecycle's own come with another reason.
        ledger.record(
                this,
                "Deletions",
                "deletions",
                "An object of the backup bucket was deleted or hidden",
                new EventPattern(
                        "aws.s3",
                        "Object Deleted",
                        Ordered.map(
                                "bucket", Ordered.map("name", List.of(bucket.bucketName())),
                                "reason", List.of("DeleteObject"))));
        alerts.watch(
                this,
                "ManyDeletions",
                "backups-deleted",
                new Symptom(
                        RuleMetric.TRIGGERED.of(names.of("deletions"), Duration.ofHours(1)),
                        Comparison.AT_LEAST,
                        MANY,
                        1,
                        // EventBridge reports only hours with deletions.
                        Silence.NOT_BREACHING),
                new Message(
                        "%s or more objects of %s were deleted within an hour.".formatted(MANY, bucket.bucketName()),
                        "Duplicati may be compacting, or a stolen key may be hiding the backups. Nothing is destroyed:"
                                + " the versions are kept.",
                        Runbook.BACKUPS_DELETED));
    }

    /** Mails when the number of objects and versions falls sharply: hiding does not do that, destroying does. */
    void watchSize(Alerts alerts) {
        var objects = new Metric(
                "AWS/S3",
                "NumberOfObjects",
                Ordered.map("BucketName", bucket.bucketName(), "StorageType", "AllStorageTypes"),
                "Average",
                Duration.ofDays(1));
        var change = new Calculation(
                // Of yesterday's count. Of today's, a fall to nothing would divide by zero, and say nothing.
                "100 * DIFF(objects) / (objects - DIFF(objects))",
                "objects",
                objects,
                "Change of the number of objects and versions, percent a day");
        alerts.watch(
                this,
                "Shrunk",
                "backups-shrunk",
                new Symptom(
                        change,
                        Comparison.AT_MOST,
                        -DROP_PERCENT,
                        1,
                        // S3 counts once a day, a day late.
                        Silence.IGNORE),
                new Message(
                        "The number of objects and versions in %s fell by %s%% or more in a day."
                                .formatted(bucket.bucketName(), DROP_PERCENT),
                        "Versions were really removed. Expect this only after the retention was lowered or a large old"
                                + " set has expired.",
                        Runbook.BACKUPS_SHRUNK));
    }
}
