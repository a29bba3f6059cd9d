package com.tallyhybrid.officekit.files;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a page may say of the directory, deployed or not.
 *
 * @param handover the deployment
 * @param network its network
 * @param settings the file server
 * @param office whose page it is
 */
record DirectoryValues(Handover handover, Network network, FileServer settings, Office office) {

    String domain() {
        return settings.directory().domain();
    }

    boolean managed() {
        return settings.directory() instanceof Directory.Managed;
    }

    /** The firm's own domain; only for texts about one. */
    Directory.SelfManaged own() {
        return (Directory.SelfManaged) settings.directory();
    }

    /** Who may administer the file server. */
    String administrators() {
        return managed()
                ? "AWS Delegated FSx Administrators"
                : own().administratorsGroup().orElse("Domain Admins");
    }

    /** The same with every right, for the folder and all below it, as icacls writes it. */
    String administratorsInFull() {
        return administrators() + ":(OI)(CI)F";
    }

    /** AWS chooses the addresses of a directory that it runs; those of an own one are settings. */
    List<String> dnsIps() {
        return managed() ? List.of(output("DirectoryDnsIps").split(", *")) : own().dnsIps();
    }

    /** The DNS servers as PowerShell lists them. */
    String dnsList() {
        return String.join(",", dnsIps());
    }

    String vpc() {
        return network.vpcCidr().toString();
    }

    String smbHost() {
        return output("SmbHost");
    }

    String fileSystemId() {
        return output("FileSystemId");
    }

    String region() {
        return Region.MUMBAI.code();
    }

    List<DirectoryPort> ports() {
        return DirectoryPort.of(handover);
    }

    /** Every port for every network of the office. */
    List<Way> openings() {
        return ways(office.lanCidrs().stream().map(Object::toString), ports());
    }

    /** What {@code Test-NetConnection} can try: single ports, over TCP. */
    List<Way> trials() {
        return ways(
                dnsIps().stream(),
                ports().stream().filter(DirectoryPort::isTriable).toList());
    }

    private static List<Way> ways(Stream<String> ends, List<DirectoryPort> ports) {
        return ends.flatMap(end -> ports.stream().map(port -> new Way(end, port)))
                .toList();
    }

    private String output(String name) {
        return handover.output("FileServer", name);
    }

    /** A port, and the address or network at the other end. */
    record Way(String from, DirectoryPort port) {}
}
