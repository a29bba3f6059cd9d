package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Outbound;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.Cidr;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.constructs.Construct;

/**
 * Which ports of the file server are open, to whom, and which it opens itself.
 *
 * <p>One security group for the whole life of the file system: another group, or another description of this one,
 * replaces the file system. Only its rules ever change.
 *
 * @see <a href="https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html">FSx: file system
 *     access control with Amazon VPC</a>
 */
final class FileServerPorts extends Construct {

    private static final String TCP = "tcp";
    private static final String UDP = "udp";

    private final CfnSecurityGroup group;
    private final List<Object> incoming = new ArrayList<>();
    private final List<Object> outgoing = new ArrayList<>();

    FileServerPorts(Construct scope, String id, String vpcId) {
        super(scope, id);
        group = CfnSecurityGroup.Builder.create(this, LogicalIds.ONLY)
                .vpcId(vpcId)
                .groupDescription("File server: SMB from offices, administration, and its directory")
                .securityGroupEgress(List.of(Outbound.NONE))
                .build();
        Stateful.keep(group, "FileServerSecurityGroup");
    }

    void acceptSmbFrom(Cidr clients) {
        accept(clients, 445, "SMB from the office network ");
    }

    void acceptAdministrationFrom(Cidr administrators) {
        accept(administrators, 5985, "Remote PowerShell from ");
    }

    private void accept(Cidr from, int port, String description) {
        incoming.add(IngressProperty.builder()
                .cidrIp(from.toString())
                .ipProtocol(TCP)
                .fromPort(port)
                .toPort(port)
                .description(description + from)
                .build());
        group.setSecurityGroupIngress(incoming);
    }

    /** What a Windows server needs from its domain controllers, and nothing else. */
    void reachDirectoryAt(Cidr controllers) {
        reach(controllers, TCP, 53, "DNS");
        reach(controllers, UDP, 53, "DNS");
        reach(controllers, TCP, 88, "Kerberos");
        reach(controllers, UDP, 88, "Kerberos");
        reach(controllers, UDP, 123, "time");
        reach(controllers, TCP, 135, "RPC end point mapper");
        reach(controllers, TCP, 389, "LDAP");
        reach(controllers, UDP, 389, "LDAP");
        reach(controllers, TCP, 445, "group policy over SMB");
        reach(controllers, TCP, 464, "Kerberos password change");
        reach(controllers, UDP, 464, "Kerberos password change");
        reach(controllers, TCP, 636, "LDAP over TLS");
        reach(controllers, TCP, 3268, 3269, "global catalog");
        reach(controllers, TCP, 9389, "directory web services");
        reach(controllers, TCP, 49152, 65535, "RPC");
        group.setSecurityGroupEgress(outgoing);
    }

    private void reach(Cidr controllers, String protocol, int port, String service) {
        reach(controllers, protocol, port, port, service);
    }

    private void reach(Cidr controllers, String protocol, int firstPort, int lastPort, String service) {
        outgoing.add(EgressProperty.builder()
                .cidrIp(controllers.toString())
                .ipProtocol(protocol)
                .fromPort(firstPort)
                .toPort(lastPort)
                .description("Directory: " + service)
                .build());
    }

    String groupId() {
        return group.getAttrGroupId();
    }
}
