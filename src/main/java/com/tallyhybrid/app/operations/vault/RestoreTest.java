package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.storage.LockedVault;
import java.util.List;
import software.amazon.awscdk.services.backup.CfnRestoreTestingPlan;
import software.amazon.awscdk.services.backup.CfnRestoreTestingPlan.RestoreTestingRecoveryPointSelectionProperty;
import software.amazon.awscdk.services.backup.CfnRestoreTestingSelection;
import software.constructs.Construct;

/**
 * Restores the newest backup of the vault every quarter, and removes what it restored within a day.
 *
 * <p>It costs a second file system for a day. It shows that a backup can be restored and joins its domain; it does not
 * look into the files.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html">AWS Backup: restore
 *     testing</a>
 */
final class RestoreTest extends Construct {

    private static final int FEW_DAYS = 7;
    private static final int LOOK_AT_IT_HOURS = 4;

    RestoreTest(Construct scope, String id, Names names, LockedVault vault, String roleArn, OfficeFiles files) {
        super(scope, id);
        // Letters, digits and underscores only; another name makes another plan.
        String name = names.of("quarterly").replace('-', '_');
        CfnRestoreTestingPlan plan = CfnRestoreTestingPlan.Builder.create(this, "Plan")
                .restoreTestingPlanName(name)
                // The 10th of January, April, July and October, when people are at work.
                .scheduleExpression("cron(0 10 10 1,4,7,10 ? *)")
                .scheduleExpressionTimezone("Asia/Kolkata")
                .startWindowHours(1)
                .recoveryPointSelection(RestoreTestingRecoveryPointSelectionProperty.builder()
                        .algorithm("LATEST_WITHIN_WINDOW")
                        .includeVaults(List.of(vault.arn()))
                        .recoveryPointTypes(List.of("SNAPSHOT"))
                        .selectionWindowDays(FEW_DAYS)
                        .build())
                .build();
        // It knows the vault by name.
        plan.getNode().addDependency(vault);
        CfnRestoreTestingSelection.Builder.create(this, "Selection")
                .restoreTestingPlanName(plan.getRef())
                .restoreTestingSelectionName("file_server")
                .protectedResourceType("FSx")
                .protectedResourceArns(List.of(names.arn("fsx", "file-system/" + files.fileSystemId())))
                .iamRoleArn(roleArn)
                .restoreMetadataOverrides(RestoreMetadata.beside(this, files, 0))
                .validationWindowHours(LOOK_AT_IT_HOURS)
                .build();
    }
}
