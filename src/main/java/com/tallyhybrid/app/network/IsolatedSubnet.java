package com.tallyhybrid.app.network;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.Cidr;
import java.util.List;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnSubnetRouteTableAssociation;
import software.constructs.Construct;

/** A subnet with a route table of its own that leads nowhere: only a VPN or an endpoint adds a route to it. */
final class IsolatedSubnet extends Construct {

    private final String subnetId;
    private final String routeTableId;

    /** @param id also the logical id of the subnet, for ever */
    IsolatedSubnet(Construct vpc, String id, Names names, String vpcId, String zone, Cidr cidr) {
        super(vpc, id);
        // People and tools know the subnets by these tags since they were first deployed.
        CfnTag name = PrivateVpc.nameTag(names.of("Network/Vpc/Resource/" + id));
        CfnSubnet subnet = CfnSubnet.Builder.create(this, "Subnet")
                .vpcId(vpcId)
                .availabilityZone(zone)
                .cidrBlock(cidr.toString())
                .mapPublicIpOnLaunch(false)
                .tags(List.of(tag("aws-cdk:subnet-name"), tag("aws-cdk:subnet-type"), name))
                .build();
        Stateful.keep(subnet, id);
        subnetId = subnet.getRef();
        routeTableId = CfnRouteTable.Builder.create(this, "RouteTable")
                .vpcId(vpcId)
                .tags(List.of(name))
                .build()
                .getRef();
        CfnSubnetRouteTableAssociation.Builder.create(this, "RouteTableAssociation")
                .routeTableId(routeTableId)
                .subnetId(subnetId)
                .build();
    }

    private static CfnTag tag(String key) {
        return CfnTag.builder().key(key).value("Isolated").build();
    }

    String subnetId() {
        return subnetId;
    }

    String routeTableId() {
        return routeTableId;
    }
}
