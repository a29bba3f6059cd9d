package com.tallyhybrid.app.storage;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.Stateful;
import com.tallyhybrid.settings.FileServer.VaultLockMode;
import software.amazon.awscdk.services.backup.CfnBackupVault;
import software.amazon.awscdk.services.backup.CfnBackupVault.LockConfigurationTypeProperty;
import software.constructs.Construct;

/**
 * A backup vault whose recovery points live out their days, whoever would rather be rid of them.
 *
 * <p>The lock refuses deletion and a shorter life; the access policy refuses it once more, and with it every change of
 * policy and lock. A vault in governance mode can still be unlocked by the deploying role.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html">AWS Backup: Vault Lock</a>
 */
public final class LockedVault extends Construct {

    /** Between these days lives every recovery point; a job with any other retention fails. */
    public static final int LEAST_DAYS = 30;

    public static final int MOST_DAYS = 366;

    /** The shortest time that AWS leaves to undo a compliance lock. */
    private static final int DAYS_OF_GRACE = 3;

    private final String name;
    private final Region region;
    private final Names names;

    /**
     * @param id also the logical id of the vault, for ever
     * @param name physical name; another one makes a new, empty vault
     * @param region where the vault is; the CDK has a deploying role for each Region
     * @param key encrypts what is copied into the vault. What FSx itself puts there keeps the file system's key
     */
    public LockedVault(
            Construct scope, String id, String name, Names names, Region region, CustomerKey key, VaultLockMode mode) {
        super(scope, id);
        this.name = name;
        this.names = names;
        this.region = region;
        CfnBackupVault vault = CfnBackupVault.Builder.create(this, LogicalIds.ONLY)
                .backupVaultName(name)
                .encryptionKeyArn(key.arn())
                .lockConfiguration(lock(mode))
                .accessPolicy(PolicyStatement.document(Guard.ofVault(names, region, arn())))
                .build();
        Stateful.keep(vault, id);
    }

    private static LockConfigurationTypeProperty lock(VaultLockMode mode) {
        return LockConfigurationTypeProperty.builder()
                .minRetentionDays(LEAST_DAYS)
                .maxRetentionDays(MOST_DAYS)
                // Given at all, it makes the lock irreversible.
                .changeableForDays(
                        switch (mode) {
                            case GOVERNANCE -> null;
                            case COMPLIANCE_NOBODY_CAN_UNDO -> DAYS_OF_GRACE;
                        })
                .build();
    }

    public String vaultName() {
        return name;
    }

    /** Known before the vault exists, so the vault's own policy can name it. */
    public String arn() {
        return names.arn(region, "backup", "backup-vault:" + name);
    }
}
