package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.operations.Allow;
import java.util.List;
import software.constructs.Construct;

/**
 * What AWS Backup may do for this deployment: one role that takes backups, one that restores them.
 *
 * <p>The rights are those for FSx from AWS's own managed policies, and none of those for a dozen other services; where
 * AWS asks for every file system they name ours.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html">
 *     AWSBackupServiceRolePolicyForBackup</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html">
 *     AWSBackupServiceRolePolicyForRestores</a>
 */
final class VaultRoles extends Construct {

    private final Names names;
    private final OfficeFiles files;

    VaultRoles(Construct scope, String id, Names names, OfficeFiles files) {
        super(scope, id);
        this.names = names;
        this.files = files;
    }

    /**
     * The role that backs up and copies.
     *
     * @param copyRegion where the vault stands that receives the copies
     */
    ServiceRole backingUp(Region copyRegion) {
        return new ServiceRole(
                this,
                "Backup",
                awsBackup(),
                "Lets AWS Backup back up the file server of %s, copy the backups, and end them when their days are over"
                        .formatted(names.deployment()),
                List.of(
                        Allow.on(
                                List.of(fileSystem()),
                                "BackUpFileSystem",
                                "fsx:CreateBackup",
                                "fsx:DescribeFileSystems",
                                "fsx:ListTagsForResource"),
                        // A backup gets its id when it is made. AWS Backup ends with this role what it made with it.
                        Allow.on(
                                List.of(names.arn("fsx", "backup/*")),
                                "KeepBackups",
                                "fsx:CreateBackup",
                                "fsx:CopyBackup",
                                "fsx:DescribeBackups",
                                "fsx:DeleteBackup",
                                "fsx:ListTagsForResource",
                                "fsx:TagResource"),
                        Allow.on(
                                List.of(secondVault(copyRegion)),
                                "CopyIntoVault",
                                "backup:CopyIntoBackupVault",
                                "backup:DescribeBackupVault"),
                        copyOut(copyRegion),
                        Allow.onAnything("FindResources", "tag:GetResources"),
                        useKey("UseFileSystemKey", files.keyArn()),
                        grantOn("GrantFileSystemKey", files.keyArn()),
                        useCopyKey(copyRegion)));
    }

    /** The role that restores, and that removes what a restore test has restored. */
    ServiceRole restoring() {
        return new ServiceRole(
                this,
                "Restore",
                awsBackup(),
                "Lets AWS Backup restore a backup of the file server of %s beside it".formatted(names.deployment()),
                List.of(
                        Allow.on(
                                List.of(names.arn("fsx", "file-system/*"), names.arn("fsx", "backup/*")),
                                "RestoreBackups",
                                "fsx:CreateFileSystemFromBackup",
                                "fsx:DescribeBackups",
                                "fsx:DescribeFileSystems",
                                "fsx:TagResource"),
                        Allow.onlyIf(
                                // Only restored file systems bear this tag; the real one never does.
                                Ordered.map("Null", Ordered.map("aws:ResourceTag/aws:backup:source-resource", "false")),
                                List.of(names.arn("fsx", "file-system/*")),
                                "RemoveWhatWasRestored",
                                "fsx:DeleteFileSystem",
                                "fsx:UntagResource"),
                        Allow.onAnything(
                                "SeeSurroundings",
                                "ds:DescribeDirectories",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs"),
                        useKey("UseFileSystemKey", files.keyArn()),
                        grantOn("GrantFileSystemKey", files.keyArn())));
    }

    /** Into the second vault only: nobody's plan sends a copy to another account in this role's name. */
    private PolicyStatement copyOut(Region copyRegion) {
        return Allow.onlyIf(
                Ordered.map(
                        "StringEquals",
                        Allow.MUMBAI,
                        "ForAllValues:ArnEquals",
                        Ordered.map("backup:CopyTargets", secondVault(copyRegion))),
                List.of("*"),
                "CopyOut",
                "backup:CopyFromBackupVault");
    }

    private PolicyStatement awsBackup() {
        return ServiceRole.onBehalfOf("backup.amazonaws.com", names);
    }

    private String secondVault(Region region) {
        return names.arn(region, "backup", "backup-vault:" + names.vaultCopy());
    }

    private String fileSystem() {
        return names.arn("fsx", "file-system/" + files.fileSystemId());
    }

    private static PolicyStatement useKey(String sid, String keyArn) {
        return Allow.on(keyArn, sid, "kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext");
    }

    private static PolicyStatement grantOn(String sid, String keyArn) {
        return Allow.onlyIf(
                Ordered.map("Bool", Ordered.map("kms:GrantIsForAWSResource", "true")),
                List.of(keyArn),
                sid,
                "kms:CreateGrant");
    }

    /** The key of the second vault, which may be in the other Region and is then known by its alias only. */
    private PolicyStatement useCopyKey(Region region) {
        return Allow.onlyIf(
                Ordered.map(
                        "ForAnyValue:StringEquals", Ordered.map("kms:ResourceAliases", "alias/" + names.vaultCopy())),
                List.of(names.arn(region, "kms", "key/*")),
                "UseCopyKey",
                "kms:DescribeKey",
                "kms:Decrypt",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:CreateGrant");
    }
}
