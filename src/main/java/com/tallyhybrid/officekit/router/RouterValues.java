package com.tallyhybrid.officekit.router;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the templates of the router texts may name.
 *
 * @param name the VPN connection's name in AWS
 * @param alarm the alarm that tells of one lost tunnel
 * @param office the office
 * @param connectionId the VPN connection's id
 * @param logGroup where AWS logs both tunnels
 * @param vpc the network behind the tunnels
 * @param tunnels both tunnels, the preferred one first
 * @param named what the text at hand leaves to the administrator
 */
record RouterValues(
        String name,
        String alarm,
        Office office,
        String connectionId,
        String logGroup,
        Subnet vpc,
        List<TunnelEnd> tunnels,
        List<Placeholder> named) {

    /** AWS's own number on a virtual private gateway that names none. */
    private static final long AWS_ASN = 64_512;

    static RouterValues of(Handover handover, Network network, Office office) {
        return new RouterValues(
                handover.names().of(office.name()),
                handover.names().of("tunnel-redundancy-lost-" + office.name()),
                office,
                handover.output("Network", LogicalIds.of(office.name()) + "VpnConnectionId"),
                handover.names().logGroup("vendedlogs", "vpn/" + office.name()),
                Subnet.of(network.vpcCidr()),
                IntStream.of(1, 2)
                        .mapToObj(number -> TunnelEnd.of(number, office))
                        .toList(),
                List.of());
    }

    String region() {
        return Region.MUMBAI.code();
    }

    List<Subnet> lans() {
        return office.lanCidrs().stream().map(Subnet::of).toList();
    }

    boolean bgp() {
        return office.bgpAsn().isPresent();
    }

    /** The number of the office's router; only for texts about BGP. */
    String asn() {
        return String.valueOf(office.bgpAsn().orElseThrow());
    }

    String awsAsn() {
        return String.valueOf(AWS_ASN);
    }

    /** Everything that AWS offers, in its own words. */
    AwsWords policy() {
        return new AwsWords();
    }

    StrongSwanWords strongSwan() {
        return new StrongSwanWords();
    }

    MikroTikWords mikroTik() {
        return new MikroTikWords();
    }

    FortiGateWords fortiGate() {
        return new FortiGateWords();
    }

    FormWords form() {
        return new FormWords();
    }

    Timing timing() {
        return new Timing();
    }

    /** Everything that the administrator puts in, whichever router it is. */
    List<Placeholder> placeholders() {
        return Stream.concat(
                        tunnels.stream().flatMap(TunnelEnd::placeholders),
                        Stream.of(
                                new Placeholder("WAN_INTERFACE", "the interface that faces the internet"),
                                new Placeholder("LAN_INTERFACE", "the interface that faces the office network")))
                .toList();
    }

    /** The same values for a text that must name these. */
    RouterValues naming(List<Placeholder> used) {
        return new RouterValues(name, alarm, office, connectionId, logGroup, vpc, tunnels, used);
    }

    /** Whether the text can be used as it is. */
    boolean complete() {
        return named.isEmpty();
    }

    /** A network in the forms that routers ask for. */
    record Subnet(Cidr cidr, String address, String mask) {

        static Subnet of(Cidr cidr) {
            return new Subnet(
                    cidr,
                    cidr.network().getLower().withoutPrefixLength().toString(),
                    cidr.network().getNetworkMask().withoutPrefixLength().toString());
        }
    }

    /** A word of a text that stands for what only AWS or the router knows. */
    record Placeholder(String word, String meaning) {}
}
