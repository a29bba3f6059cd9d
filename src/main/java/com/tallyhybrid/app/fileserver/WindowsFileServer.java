package com.tallyhybrid.app.fileserver;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.RetainedLog;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.settings.FileServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.services.fsx.CfnFileSystem;
import software.amazon.awscdk.services.fsx.CfnFileSystem.AuditLogConfigurationProperty;
import software.amazon.awscdk.services.fsx.CfnFileSystem.WindowsConfigurationProperty;
import software.constructs.Construct;

/**
 * The FSx for Windows file system.
 *
 * <p>Built from the plain CloudFormation resource: the CDK has a construct for FSx for Lustre only. A replacement
 * makes a new, empty file system and its daily backups die with the old one. These replace it: subnets, security
 * groups, key, deployment type, preferred subnet, directory, unit, administrators' group, copying of tags to backups.
 */
final class WindowsFileServer extends Construct {

    private final FileServer settings;
    private final List<String> subnetIds;
    private final String fileSystemId;
    private final String dnsName;

    WindowsFileServer(
            Construct scope,
            String id,
            Names names,
            OfficeNetwork network,
            CustomerKey key,
            Domain domain,
            FileServerPorts ports,
            FileServer settings) {
        super(scope, id);
        this.settings = settings;
        subnetIds =
                spansZones(settings) ? network.subnetIds() : network.subnetIds().subList(0, 1);
        var audit = new RetainedLog(
                this,
                "FileServerAuditLog",
                names,
                // FSx writes only to log groups under /aws/fsx/.
                names.logGroup("fsx", "audit"),
                LogRetention.THIRTEEN_MONTHS,
                key);
        var windows = windows(settings, audit);
        domain.describeTo(windows);
        if (spansZones(settings)) {
            windows.preferredSubnetId(subnetIds.get(0));
        }
        CfnFileSystem fileSystem = CfnFileSystem.Builder.create(this, "Resource")
                .fileSystemType("WINDOWS")
                .storageType(settings.storageType().name())
                .storageCapacity(settings.storageGib())
                .subnetIds(subnetIds)
                .securityGroupIds(List.of(ports.groupId()))
                .kmsKeyId(key.arn())
                .windowsConfiguration(windows.build())
                .tags(List.of(
                        CfnTag.builder().key("Name").value(names.deployment()).build()))
                .build();
        fileSystem.addResourceDependency(audit.group());
        Stateful.keep(fileSystem, "FileSystem");
        fileSystemId = fileSystem.getRef();
        dnsName = fileSystem.getAttrDnsName();
    }

    private static boolean spansZones(FileServer settings) {
        return settings.deploymentType() == FileServer.DeploymentType.MULTI_AZ_1;
    }

    private static WindowsConfigurationProperty.Builder windows(FileServer settings, RetainedLog audit) {
        return WindowsConfigurationProperty.builder()
                .deploymentType(settings.deploymentType().name())
                .throughputCapacity(settings.throughputMbps())
                .automaticBackupRetentionDays(settings.backupDays())
                .dailyAutomaticBackupStartTime(settings.backupTime().utc())
                .weeklyMaintenanceStartTime(settings.maintenanceTime().utc())
                // Set once and for ever: changing it replaces the file system.
                .copyTagsToBackups(true)
                .aliases(settings.aliases().isEmpty() ? null : settings.aliases())
                .auditLogConfiguration(AuditLogConfigurationProperty.builder()
                        .fileAccessAuditLogLevel("SUCCESS_AND_FAILURE")
                        .fileShareAccessAuditLogLevel("SUCCESS_AND_FAILURE")
                        .auditLogDestination(audit.arn())
                        .build());
    }

    /** What other stacks may use of the file server. */
    OfficeFiles offered(CustomerKey key, FileServerPorts ports, Domain domain) {
        Map<String, Object> windows = new LinkedHashMap<>();
        windows.put("DeploymentType", settings.deploymentType().name());
        if (spansZones(settings)) {
            windows.put("PreferredSubnetId", subnetIds.get(0));
        }
        // As text: AWS's own example of this metadata writes it so.
        windows.put("ThroughputCapacity", String.valueOf(settings.throughputMbps()));
        windows.putAll(domain.forRestore());
        return new OfficeFiles(
                fileSystemId, key.arn(), settings.storageType().name(), subnetIds, ports.groupId(), windows);
    }

    String fileSystemId() {
        return fileSystemId;
    }

    String dnsName() {
        return dnsName;
    }
}
