package com.tallyhybrid.app.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls, by their names in CloudTrail, that take away what a warning or a restore would need. */
final class TamperingCalls {

    /** A trail stops, or records less. */
    static final List<String> OF_TRAILS =
            List.of("StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors");

    /** A key is about to be lost, or others may use it. */
    static final List<String> OF_KEYS =
            List.of("DisableKey", "ScheduleKeyDeletion", "DisableKeyRotation", "PutKeyPolicy");

    /**
     * People are no longer told: the calls, by the parameter that names what they silence. Other systems in the account
     * make such calls every day, so the name decides.
     */
    static final Map<String, List<String>> OF_ALERTS = ofAlerts();

    private static Map<String, List<String>> ofAlerts() {
        Map<String, List<String>> calls = new LinkedHashMap<>();
        calls.put("alarmNames", List.of("DeleteAlarms", "DisableAlarmActions"));
        // A mute rule bears any name; what it mutes stands in its targets.
        calls.put("muteTargets.alarmNames", List.of("PutAlarmMuteRule"));
        calls.put("name", List.of("PutAlarmMuteRule", "DisableRule", "DeleteRule", "DeleteScheduleGroup"));
        calls.put("rule", List.of("RemoveTargets"));
        calls.put("groupName", List.of("DeleteSchedule"));
        calls.put("topicArn", List.of("DeleteTopic", "SetTopicAttributes", "RemovePermission"));
        calls.put("subscriptionArn", List.of("Unsubscribe"));
        return calls;
    }

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
