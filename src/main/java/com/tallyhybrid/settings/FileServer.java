package com.tallyhybrid.settings;

import java.util.List;

/**
 * The FSx for Windows file server.
 *
 * @param deploymentType {@code MULTI_AZ_1}, {@code SINGLE_AZ_2} or {@code SINGLE_AZ_1}. Changing it replaces the file
 *     system with an empty one
 * @param storageType {@code SSD} or {@code HDD}. Treat as fixed for life
 * @param storageGib storage capacity in GiB. Can only grow, by a tenth or more, six hours apart
 * @param throughputMbps throughput capacity in MB/s. Changing it fails over or interrupts for minutes
 * @param backupDays days that FSx keeps its own daily backups, 1 to 90. Lowering it deletes the older ones at once
 * @param backupTime when FSx takes its daily backup
 * @param maintenanceTime when FSx may patch, for 30 minutes a week, away from the backup
 * @param vaultDays days that the locked vault keeps its own daily backup, 30 to 240; for new backups only
 * @param vaultLockMode who can lift the lock of the vaults. Compliance cannot be undone
 * @param vaultCopyTo where the second vault stands. Changing it makes a new, empty second vault
 * @param clientCidrs office networks that may open shares over SMB; every office LAN where the file gives none
 * @param adminCidrs networks from which administrators run remote PowerShell
 * @param aliases further host names for the file system, such as the old NAS had
 * @param directory the Active Directory that the file system joins. Changing it replaces the file system
 */
public record FileServer(
        DeploymentType deploymentType,
        StorageType storageType,
        int storageGib,
        int throughputMbps,
        int backupDays,
        DailyTime backupTime,
        WeeklyTime maintenanceTime,
        int vaultDays,
        VaultLockMode vaultLockMode,
        VaultCopyTo vaultCopyTo,
        List<Cidr> clientCidrs,
        List<Cidr> adminCidrs,
        List<String> aliases,
        Directory directory) {

    public FileServer {
        clientCidrs = List.copyOf(clientCidrs);
        adminCidrs = List.copyOf(adminCidrs);
        aliases = List.copyOf(aliases);
    }

    /** How many Availability Zones hold the file system. Constants bear AWS's own names. */
    public enum DeploymentType {
        /** Two file servers in two zones; fails over in seconds. */
        MULTI_AZ_1,
        /** One file server, newest generation. */
        SINGLE_AZ_2,
        /** One file server, first generation, SSD only. */
        SINGLE_AZ_1
    }

    /** The disk under the file system. */
    public enum StorageType {
        SSD,
        HDD
    }

    /** Who can lift the lock of the vaults. */
    public enum VaultLockMode {
        /** The role through which the CDK deploys, or the root user. */
        GOVERNANCE,
        /** Nobody, not even AWS or the root user, from three days after the deployment. */
        COMPLIANCE_NOBODY_CAN_UNDO
    }

    /** The Region of the second vault. */
    public enum VaultCopyTo {
        MUMBAI,
        /** AWS's pages disagree on whether it copies FSx backups to a Region that must be enabled first. */
        HYDERABAD_IF_AWS_ALLOWS
    }
}
