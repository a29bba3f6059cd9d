package com.tallyhybrid.backup;

import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.foundation.TallyStack;
import com.tallyhybrid.settings.Deployment;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The locked copy of the backups, in a second Indian Region.
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
                "Tally Hybrid: the locked copy of the backups in Hyderabad");
        Names names = Names.of(deployment);
        new LockedBucket(this, "ReplicaBucket", names.replicaBucket(), deployment.backup());
        replica = new Replica(names.replicaBucket());

        CfnOutput.Builder.create(this, "ReplicaBucketName")
                .description("Bucket that holds the copy; restore from it when Mumbai cannot be reached")
                .value(names.replicaBucket())
                .build();
    }

    public Replica replica() {
        return replica;
    }
}
