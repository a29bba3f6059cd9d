package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.storage.LockedVault;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.FileServer.VaultCopyTo;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.backup.CfnBackupPlan;
import software.amazon.awscdk.services.backup.CfnBackupPlan.BackupPlanResourceTypeProperty;
import software.amazon.awscdk.services.backup.CfnBackupPlan.BackupRuleResourceTypeProperty;
import software.amazon.awscdk.services.backup.CfnBackupPlan.CopyActionResourceTypeProperty;
import software.amazon.awscdk.services.backup.CfnBackupPlan.LifecycleResourceTypeProperty;
import software.amazon.awscdk.services.backup.CfnBackupSelection;
import software.amazon.awscdk.services.backup.CfnBackupSelection.BackupSelectionResourceTypeProperty;
import software.constructs.Construct;

/**
 * A second set of daily backups of the file server, which outlives the file system.
 *
 * <p>FSx's own backups are quick to restore and die with the file system. These are locked in a vault, are copied to a
 * second one, and start twelve hours after FSx's own: the two never meet, and no more than half a day is lost.
 */
public final class FileVault extends Construct {

    private static final int START_WITHIN_MINUTES = 60;
    private static final int COMPLETE_WITHIN_MINUTES = 480;

    private final Names names;
    private final CustomerKey key;
    private final LockedVault vault;
    private final String copyVaultArn;
    private final VaultRoles roles;
    private final ServiceRole restoreRole;
    private final CfnBackupSelection selection;

    FileVault(Construct scope, String id, Names names, OfficeFiles files, FileServer settings) {
        super(scope, id);
        this.names = names;
        key = new CustomerKey(
                this,
                "VaultKey",
                names,
                "vault",
                "Encrypts the vault of the file server's backups and the record of them. The backups themselves are"
                        + " encrypted with the file server's key.");
        vault = new LockedVault(this, "Vault", names.vault(), names, Region.MUMBAI, key, settings.vaultLockMode());
        Optional<LockedVault> copy =
                settings.vaultCopyTo() == VaultCopyTo.MUMBAI ? Optional.of(copyVault(settings)) : Optional.empty();
        copyVaultArn = names.arn(copyRegion(settings), "backup", "backup-vault:" + names.vaultCopy());
        roles = new VaultRoles(this, "Roles", names, files);
        restoreRole = roles.restoring();
        CfnBackupPlan plan = backUpDaily(settings);
        // It knows the vaults by name.
        plan.getNode().addDependency(vault);
        copy.ifPresent(second -> plan.getNode().addDependency(second));
        selection = select(plan, files, roles.backingUp(copyRegion(settings)));
    }

    private LockedVault copyVault(FileServer settings) {
        var key = new CustomerKey(
                this,
                "VaultCopyKey",
                names,
                "vault-copy",
                "Encrypts the copies of the file server's backups. If it is lost, they are, but not the backups.");
        return new LockedVault(
                this, "VaultCopy", names.vaultCopy(), names, Region.MUMBAI, key, settings.vaultLockMode());
    }

    private static Region copyRegion(FileServer settings) {
        return switch (settings.vaultCopyTo()) {
            case MUMBAI -> Region.MUMBAI;
            case HYDERABAD_IF_AWS_ALLOWS -> Region.HYDERABAD;
        };
    }

    private CfnBackupPlan backUpDaily(FileServer settings) {
        return CfnBackupPlan.Builder.create(this, "Plan")
                .backupPlan(BackupPlanResourceTypeProperty.builder()
                        .backupPlanName(names.of("file-server"))
                        .backupPlanRule(List.of(daily(settings)))
                        .build())
                .build();
    }

    private CfnBackupSelection select(CfnBackupPlan plan, OfficeFiles files, ServiceRole role) {
        CfnBackupSelection selected = CfnBackupSelection.Builder.create(this, "Selection")
                .backupPlanId(plan.getRef())
                .backupSelection(BackupSelectionResourceTypeProperty.builder()
                        .selectionName(names.of("file-server"))
                        .iamRoleArn(role.arn())
                        // By name: a tag could be taken off.
                        .resources(List.of(names.arn("fsx", "file-system/" + files.fileSystemId())))
                        .build())
                .build();
        selected.getNode().addDependency(role);
        return selected;
    }

    private BackupRuleResourceTypeProperty daily(FileServer settings) {
        LocalTime start = settings.backupTime().halfADayLater().inIndia();
        var days = LifecycleResourceTypeProperty.builder()
                .deleteAfterDays(settings.vaultDays())
                .build();
        return BackupRuleResourceTypeProperty.builder()
                .ruleName("daily")
                .targetBackupVault(vault.vaultName())
                .scheduleExpression("cron(%s %s * * ? *)".formatted(start.getMinute(), start.getHour()))
                .scheduleExpressionTimezone("Asia/Kolkata")
                .startWindowMinutes(START_WITHIN_MINUTES)
                .completionWindowMinutes(COMPLETE_WITHIN_MINUTES)
                .lifecycle(days)
                .copyActions(List.of(CopyActionResourceTypeProperty.builder()
                        .destinationBackupVaultArn(copyVaultArn)
                        .lifecycle(days)
                        .build()))
                .build();
    }

    CustomerKey key() {
        return key;
    }

    public LockedVault vault() {
        return vault;
    }

    String copyVaultArn() {
        return copyVaultArn;
    }

    /**
     * What the plan backs up. AWS Backup tries its role when this is made, and a new role takes a while to be known
     * everywhere, so it is best made last.
     */
    public CfnBackupSelection selection() {
        return selection;
    }

    /** The role with which AWS Backup restores. */
    public ServiceRole restoreRole() {
        return restoreRole;
    }
}
