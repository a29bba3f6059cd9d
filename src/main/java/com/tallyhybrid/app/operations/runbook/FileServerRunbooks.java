package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.operations.Allow;
import com.tallyhybrid.app.operations.vault.FileVault;
import com.tallyhybrid.app.operations.vault.RestoreMetadata;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/** The runbooks of the file server: restoring it beside the old one, and moving its names over. */
final class FileServerRunbooks extends Construct {

    private final Names names;
    private final Alerts alerts;
    private final Deployment deployment;
    private final OfficeFiles files;

    FileServerRunbooks(
            Construct scope, String id, Names names, Alerts alerts, Deployment deployment, OfficeFiles files) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
        this.deployment = deployment;
        this.files = files;
    }

    void restore(FileVault vault, FileServer settings) {
        Map<String, Object> facts = RunbookFacts.of(Runbook.RESTORE_FILE_SERVER, names, alerts, deployment);
        facts.put("VaultName", vault.vault().vaultName());
        facts.put("FileSystemArn", fileSystem(files.fileSystemId()));
        facts.put("RestoreRole", vault.restoreRole().arn());
        facts.put("Metadata", RestoreMetadata.beside(this, files, settings.backupDays()));
        facts.put("Script", RunbookDocument.script("find_recovery_point.py"));
        RunbookDocument document = document(
                "Restore",
                Runbook.RESTORE_FILE_SERVER,
                facts,
                List.of(
                        Allow.on(vault.vault().arn(), "SeeRecoveryPoints", "backup:ListRecoveryPointsByBackupVault"),
                        Allow.on(names.arn("fsx", "backup/*"), "RestoreRecoveryPoint", "backup:StartRestoreJob"),
                        Allow.onAnything("FollowRestore", "backup:DescribeRestoreJob"),
                        Allow.handing(List.of(vault.restoreRole().arn()), "backup.amazonaws.com", "HandRestoreRole"),
                        Allow.on(fileSystem("*"), "SeeRestored", "fsx:DescribeFileSystems")));
        // It knows the vault by name.
        document.getNode().addDependency(vault.vault());
    }

    void moveAliases() {
        Map<String, Object> facts = RunbookFacts.of(Runbook.MOVE_ALIASES, names, alerts, deployment);
        facts.put("FileSystemId", files.fileSystemId());
        facts.put("Script", RunbookDocument.script("move_aliases.py"));
        document(
                "MoveAliases",
                Runbook.MOVE_ALIASES,
                facts,
                List.of(Allow.on(
                        // The new file server has its id from FSx, so no narrower pattern fits it.
                        fileSystem("*"),
                        "MoveNames",
                        "fsx:DescribeFileSystems",
                        "fsx:DescribeFileSystemAliases",
                        "fsx:DisassociateFileSystemAliases",
                        "fsx:AssociateFileSystemAliases")));
    }

    private RunbookDocument document(
            String id, Runbook runbook, Map<String, Object> facts, List<PolicyStatement> rights) {
        return new RunbookDocument(
                this,
                id,
                names,
                runbook,
                facts,
                Stream.concat(rights.stream(), Allow.telling(alerts).stream()).toList());
    }

    private String fileSystem(String id) {
        return names.arn("fsx", "file-system/" + id);
    }
}
