package com.tallyhybrid.settings;

import java.util.List;

/**
 * The private network in Mumbai and the offices joined to it.
 *
 * @param vpcCidr address space of the VPC, /16 to /24, private, apart from every office LAN. Changing it replaces the
 *     VPC and with it the file system
 * @param offices the office networks, each behind its own VPN connection; AWS allows ten on one gateway
 */
public record Network(Cidr vpcCidr, List<Office> offices) {

    public Network {
        offices = List.copyOf(offices);
    }
}
