package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.ServiceRole;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role through which S3 copies to Hyderabad: it reads here and adds there. It may not copy a deletion.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">S3:
 *     permissions for replication</a>
 */
final class ReplicationRole extends Construct {

    private static final List<String> READ_VERSIONS = List.of(
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionTagging",
            "s3:GetObjectRetention",
            "s3:GetObjectLegalHold");

    private final ServiceRole role;

    ReplicationRole(Construct scope, String id, Names names, List<Copy> copies) {
        super(scope, id);
        List<String> sources = copies.stream().map(copy -> copy.source().arn()).toList();
        var configuration = PolicyStatement.Builder.create()
                .sid("ReadConfiguration")
                .actions(List.of("s3:GetReplicationConfiguration", "s3:ListBucket"))
                .resources(sources)
                .build();
        var versions = PolicyStatement.Builder.create()
                .sid("ReadVersions")
                .actions(READ_VERSIONS)
                .resources(sources.stream().map(arn -> arn + "/*").toList())
                .build();
        var replicas = PolicyStatement.Builder.create()
                .sid("WriteReplicas")
                .actions(List.of("s3:ReplicateObject", "s3:ReplicateTags"))
                .resources(copies.stream()
                        .map(copy -> copy.destinationArn() + "/*")
                        .toList())
                // Nobody else's bucket, should ours be gone and its name be taken.
                .conditions(Ordered.map("StringEquals", Ordered.map("aws:ResourceAccount", names.account())))
                .build();
        role = new ServiceRole(
                this,
                "Role",
                names.replicationRole(),
                // No condition: S3 documents none for replication, and only this account can pass this role.
                new ServicePrincipal("s3.amazonaws.com"),
                "Copies backups and archive from Mumbai to Hyderabad",
                List.of(configuration, versions, replicas));
    }

    String arn() {
        return role.arn();
    }
}
