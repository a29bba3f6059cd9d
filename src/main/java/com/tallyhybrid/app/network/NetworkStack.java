package com.tallyhybrid.app.network;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The private network and the tunnels of the offices.
 *
 * <p>A stack of its own because the tunnels must be up before a file server can join a domain in the office, and
 * because a failed file server must not take them down.
 */
public final class NetworkStack extends TallyStack {

    private final OfficeNetwork network;

    public NetworkStack(Construct scope, Deployment deployment, Alerts alerts, Network settings) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "Network",
                "Tally Hybrid: a VPC without internet access, joined to each office by an IPsec VPN");
        Names names = Names.of(deployment);
        var key = new CustomerKey(
                this,
                "NetworkLogsKey",
                names,
                "network-logs",
                "Encrypts the logs of the VPC and of the VPN tunnels. If it is lost, only those logs are.");

        var vpc = new PrivateVpc(this, "Vpc", names, settings.vpcCidr());
        String gatewayId = vpc.acceptVpns();
        vpc.logFlows(key);
        vpc.openBackups();
        new ClosedDefaultSecurityGroup(this, "DefaultSecurityGroup", names, vpc.resource());

        Construct offices = LogicalIds.named(this);
        settings.offices().forEach(office -> connect(offices, office, names, gatewayId, key, alerts));

        network = vpc.offered(settings);
        // Pinned: an export disappears with its last consumer, and CloudFormation refuses that while it is in use.
        exportValue(network.vpcId());
        network.subnetIds().forEach(this::exportValue);
    }

    private static void connect(
            Construct offices, Office office, Names names, String vpnGatewayId, CustomerKey key, Alerts alerts) {
        String id = LogicalIds.of(office.name());
        var vpn = new OfficeVpn(offices, id, names, vpnGatewayId, key, office);
        vpn.watch(alerts);
        CfnOutput.Builder.create(vpn, "ConnectionId")
                .description("VPN connection of the office %s; its router configuration and keys hang on it"
                        .formatted(office.name()))
                .value(vpn.connectionId())
                .build()
                .overrideLogicalId(id + "VpnConnectionId");
    }

    public OfficeNetwork network() {
        return network;
    }
}
