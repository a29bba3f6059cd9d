package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.app.operations.Allow;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import software.amazon.awscdk.services.iam.CfnInstanceProfile;
import software.constructs.Construct;

/**
 * The place that waits for a recovery server: its firewall, and for each Tally server a role that reads that server's
 * backups and nothing else.
 *
 * <p>Server and endpoints come only when a runbook makes them; until then this costs nothing.
 */
final class RecoverySite extends Construct {

    private final Names names;
    private final OfficeNetwork network;
    private final RecoveryGroups groups;

    RecoverySite(Construct scope, String id, Names names, OfficeNetwork network, List<TallyServer> servers) {
        super(scope, id);
        this.names = names;
        this.network = network;
        groups = RecoveryGroups.in(this, network);
        Construct profiles = LogicalIds.named(this);
        servers.forEach(tally -> letRead(profiles, tally));
    }

    /** The profile of the recovery server of one Tally server. */
    private void letRead(Construct profiles, TallyServer tally) {
        var role = new ServiceRole(
                profiles,
                LogicalIds.of(tally.name()) + "Role",
                names.of("recovery-" + tally.name()),
                ServiceRole.trusting("ec2.amazonaws.com"),
                "Lets a recovery server read the backups of %s and be reached by Systems Manager"
                        .formatted(tally.name()),
                rights(tally));
        CfnInstanceProfile.Builder.create(profiles, LogicalIds.of(tally.name()) + "Profile")
                .instanceProfileName(names.of("recovery-" + tally.name()))
                .roles(List.of(names.of("recovery-" + tally.name())))
                .build()
                .getNode()
                .addDependency(role);
    }

    private List<PolicyStatement> rights(TallyServer tally) {
        String bucket = "arn:aws:s3:::" + names.backupBucket();
        List<String> readable =
                List.of(names.agent(tally) + "/", "recovered/%s/".formatted(names.agent(tally)), "software/");
        return List.of(
                Allow.inMumbai(
                        readable.stream()
                                .map(prefix -> "%s/%s*".formatted(bucket, prefix))
                                .toList(),
                        "ReadBackupsAndSoftware",
                        "s3:GetObject"),
                Allow.onlyIf(
                        Ordered.map(
                                "StringLike",
                                Ordered.map(
                                        "s3:prefix",
                                        readable.stream()
                                                .map(prefix -> prefix + "*")
                                                .toList())),
                        List.of(bucket),
                        "ListBackupsAndSoftware",
                        "s3:ListBucket"),
                Allow.on(
                        names.arn(
                                "ssm",
                                "parameter/%s/recovery/%s/passphrase".formatted(names.deployment(), tally.name())),
                        "ReadPassphrase",
                        "ssm:GetParameter",
                        "ssm:GetParameters"),
                // What the agent of Systems Manager needs; AWS knows no narrower resource for it.
                Allow.onAnything(
                        "BeReached",
                        "ssm:UpdateInstanceInformation",
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel",
                        "ec2messages:AcknowledgeMessage",
                        "ec2messages:DeleteMessage",
                        "ec2messages:FailMessage",
                        "ec2messages:GetEndpoint",
                        "ec2messages:GetMessages",
                        "ec2messages:SendReply"));
    }

    OfficeNetwork network() {
        return network;
    }

    String serverGroupId() {
        return groups.server();
    }

    String endpointGroupId() {
        return groups.endpoints();
    }
}
