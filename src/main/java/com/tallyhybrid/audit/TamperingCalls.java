package com.tallyhybrid.audit;

import java.util.List;

/** The calls, by their names in CloudTrail, that take away what a warning or a restore would need. */
final class TamperingCalls {

    /** A trail stops, or records less. */
    static final List<String> OF_TRAILS =
            List.of("StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors");

    /** A key is about to be lost, or others may use it. */
    static final List<String> OF_KEYS =
            List.of("DisableKey", "ScheduleKeyDeletion", "DisableKeyRotation", "PutKeyPolicy");

    /** People are no longer told. */
    static final List<String> OF_ALERTS = List.of(
            "DeleteAlarms",
            "DisableAlarmActions",
            "PutAlarmMuteRule",
            "DeleteTopic",
            "Unsubscribe",
            "SetTopicAttributes",
            "RemovePermission",
            "DisableRule",
            "DeleteRule",
            "RemoveTargets",
            "DeleteSchedule",
            "DeleteScheduleGroup");

    /** Files, their backups, their domain, or what protects them are gone. */
    static final List<String> OF_FILE_SERVERS = List.of(
            "DeleteFileSystem",
            "DeleteBackup",
            "DeleteDirectory",
            "DeleteRecoveryPoint",
            "DisassociateRecoveryPoint",
            "UpdateRecoveryPointLifecycle",
            "DeleteBackupVault",
            "DeleteBackupVaultAccessPolicy",
            "PutBackupVaultAccessPolicy",
            "DeleteBackupVaultLockConfiguration",
            "PutBackupVaultLockConfiguration",
            "DeleteBackupPlan",
            "UpdateBackupPlan",
            "DeleteBackupSelection");

    /** Somebody may listen in, or an office is cut off. */
    static final List<String> OF_VPNS = List.of(
            "DeleteVpnConnection",
            "ModifyVpnConnection",
            "ModifyVpnConnectionOptions",
            "ModifyVpnTunnelCertificate",
            "ModifyVpnTunnelOptions",
            "ReplaceVpnTunnel",
            "CreateVpnConnectionRoute",
            "DeleteVpnConnectionRoute",
            "DeleteCustomerGateway",
            "DeleteVpnGateway",
            "DetachVpnGateway",
            "DisableVgwRoutePropagation");

    private TamperingCalls() {}
}
