package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.app.operations.Allow;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.CfnInstanceProfile;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
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
    private final SecurityGroup server;
    private final SecurityGroup endpoints;

    RecoverySite(Construct scope, String id, Names names, OfficeNetwork network, List<TallyServer> servers) {
        super(scope, id);
        this.names = names;
        this.network = network;
        server = group("RecoveryServerSecurityGroup", "Recovery server: remote desktop from the offices, endpoints");
        endpoints = group("RecoveryEndpointsSecurityGroup", "Endpoints of the recovery server: HTTPS from it alone");
        // Remote desktop for everybody in the offices: in a recovery it is the server that people work on.
        network.lans()
                .forEach(lan -> server.addIngressRule(
                        Peer.ipv4(lan.toString()), Port.tcp(3389), "Remote desktop from the office network " + lan));
        server.addEgressRule(endpoints, Port.tcp(443), "Systems Manager and S3 through the endpoints");
        endpoints.addIngressRule(server, Port.tcp(443), "HTTPS from the recovery server");
        Construct profiles = LogicalIds.named(this);
        servers.forEach(tally -> letRead(profiles, tally));
    }

    private SecurityGroup group(String id, String description) {
        SecurityGroup group = SecurityGroup.Builder.create(this, id)
                .vpc(network.vpc())
                .description(description)
                .allowAllOutbound(false)
                .build();
        Stateful.keep(group, id);
        return group;
    }

    /** The profile of the recovery server of one Tally server. */
    private void letRead(Construct profiles, TallyServer tally) {
        var role = new ServiceRole(
                profiles,
                LogicalIds.of(tally.name()) + "Role",
                names.of("recovery-" + tally.name()),
                new ServicePrincipal("ec2.amazonaws.com"),
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
        return server.getSecurityGroupId();
    }

    String endpointGroupId() {
        return endpoints.getSecurityGroupId();
    }
}
