package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.backup.ProtectedBuckets;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.RetainedLog;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.storage.Guard;
import com.tallyhybrid.app.storage.Lock;
import com.tallyhybrid.app.storage.LockedBucket;
import com.tallyhybrid.settings.Audit.TrailRecords;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The record of who did what, and the tripwires that read it.
 *
 * <p>A stack of its own because it watches the others: whoever may change them should not need to touch it.
 */
public final class AuditStack extends TallyStack {

    public AuditStack(Construct scope, Deployment deployment, Alerts alerts, ProtectedBuckets buckets) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "Audit",
                "Tally Hybrid: the trail of the account in a locked bucket, and the tripwires that read it");
        Names names = Names.of(deployment);
        var key = new CustomerKey(
                this,
                "AuditKey",
                names,
                "audit",
                "Encrypts the trail. If it is lost, the record of who did what is; no backup depends on it.");
        var guard = Guard.of(names, Region.MUMBAI, deployment.backup()).withoutBreakGlass();
        var bucket = new LockedBucket(
                this, "TrailBucket", names.trailBucket(), Lock.trail(), guard, Trail.mayDeliver(names));
        var log = new RetainedLog(
                this, "TrailLog", names, names.logGroup("cloudtrail", "audit"), LogRetention.THIRTEEN_MONTHS, key);
        List<String> watched = Stream.of(buckets.inMumbai(), buckets.inHyderabad())
                .flatMap(List::stream)
                .toList();
        var trail = new Trail(
                this,
                "AccountTrail",
                names,
                bucket,
                key,
                log,
                deployment.audit().trail(),
                watched);

        var counters = new LogMetricAlarms(this, "Counters", names, alerts, log);
        var wires = new BucketTripwires(this, "Tripwires", alerts, buckets);
        wires.watchWriters();
        wires.watchProtection();
        wires.watchRefusals(counters);
        watchServices(deployment, names, alerts);
        if (deployment.audit().trail() == TrailRecords.EVERYTHING) {
            // Otherwise these would count what the trail's log does not hold.
            wires.watchProtectionOfCopies(counters);
            var account = new AccountTripwires(this, "AccountTripwires", counters);
            account.watchAccessKeys();
            account.watchRoot();
            account.watchStacksOfHyderabad(names);
            account.watchKeysOfHyderabad(deployment.fileServer().map(FileServer::vaultCopyTo));
        }

        CfnOutput.Builder.create(this, "TrailBucketName")
                .description("Bucket that holds the trail, locked for eight years")
                .value(bucket.bucketName())
                .build();
        // The trail fills its locked bucket at once: a failure after it could not be rolled back.
        createLast(trail.resource());
    }

    private void watchServices(Deployment deployment, Names names, Alerts alerts) {
        var wires = new ServiceTripwires(this, "ServiceTripwires", names, alerts);
        wires.watchTrail();
        wires.watchKeys(deployment.fileServer().isPresent());
        wires.watchAlerts();
        wires.watchStacks();
        deployment.fileServer().ifPresent(files -> wires.watchFileServer());
        deployment.network().ifPresent(network -> wires.watchVpn());
    }
}
