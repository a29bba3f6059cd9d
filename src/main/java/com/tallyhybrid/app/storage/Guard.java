package com.tallyhybrid.app.storage;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.settings.Backup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a bucket policy refuses to everyone, administrators of the account included: destroying versions, and weakening
 * what protects them.
 *
 * <p>Exempt are the role through which the CDK deploys, because deployments change the configuration, and the
 * break-glass role where there is one. The root user of the account can always replace the policy: that is the
 * way back in.
 *
 * @param region where the bucket is; the CDK has a role for each Region
 * @param breakGlassRole ARN of the role for emergencies
 */
public record Guard(Names names, Region region, Optional<String> breakGlassRole) {

    private static final List<String> DESTROYING = List.of(
            "s3:DeleteObjectVersion",
            "s3:DeleteObjectVersionTagging",
            "s3:BypassGovernanceRetention",
            "s3:PutObjectRetention",
            "s3:PutObjectLegalHold",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl");

    /** By wildcard, so a configuration that AWS invents later is refused too. */
    private static final List<String> WEAKENING = List.of("s3:DeleteBucket*", "s3:PutBucket*", "s3:Put*Configuration");

    private static final List<String> WRITING = List.of(
            "s3:PutObject",
            "s3:PutObjectTagging",
            "s3:DeleteObject",
            "s3:DeleteObjectTagging",
            "s3:Replicate*",
            "s3:RestoreObject");

    private static final List<String> ENDING_RECOVERY_POINTS = List.of(
            "backup:DeleteRecoveryPoint",
            "backup:DisassociateRecoveryPoint",
            "backup:DisassociateRecoveryPointFromParent",
            "backup:UpdateRecoveryPointLifecycle");

    private static final List<String> WEAKENING_VAULTS = List.of(
            "backup:DeleteBackupVault",
            "backup:DeleteBackupVaultAccessPolicy",
            "backup:PutBackupVaultAccessPolicy",
            "backup:DeleteBackupVaultLockConfiguration",
            "backup:PutBackupVaultLockConfiguration");

    public static Guard of(Names names, Region region, Backup settings) {
        Optional<String> breakGlass = settings.breakGlassUsers().isEmpty()
                ? Optional.empty()
                : Optional.of(names.roleArn(names.breakGlassRole()));
        return new Guard(names, region, breakGlass);
    }

    /** The same without exemption for emergencies: nobody mends the record of what was done. */
    public Guard withoutBreakGlass() {
        return new Guard(names, region, Optional.empty());
    }

    /** The statements for a bucket. */
    List<PolicyStatement> statements(String bucketArn) {
        return List.of(
                deny("DenyDestroying", DESTROYING, bucketArn + "/*", exempt()),
                deny("DenyWeakening", WEAKENING, bucketArn, exempt()));
    }

    /**
     * The statements for a backup vault. Nobody at all ends a recovery point, and only the deploying role changes the
     * vault: restoring is what a vault is for in an emergency, so there is nothing for a break-glass role to do.
     */
    static List<PolicyStatement> ofVault(Names names, Region region, String vaultArn) {
        return List.of(
                PolicyStatement.deny("DenyEndingRecoveryPoints", ENDING_RECOVERY_POINTS)
                        .byAnyone()
                        // Recovery points of FSx bear ARNs of FSx, not of the vault.
                        .on("*"),
                deny("DenyWeakening", WEAKENING_VAULTS, vaultArn, List.of(deployer(names, region))));
    }

    /** Refuses uploads and deletions to all but one role. */
    public PolicyStatement writesOnlyBy(String roleArn, String bucketArn) {
        return deny("DenyOtherWriters", WRITING, bucketArn + "/*", List.of(roleArn));
    }

    private List<String> exempt() {
        return Stream.concat(Stream.of(deployer(names, region)), breakGlassRole.stream())
                .toList();
    }

    /** The role with which CloudFormation deploys what the CDK hands it. */
    private static String deployer(Names names, Region region) {
        return "arn:aws:iam::%1$s:role/cdk-hnb659fds-cfn-exec-role-%1$s-%2$s".formatted(names.account(), region.code());
    }

    /** A caller without an ARN, such as an AWS service or nobody, is refused too. */
    private static PolicyStatement deny(String sid, List<String> actions, String resource, List<String> exempt) {
        return PolicyStatement.deny(sid, actions)
                .byAnyone()
                .on(resource)
                .when(Ordered.map("ArnNotEquals", Ordered.map("aws:PrincipalArn", exempt)));
    }
}
