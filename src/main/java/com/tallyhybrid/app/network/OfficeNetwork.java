package com.tallyhybrid.app.network;

import com.tallyhybrid.settings.Cidr;
import java.util.List;

/**
 * What the network offers to the stacks that put something into it.
 *
 * @param vpcId the VPC; its isolated subnets lie in two Availability Zones
 * @param cidr address space of the VPC
 * @param subnetIds the isolated subnets, the first in the first zone
 * @param lans the office networks that are routed to it
 */
public record OfficeNetwork(String vpcId, Cidr cidr, List<String> subnetIds, List<Cidr> lans) {}
