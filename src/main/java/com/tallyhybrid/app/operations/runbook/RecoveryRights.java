package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.operations.Allow;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the two runbooks of a recovery server may do: make and end what bears their tag, in its place, and no other. */
record RecoveryRights(Names names, RecoverySite site) {

    private static final String TAG = "tally-hybrid:recovery";
    private static final String POWERSHELL = "arn:aws:ssm:%s::document/AWS-RunPowerShellScript";
    private static final String IMAGE = "parameter/aws/service/ami-windows-latest/*";

    List<PolicyStatement> toStart() {
        return Stream.of(toCheck(), toOpenWays(), toRun(), toRestore())
                .flatMap(List::stream)
                .toList();
    }

    private List<PolicyStatement> toCheck() {
        return List.of(
                Allow.inMumbai(List.of("arn:aws:s3:::" + names.backupBucket()), "SeeBackups", "s3:ListBucket"),
                Allow.onAnything("SeeParameters", "ssm:DescribeParameters"),
                Allow.on(
                        "arn:aws:ssm:%s::%s".formatted(Region.MUMBAI.code(), IMAGE),
                        "FindWindowsImage",
                        "ssm:GetParameter"));
    }

    private List<PolicyStatement> toOpenWays() {
        return List.of(
                Allow.onAnything("SeeEndpoints", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs"),
                Allow.on(
                        List.of(
                                names.arn("ec2", "vpc/" + site.network().vpcId()),
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

    private List<PolicyStatement> toRun() {
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

    private List<PolicyStatement> toRestore() {
        return List.of(
                Allow.on(POWERSHELL.formatted(Region.MUMBAI.code()), "RunPowerShell", "ssm:SendCommand"),
                Allow.onlyIf(
                        taggedForAgent("aws:ResourceTag/"),
                        List.of(names.arn("ec2", "instance/*")),
                        "OnRecoveryServers",
                        "ssm:SendCommand"),
                Allow.onAnything("FollowCommand", "ssm:ListCommands", "ssm:ListCommandInvocations"));
    }

    List<PolicyStatement> toEnd() {
        return List.of(
                Allow.onAnything("SeeServers", "ec2:DescribeInstances", "ec2:DescribeVpcEndpoints"),
                Allow.onlyIf(
                        taggedForAgent("aws:ResourceTag/"),
                        List.of(names.arn("ec2", "instance/*")),
                        "EndRecoveryServers",
                        "ec2:TerminateInstances"),
                Allow.onlyIf(
                        Ordered.map("StringEquals", Ordered.map("aws:ResourceTag/" + TAG, names.deployment())),
                        List.of(names.arn("ec2", "vpc-endpoint/*")),
                        "CloseWays",
                        "ec2:DeleteVpcEndpoints"),
                Allow.on(
                        names.arn("ssm", "parameter/%s/recovery/*".formatted(names.deployment())),
                        "ForgetPassphrase",
                        "ssm:DeleteParameters"));
    }

    /** The tag's values, by pattern: the names of twenty agents would not fit into a policy. */
    private Map<String, ?> taggedForAgent(String key) {
        return Ordered.map("StringLike", Ordered.map(key + TAG, names.of("*")));
    }
}
