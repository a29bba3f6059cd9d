package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventLedger;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.RuleMetric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.storage.LockedBucket;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.events.EventPattern;
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
                EventPattern.builder()
                        .source(List.of("aws.s3"))
                        .detailType(List.of("Object Deleted"))
                        .detail(Ordered.map(
                                "bucket", Ordered.map("name", List.of(bucket.bucketName())),
                                "reason", List.of("DeleteObject")))
                        .build());
        alerts.watch(
                this,
                "ManyDeletions",
                "backups-deleted",
                new Symptom(
                        RuleMetric.TRIGGERED.of(names.of("deletions"), Duration.hours(1)),
                        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                        MANY,
                        1,
                        // EventBridge reports only hours with deletions.
                        TreatMissingData.NOT_BREACHING),
                new Message(
                        "%s or more objects of %s were deleted within an hour.".formatted(MANY, bucket.bucketName()),
                        "Duplicati may be compacting, or a stolen key may be hiding the backups. Nothing is destroyed:"
                                + " the versions are kept.",
                        Runbook.BACKUPS_DELETED));
    }

    /** Mails when the number of objects and versions falls sharply: hiding does not do that, destroying does. */
    void watchSize(Alerts alerts) {
        Metric objects = Metric.Builder.create()
                .namespace("AWS/S3")
                .metricName("NumberOfObjects")
                .dimensionsMap(Ordered.map("BucketName", bucket.bucketName(), "StorageType", "AllStorageTypes"))
                .statistic("Average")
                .period(Duration.days(1))
                .build();
        MathExpression change = MathExpression.Builder.create()
                // Of yesterday's count. Of today's, a fall to nothing would divide by zero, and say nothing.
                .expression("100 * DIFF(objects) / (objects - DIFF(objects))")
                .usingMetrics(Map.of("objects", objects))
                .label("Change of the number of objects and versions, percent a day")
                .period(Duration.days(1))
                .build();
        alerts.watch(
                this,
                "Shrunk",
                "backups-shrunk",
                new Symptom(
                        change,
                        ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
                        -DROP_PERCENT,
                        1,
                        // S3 counts once a day, a day late.
                        TreatMissingData.IGNORE),
                new Message(
                        "The number of objects and versions in %s fell by %s%% or more in a day."
                                .formatted(bucket.bucketName(), DROP_PERCENT),
                        "Versions were really removed. Expect this only after the retention was lowered or a large old"
                                + " set has expired.",
                        Runbook.BACKUPS_SHRUNK));
    }
}
