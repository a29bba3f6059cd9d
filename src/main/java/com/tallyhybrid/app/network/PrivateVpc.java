package com.tallyhybrid.app.network;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.RetainedLog;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Network;
import java.util.List;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.EnableVpnGatewayOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A VPC of isolated subnets in two Availability Zones, with a door for the offices and one for S3.
 *
 * <p>The gateway endpoint serves a recovery server that restores backups inside the VPC; it is free and opens no way
 * to the internet.
 */
final class PrivateVpc extends Construct {

    private static final SubnetSelection ISOLATED =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    private final Names names;
    private final Vpc vpc;

    PrivateVpc(Construct scope, String id, Names names, Cidr cidr) {
        super(scope, id);
        this.names = names;
        vpc = Vpc.Builder.create(this, "Resource")
                .vpcName(names.deployment())
                .ipAddresses(IpAddresses.cidr(cidr.toString()))
                .maxAzs(2)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        // A quarter of the VPC each: half stays free, and subnets can never be resized.
                        .cidrMask(cidr.prefixLength() + 2)
                        .build()))
                .restrictDefaultSecurityGroup(false)
                .build();
        Stateful.keep(vpc, "Vpc");
        vpc.getIsolatedSubnets()
                .forEach(subnet -> Stateful.keep(subnet, subnet.getNode().getId()));
    }

    /** Opens the VPC to VPN connections; the routes that they bring reach both subnets by themselves. */
    void acceptVpns() {
        vpc.enableVpnGateway(EnableVpnGatewayOptions.builder()
                .type("ipsec.1")
                .vpnRoutePropagation(List.of(ISOLATED))
                .build());
        Stateful.keep(vpc.getNode().findChild("VpnGateway"), "VpnGateway");
    }

    /** Records every connection in the VPC, accepted and refused, for 400 days. */
    void logFlows(CustomerKey key) {
        var log = new RetainedLog(
                this, "FlowLog", names, names.logGroup("vendedlogs", "flow"), RetentionDays.THIRTEEN_MONTHS, key);
        var write = PolicyStatement.Builder.create()
                .sid("WriteFlowLog")
                .actions(List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"))
                .resources(List.of(log.arn() + ":*"))
                .build();
        var role = new ServiceRole(
                this,
                "FlowLogRole",
                ServiceRole.onBehalfOf("vpc-flow-logs.amazonaws.com", names, names.arn("ec2", "vpc-flow-log/*")),
                "Writes the flow log of the VPC",
                List.of(write));
        CfnFlowLog flows = CfnFlowLog.Builder.create(this, "Flows")
                .resourceType("VPC")
                .resourceId(vpc.getVpcId())
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
        GatewayVpcEndpoint endpoint = vpc.addGatewayEndpoint(
                "S3",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .subnets(List.of(ISOLATED))
                        .build());
        String bucket = "arn:aws:s3:::" + names.backupBucket();
        endpoint.addToPolicy(PolicyStatement.Builder.create()
                .sid("ReadBackups")
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions"))
                .resources(List.of(bucket, bucket + "/*"))
                .conditions(Ordered.map("StringEquals", Ordered.map("aws:PrincipalAccount", names.account())))
                .build());
    }

    /** What other stacks may use of the network. */
    OfficeNetwork offered(Network settings) {
        return new OfficeNetwork(
                vpc,
                settings.vpcCidr(),
                vpc.getIsolatedSubnets().stream().map(ISubnet::getSubnetId).toList(),
                settings.offices().stream()
                        .flatMap(office -> office.lanCidrs().stream())
                        .toList());
    }

    Vpc vpc() {
        return vpc;
    }
}
