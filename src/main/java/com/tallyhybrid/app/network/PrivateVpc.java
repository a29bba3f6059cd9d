package com.tallyhybrid.app.network;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.RetainedLog;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Network;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.CfnVPCGatewayAttachment;
import software.amazon.awscdk.services.ec2.CfnVPNGateway;
import software.amazon.awscdk.services.ec2.CfnVPNGatewayRoutePropagation;
import software.constructs.Construct;

/**
 * A VPC of isolated subnets in two Availability Zones, with a door for the offices and one for S3.
 *
 * <p>The gateway endpoint serves a recovery server that restores backups inside the VPC; it is free and opens no way
 * to the internet.
 */
final class PrivateVpc extends Construct {

    private static final int ZONES = 2;

    private final Names names;
    private final CfnVPC vpc;
    private final String vpcId;
    private final List<IsolatedSubnet> subnets;
    private final List<CfnTag> named;

    PrivateVpc(Construct scope, String id, Names names, Cidr cidr) {
        super(scope, id);
        this.names = names;
        named = List.of(nameTag(names.deployment()));
        vpc = CfnVPC.Builder.create(this, LogicalIds.ONLY)
                .cidrBlock(cidr.toString())
                .enableDnsHostnames(true)
                .enableDnsSupport(true)
                .instanceTenancy("default")
                .tags(named)
                .build();
        Stateful.keep(vpc, "Vpc");
        vpcId = vpc.getRef();
        // Of the account, resolved by CloudFormation: to ask at synthesis needs credentials.
        List<String> zones = Fn.getAzs();
        subnets = IntStream.range(0, ZONES)
                // A quarter of the VPC each: half stays free, and subnets can never be resized.
                .mapToObj(zone -> new IsolatedSubnet(
                        vpc, "IsolatedSubnet" + (zone + 1), names, vpcId, Fn.select(zone, zones), cidr.quarter(zone)))
                .toList();
    }

    static CfnTag nameTag(String name) {
        return CfnTag.builder().key("Name").value(name).build();
    }

    /**
     * Opens the VPC to VPN connections; the routes that they bring reach both subnets by themselves.
     *
     * @return id of the gateway that the connections end at
     */
    String acceptVpns() {
        CfnVPNGateway gateway = CfnVPNGateway.Builder.create(vpc, "VpnGateway")
                .type("ipsec.1")
                .tags(named)
                .build();
        Stateful.keep(gateway, "VpnGateway");
        String gatewayId = gateway.getRef();
        var attachment = CfnVPCGatewayAttachment.Builder.create(vpc, "VPCVPNGW")
                .vpcId(vpcId)
                .vpnGatewayId(gatewayId)
                .build();
        CfnVPNGatewayRoutePropagation.Builder.create(vpc, "RoutePropagation")
                .routeTableIds(routeTableIds())
                .vpnGatewayId(gatewayId)
                .build()
                .addResourceDependency(attachment);
        return gatewayId;
    }

    /** Records every connection in the VPC, accepted and refused, for 400 days. */
    void logFlows(CustomerKey key) {
        var log = new RetainedLog(
                this, "FlowLog", names, names.logGroup("vendedlogs", "flow"), LogRetention.THIRTEEN_MONTHS, key);
        var role = new ServiceRole(
                this,
                "FlowLogRole",
                ServiceRole.onBehalfOf("vpc-flow-logs.amazonaws.com", names, names.arn("ec2", "vpc-flow-log/*")),
                "Writes the flow log of the VPC",
                List.of(PolicyStatement.allow(
                                "WriteFlowLog", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
                        .on(log.arn() + ":*")));
        CfnFlowLog flows = CfnFlowLog.Builder.create(this, "Flows")
                .resourceType("VPC")
                .resourceId(vpcId)
                .trafficType("ALL")
                .maxAggregationInterval(60)
                .logDestinationType("cloud-watch-logs")
                .logDestination(log.arn())
                .deliverLogsPermissionArn(role.arn())
                .build();
        // Before its role has its rights, EC2 reports the flow log as failing; the log group it knows by name.
        flows.getNode().addDependency(role, log);
    }

    /** Lets this account's principals read the backup bucket from inside the VPC, and reach no other bucket. */
    void openBackups() {
        String bucket = "arn:aws:s3:::" + names.backupBucket();
        var read = PolicyStatement.allow(
                        "ReadBackups", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions")
                .byAnyone()
                .on(bucket, bucket + "/*")
                .when(Ordered.map("StringEquals", Ordered.map("aws:PrincipalAccount", names.account())));
        CfnVPCEndpoint.Builder.create(new Construct(vpc, "S3"), LogicalIds.ONLY)
                .vpcId(vpcId)
                .vpcEndpointType("Gateway")
                .serviceName("com.amazonaws.%s.s3".formatted(Fn.ref("AWS::Region")))
                .routeTableIds(routeTableIds())
                .policyDocument(PolicyStatement.document(List.of(read)))
                .tags(named)
                .build();
    }

    private List<String> routeTableIds() {
        return subnets.stream().map(IsolatedSubnet::routeTableId).toList();
    }

    /** What other stacks may use of the network. */
    OfficeNetwork offered(Network settings) {
        return new OfficeNetwork(
                vpcId,
                settings.vpcCidr(),
                subnets.stream().map(IsolatedSubnet::subnetId).toList(),
                settings.offices().stream()
                        .flatMap(office -> office.lanCidrs().stream())
                        .toList());
    }

    CfnVPC resource() {
        return vpc;
    }
}
