package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.Cidr;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
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

    private final SecurityGroup group;

    FileServerPorts(Construct scope, String id, IVpc vpc) {
        super(scope, id);
        group = SecurityGroup.Builder.create(this, "Resource")
                .vpc(vpc)
                .description("File server: SMB from offices, administration, and its directory")
                .allowAllOutbound(false)
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
        group.addIngressRule(Peer.ipv4(from.toString()), Port.tcp(port), description + from);
    }

    /** What a Windows server needs from its domain controllers, and nothing else. */
    void reachDirectoryAt(Cidr controllers) {
        reach(controllers, Port.tcp(53), "DNS");
        reach(controllers, Port.udp(53), "DNS");
        reach(controllers, Port.tcp(88), "Kerberos");
        reach(controllers, Port.udp(88), "Kerberos");
        reach(controllers, Port.udp(123), "time");
        reach(controllers, Port.tcp(135), "RPC end point mapper");
        reach(controllers, Port.tcp(389), "LDAP");
        reach(controllers, Port.udp(389), "LDAP");
        reach(controllers, Port.tcp(445), "group policy over SMB");
        reach(controllers, Port.tcp(464), "Kerberos password change");
        reach(controllers, Port.udp(464), "Kerberos password change");
        reach(controllers, Port.tcp(636), "LDAP over TLS");
        reach(controllers, Port.tcpRange(3268, 3269), "global catalog");
        reach(controllers, Port.tcp(9389), "directory web services");
        reach(controllers, Port.tcpRange(49152, 65535), "RPC");
    }

    private void reach(Cidr controllers, Port port, String service) {
        group.addEgressRule(Peer.ipv4(controllers.toString()), port, "Directory: " + service);
    }

    String groupId() {
        return group.getSecurityGroupId();
    }
}
