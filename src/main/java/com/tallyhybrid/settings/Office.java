package com.tallyhybrid.settings;

import java.util.List;
import java.util.Optional;

/**
 * One office: the on-premises end of a site-to-site VPN.
 *
 * @param name part of the logical ids of the VPN. Changing it replaces the VPN connection: the router needs the new
 *     addresses and keys
 * @param gatewayIp fixed public IPv4 address of the office router, or of the device that translates for it. Changing
 *     it replaces the VPN connection
 * @param lanCidrs the office networks that the VPC can reach, private; adding or removing one changes routes only
 * @param bgpAsn the router's autonomous system number when routes are exchanged by BGP; absent for static routing.
 *     Changing it, or adding it, replaces the VPN connection
 * @param tunnelInsideCidrs the two /30 networks inside the tunnels, from 169.254.0.0/16, when the router needs them
 *     known beforehand; empty lets AWS choose. Changing them replaces the VPN connection
 */
public record Office(
        String name, String gatewayIp, List<Cidr> lanCidrs, Optional<Long> bgpAsn, List<Cidr> tunnelInsideCidrs) {

    public Office {
        lanCidrs = List.copyOf(lanCidrs);
        tunnelInsideCidrs = List.copyOf(tunnelInsideCidrs);
    }
}
