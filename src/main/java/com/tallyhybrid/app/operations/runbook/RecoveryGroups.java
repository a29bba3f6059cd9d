package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Outbound;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.settings.Cidr;
import java.util.List;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupEgress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.constructs.Construct;

/**
 * The firewall of a recovery server and of the endpoints through which it reaches AWS.
 *
 * @param server id of the server's security group
 * @param endpoints id of the endpoints' security group
 */
record RecoveryGroups(String server, String endpoints) {

    private static final String SERVER = "RecoveryServerSecurityGroup";
    private static final String ENDPOINTS = "RecoveryEndpointsSecurityGroup";
    private static final String TCP = "tcp";
    private static final int REMOTE_DESKTOP = 3389;
    private static final int HTTPS = 443;

    static RecoveryGroups in(Construct site, OfficeNetwork network) {
        Construct server = new Construct(site, SERVER);
        Construct endpoints = new Construct(site, ENDPOINTS);
        // Remote desktop for everybody in the offices: in a recovery it is the server that people work on.
        CfnSecurityGroup serverGroup = CfnSecurityGroup.Builder.create(server, LogicalIds.ONLY)
                .vpcId(network.vpcId())
                .groupDescription("Recovery server: remote desktop from the offices, endpoints")
                .securityGroupIngress(
                        network.lans().stream().map(RecoveryGroups::desktopFrom).toList())
                .build();
        Stateful.keep(serverGroup, SERVER);
        CfnSecurityGroup endpointGroup = CfnSecurityGroup.Builder.create(endpoints, LogicalIds.ONLY)
                .vpcId(network.vpcId())
                .groupDescription("Endpoints of the recovery server: HTTPS from it alone")
                .securityGroupEgress(List.of(Outbound.NONE))
                .build();
        Stateful.keep(endpointGroup, ENDPOINTS);
        var groups = new RecoveryGroups(serverGroup.getAttrGroupId(), endpointGroup.getAttrGroupId());
        groups.letServerReachEndpoints(server, endpoints);
        return groups;
    }

    private static IngressProperty desktopFrom(Cidr lan) {
        return IngressProperty.builder()
                .cidrIp(lan.toString())
                .ipProtocol(TCP)
                .fromPort(REMOTE_DESKTOP)
                .toPort(REMOTE_DESKTOP)
                .description("Remote desktop from the office network " + lan)
                .build();
    }

    /** By rules of their own, because each group names the other. Another id of a construct would make a second rule. */
    private void letServerReachEndpoints(Construct serverScope, Construct endpointsScope) {
        CfnSecurityGroupEgress.Builder.create(serverScope, "to %s:%s".formatted(uniqueId(endpointsScope), HTTPS))
                .groupId(server)
                .destinationSecurityGroupId(endpoints)
                .ipProtocol(TCP)
                .fromPort(HTTPS)
                .toPort(HTTPS)
                .description("Systems Manager and S3 through the endpoints")
                .build();
        CfnSecurityGroupIngress.Builder.create(endpointsScope, "from %s:%s".formatted(uniqueId(serverScope), HTTPS))
                .groupId(endpoints)
                .sourceSecurityGroupId(server)
                .ipProtocol(TCP)
                .fromPort(HTTPS)
                .toPort(HTTPS)
                .description("HTTPS from the recovery server")
                .build();
    }

    private static String uniqueId(Construct construct) {
        return Names.nodeUniqueId(construct.getNode());
    }
}
