package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.ServiceRole;
import java.util.List;
import software.constructs.Construct;

/**
 * The role through which S3 copies to Hyderabad: it reads here and adds there. It may not copy a deletion.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">S3:
 *     permissions for replication</a>
 */
final class ReplicationRole extends Construct {

    private final ServiceRole role;

    ReplicationRole(Construct scope, String id, Names names, List<Copy> copies) {
        super(scope, id);
        List<String> sources = copies.stream().map(copy -> copy.source().arn()).toList();
        var configuration = PolicyStatement.allow(
                        "ReadConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket")
                .on(sources);
        var versions = PolicyStatement.allow(
                        "ReadVersions",
                        "s3:GetObjectVersionForReplication",
                        "s3:GetObjectVersionAcl",
                        "s3:GetObjectVersionTagging",
                        "s3:GetObjectRetention",
                        "s3:GetObjectLegalHold")
                .on(sources.stream().map(arn -> arn + "/*").toList());
        var replicas = PolicyStatement.allow("WriteReplicas", "s3:ReplicateObject", "s3:ReplicateTags")
                .on(copies.stream().map(copy -> copy.destinationArn() + "/*").toList())
                // Nobody else's bucket, should ours be gone and its name be taken.
                .when(Ordered.map("StringEquals", Ordered.map("aws:ResourceAccount", names.account())));
        role = new ServiceRole(
                this,
                "Role",
                names.replicationRole(),
                // No condition: S3 documents none for replication, and only this account can pass this role.
                ServiceRole.trusting("s3.amazonaws.com"),
                "Copies backups and archive from Mumbai to Hyderabad",
                List.of(configuration, versions, replicas));
    }

    String arn() {
        return role.arn();
    }
}
