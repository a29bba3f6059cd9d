package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The file server and its directory.
 *
 * <p>A stack of its own because it is created last, when the tunnels are up, takes up to an hour and a half, and must
 * not roll anything else back when it fails.
 */
public final class FileServerStack extends TallyStack {

    private final OfficeFiles files;

    public FileServerStack(
            Construct scope, Deployment deployment, Alerts alerts, OfficeNetwork network, FileServer settings) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "FileServer",
                "Tally Hybrid: FSx for Windows File Server in place of the office NAS, reached only through the VPN");
        Names names = Names.of(deployment);
        var key = new CustomerKey(
                this,
                "FileServerKey",
                names,
                "file-server",
                "Encrypts the file system, its backups and its audit log. If it is lost, every file on it is lost.");

        Domain domain = domain(network, key, settings.directory());
        var ports = new FileServerPorts(this, "Ports", network.vpcId());
        settings.clientCidrs().forEach(ports::acceptSmbFrom);
        settings.adminCidrs().forEach(ports::acceptAdministrationFrom);
        domain.controllers().forEach(ports::reachDirectoryAt);

        var fileServer = new WindowsFileServer(this, "FileServer", names, network, key, domain, ports, settings);
        var alarms = new FileServerAlarms(this, "Alarms", alerts, fileServer);
        alarms.watchSpace(settings.storageGib());
        alarms.watchLoad();
        tell(fileServer, domain);

        files = fileServer.offered(key, ports, domain);
        // Pinned: an export disappears with its last consumer, and CloudFormation refuses that while it is in use.
        exportValue(files.fileSystemId());
        exportValue(files.keyArn());
        exportValue(files.securityGroupId());
    }

    public OfficeFiles files() {
        return files;
    }

    private Domain domain(OfficeNetwork network, CustomerKey key, Directory directory) {
        return directory instanceof Directory.Managed managed
                ? new ManagedDomain(this, "Domain", network, key, managed)
                : new SelfManagedDomain(network, (Directory.SelfManaged) directory);
    }

    private void tell(WindowsFileServer fileServer, Domain domain) {
        output("FileSystemId", "The file system, as AWS commands name it", fileServer.fileSystemId());
        output("SmbHost", "Host name to map as a network drive: \\\\<this name>\\share", fileServer.dnsName());
        output("DirectoryDnsIps", "DNS servers of the domain, for the office's conditional forwarder", domain.dnsIps());
        output(
                "RemotePowerShell",
                "Command that shows the host for administration; then Enter-PSSession -ComputerName <host>"
                        + " -ConfigurationName FsxRemoteAdmin",
                "aws fsx describe-file-systems --region %s --file-system-ids %s --query FileSystems[0].WindowsConfiguration.RemoteAdministrationEndpoint"
                        .formatted(Region.MUMBAI.code(), fileServer.fileSystemId()));
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
