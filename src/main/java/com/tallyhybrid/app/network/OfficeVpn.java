package com.tallyhybrid.app.network;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.Symptom;
import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.RetainedLog;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.Office;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.CfnCustomerGateway;
import software.amazon.awscdk.services.ec2.CfnVPNConnection;
import software.amazon.awscdk.services.ec2.CfnVPNConnectionRoute;
import software.constructs.Construct;

/**
 * The VPN connection of one office.
 *
 * <p>Built from the plain CloudFormation resource, because the CDK's own construct knows no cipher, no log and no
 * second tunnel. AWS makes the pre-shared keys and keeps them in Secrets Manager, so no template ever holds one.
 * Almost every property replaces the connection when it changes, which cuts the office off until its router has the
 * new addresses and keys.
 */
final class OfficeVpn extends Construct {

    /** Ours when routing is static; BGP is not spoken then, but the gateway must still name a number. */
    private static final long PRIVATE_ASN = 65_000;

    private final Office office;
    private final String logicalId;
    private final String connectionId;

    OfficeVpn(Construct scope, String id, Names names, String vpnGatewayId, CustomerKey key, Office office) {
        super(scope, id);
        this.office = office;
        logicalId = LogicalIds.of(office.name());
        var gateway = customerGateway(names);
        var log = new RetainedLog(
                this,
                logicalId + "VpnLog",
                names,
                // VPN writes only to log groups under /aws/vendedlogs/ without touching the account's log policy.
                names.logGroup("vendedlogs", "vpn/" + office.name()),
                LogRetention.THIRTEEN_MONTHS,
                key);
        CfnVPNConnection connection = CfnVPNConnection.Builder.create(this, "Connection")
                .type("ipsec.1")
                .customerGatewayId(gateway.getRef())
                .vpnGatewayId(vpnGatewayId)
                .staticRoutesOnly(office.bgpAsn().isEmpty())
                .preSharedKeyStorage("SecretsManager")
                .vpnTunnelOptionsSpecifications(Tunnels.of(office, log.arn()))
                .tags(List.of(PrivateVpc.nameTag(names.of(office.name()))))
                .build();
        connection.addResourceDependency(log.group());
        Stateful.keep(connection, logicalId + "VpnConnection");
        connectionId = connection.getRef();
        if (office.bgpAsn().isEmpty()) {
            routeLans();
        }
    }

    private CfnCustomerGateway customerGateway(Names names) {
        var gateway = CfnCustomerGateway.Builder.create(this, "Gateway")
                .type("ipsec.1")
                .ipAddress(office.gatewayIp())
                .tags(List.of(PrivateVpc.nameTag(names.of(office.name()))));
        long asn = office.bgpAsn().orElse(PRIVATE_ASN);
        if (asn > Integer.MAX_VALUE) {
            gateway.bgpAsnExtended(asn);
        } else {
            gateway.bgpAsn(asn);
        }
        CfnCustomerGateway resource = gateway.build();
        Stateful.keep(resource, logicalId + "CustomerGateway");
        return resource;
    }

    private void routeLans() {
        for (int i = 0; i < office.lanCidrs().size(); i++) {
            String lan = office.lanCidrs().get(i).toString();
            CfnVPNConnectionRoute.Builder.create(this, "Route" + lan.replaceAll("\\W", "x"))
                    .vpnConnectionId(connectionId)
                    .destinationCidrBlock(lan)
                    .build();
        }
    }

    void watch(Alerts alerts) {
        watchTunnels(
                alerts,
                "Down",
                "tunnel-down-",
                "Maximum",
                new Message(
                        "Both VPN tunnels of the office %s are down.".formatted(office.name()),
                        "The office cannot reach the file server. Backups of Tally go over the internet and are not"
                                + " affected.",
                        Runbook.TUNNEL_DOWN));
        watchTunnels(
                alerts,
                "RedundancyLost",
                "tunnel-redundancy-lost-",
                "Minimum",
                new Message(
                        "At least one of the two VPN tunnels of the office %s is down.".formatted(office.name()),
                        "While the other is up the file server can be reached, but the next maintenance by AWS will cut the"
                                + " office off.",
                        Runbook.TUNNEL_REDUNDANCY_LOST));
    }

    /** The metric is 1 for a tunnel that is up, so the best tunnel tells an outage and the worst a lost reserve. */
    private void watchTunnels(Alerts alerts, String id, String purpose, String statistic, Message message) {
        var state =
                new Metric("AWS/VPN", "TunnelState", Map.of("VpnId", connectionId), statistic, Duration.ofMinutes(5));
        alerts.watch(
                this,
                id,
                purpose + office.name(),
                new Symptom(state, Comparison.LESS_THAN, 1, 3, Silence.BREACHING),
                message);
    }

    String connectionId() {
        return connectionId;
    }
}
