package com.tallyhybrid.operations;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Ordered;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.settings.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The runbooks of a recovery server: starting one with the newest backup of a Tally server, and ending it. */
final class RecoveryServerRunbooks extends Construct {

    private static final String TAG = "tally-hybrid:recovery";
    private static final String POWERSHELL = "arn:aws:ssm:%s::document/AWS-RunPowerShellScript";
    private static final String IMAGE = "parameter/aws/service/ami-windows-latest/*";

    private final Names names;
    private final Alerts alerts;
    private final Deployment deployment;
    private final RecoverySite site;

    RecoveryServerRunbooks(
            Construct scope, String id, Names names, Alerts alerts, Deployment deployment, RecoverySite site) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
        this.deployment = deployment;
        this.site = site;
    }

    void startServer() {
        Map<String, Object> facts = facts();
        facts.put("SubnetId", site.network().subnetIds().get(0));
        facts.put("EndpointGroup", site.endpointGroupId());
        facts.put("ServerGroup", site.serverGroupId());
        facts.put("Script", RunbookDocument.script("recovery_server.py"));
        facts.put("RestoreScript", RunbookDocument.script("restore_set.ps1"));
        var rights = Stream.of(
                        rightsToCheck(), rightsToOpenWays(), rightsToRun(), rightsToRestore(), Allow.telling(alerts))
                .flatMap(List::stream)
                .toList();
        new RunbookDocument(this, "StartServer", names, Runbook.START_RECOVERY_SERVER, facts, rights);
    }

    private List<PolicyStatement> rightsToCheck() {
        return List.of(
                Allow.inMumbai(List.of("arn:aws:s3:::" + names.backupBucket()), "SeeBackups", "s3:ListBucket"),
                Allow.onAnything("SeeParameters", "ssm:DescribeParameters"),
                Allow.on(
                        "arn:aws:ssm:%s::%s".formatted(Region.MUMBAI.code(), IMAGE),
                        "FindWindowsImage",
                        "ssm:GetParameter"));
    }

    private List<PolicyStatement> rightsToOpenWays() {
        return List.of(
                Allow.onAnything("SeeEndpoints", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs"),
                Allow.on(
                        List.of(
                                names.arn("ec2", "vpc/" + site.network().vpc().getVpcId()),
                                names.arn(
                                        "ec2",
                                        "subnet/" + site.network().subnetIds().get(0)),
                                names.arn("ec2", "security-group/" + site.endpointGroupId())),
                        "PutEndpointsHere",
                        "ec2:CreateVpcEndpoint"),
                Allow.onlyIf(
                        Ordered.map("StringEquals", Ordered.map("aws:RequestTag/" + TAG, names.deployment())),
                        List.of(names.arn("ec2", "vpc-endpoint/*")),
                        "MakeEndpoints",
                        "ec2:CreateVpcEndpoint"),
                // Names inside the VPC lead to an endpoint by a zone that AWS makes for it. Route 53 is in no Region of
                // ours.
                Allow.on("*", "NameEndpoints", "route53:AssociateVPCWithHostedZone"));
    }

    private List<PolicyStatement> rightsToRun() {
        return List.of(
                Allow.on(
                        List.of(
                                "arn:aws:ec2:%s::image/*".formatted(Region.MUMBAI.code()),
                                names.arn("ec2", "key-pair/*"),
                                names.arn("ec2", "network-interface/*"),
                                names.arn(
                                        "ec2",
                                        "subnet/" + site.network().subnetIds().get(0)),
                                names.arn("ec2", "security-group/" + site.serverGroupId())),
                        "RunHere",
                        "ec2:RunInstances"),
                Allow.onlyIf(
                        taggedForAgent("aws:RequestTag/"),
                        List.of(names.arn("ec2", "instance/*"), names.arn("ec2", "volume/*")),
                        "RunTagged",
                        "ec2:RunInstances"),
                Allow.onlyIf(
                        Ordered.map(
                                "StringEquals",
                                Ordered.map("ec2:CreateAction", List.of("RunInstances", "CreateVpcEndpoint"))),
                        List.of(
                                names.arn("ec2", "instance/*"),
                                names.arn("ec2", "volume/*"),
                                names.arn("ec2", "vpc-endpoint/*")),
                        "TagWhatIsMade",
                        "ec2:CreateTags"),
                Allow.handing(List.of(names.roleArn(names.of("recovery-*"))), "ec2.amazonaws.com", "HandToServer"),
                Allow.onAnything("SeeServers", "ec2:DescribeInstances", "ssm:DescribeInstanceInformation"));
    }

    private List<PolicyStatement> rightsToRestore() {
        return List.of(
                Allow.on(POWERSHELL.formatted(Region.MUMBAI.code()), "RunPowerShell", "ssm:SendCommand"),
                Allow.onlyIf(
                        taggedForAgent("aws:ResourceTag/"),
                        List.of(names.arn("ec2", "instance/*")),
                        "OnRecoveryServers",
                        "ssm:SendCommand"),
                Allow.onAnything("FollowCommand", "ssm:ListCommands", "ssm:ListCommandInvocations"));
    }

    void endServer() {
        Map<String, Object> facts = facts();
        facts.put("Script", RunbookDocument.script("recovery_server.py"));
        var rights = Stream.of(
                        List.of(
                                Allow.onAnything("SeeServers", "ec2:DescribeInstances", "ec2:DescribeVpcEndpoints"),
                                Allow.onlyIf(
                                        taggedForAgent("aws:ResourceTag/"),
                                        List.of(names.arn("ec2", "instance/*")),
                                        "EndRecoveryServers",
                                        "ec2:TerminateInstances"),
                                Allow.onlyIf(
                                        Ordered.map(
                                                "StringEquals",
                                                Ordered.map("aws:ResourceTag/" + TAG, names.deployment())),
                                        List.of(names.arn("ec2", "vpc-endpoint/*")),
                                        "CloseWays",
                                        "ec2:DeleteVpcEndpoints"),
                                Allow.on(
                                        names.arn("ssm", "parameter/%s/recovery/*".formatted(names.deployment())),
                                        "ForgetPassphrase",
                                        "ssm:DeleteParameters")),
                        Allow.telling(alerts))
                .flatMap(List::stream)
                .toList();
        new RunbookDocument(this, "EndServer", names, Runbook.END_RECOVERY_SERVER, facts, rights);
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = RunbookFacts.of(names, alerts, deployment);
        facts.put("VpcId", site.network().vpc().getVpcId());
        return facts;
    }

    /** The tag's values, by pattern: the names of twenty agents would not fit into a policy. */
    private Map<String, ?> taggedForAgent(String key) {
        return Ordered.map("StringLike", Ordered.map(key + TAG, names.of("*")));
    }
}
