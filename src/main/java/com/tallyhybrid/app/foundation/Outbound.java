package com.tallyhybrid.app.foundation;

import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;

/** What a security group may open by itself. */
public final class Outbound {

    /**
     * Nothing. A group without any rule would get one from EC2 that lets everything out, so this one lets out what never
     * exists: a kind of ICMP message that is not assigned, to an address that is none.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html">CloudFormation:
     *     AWS::EC2::SecurityGroup</a>
     */
    public static final EgressProperty NONE = EgressProperty.builder()
            .cidrIp("255.255.255.255/32")
            .description("Disallow all traffic")
            .fromPort(252)
            .ipProtocol("icmp")
            .toPort(86)
            .build();

    private Outbound() {}
}
