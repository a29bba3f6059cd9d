package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.app.operations.vault.FileVault;
import com.tallyhybrid.settings.Deployment;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * Which runbooks a deployment gets: what it has decides, and whether there is anybody to ask. All but the test of the
 * alerts and the look at the stacks ask before they spend or take away, so without an approver those two are all there
 * are.
 */
public final class Procedures {

    private final Construct scope;
    private final Names names;
    private final Alerts alerts;
    private final Deployment deployment;
    private final List<Runbook> provided = new ArrayList<>();

    public Procedures(Construct scope, Names names, Alerts alerts, Deployment deployment) {
        this.scope = scope;
        this.names = names;
        this.alerts = alerts;
        this.deployment = deployment;
    }

    public void ofBackups() {
        var backups = new BackupRunbooks(scope, "BackupRunbooks", names, alerts, deployment);
        provide(Runbook.TEST_ALERTS, backups::testAlerts);
        if (somebodyMayApprove()) {
            provide(Runbook.RECOVER_OBJECTS, backups::recoverObjects);
        }
    }

    public void ofStacks(List<TallyStack> stacks) {
        provide(
                Runbook.CHECK_STACKS,
                () -> new DailyStackCheck(scope, "StackCheck", names, alerts, deployment, stacks));
    }

    public void ofRecoveryServer(OfficeNetwork network) {
        if (somebodyMayApprove()) {
            var site = new RecoverySite(
                    scope, "RecoverySite", names, network, deployment.backup().servers());
            var recovery = new RecoveryServerRunbooks(scope, "RecoveryServerRunbooks", names, alerts, deployment, site);
            provide(Runbook.START_RECOVERY_SERVER, recovery::startServer);
            provide(Runbook.END_RECOVERY_SERVER, recovery::endServer);
            // The drill names the other two and their roles by text.
            provide(
                    Runbook.RESTORE_DRILL,
                    () -> new DrillRunbook(scope, "DrillRunbook", names, alerts, deployment)
                            .getNode()
                            .addDependency(recovery));
        }
    }

    public void ofFileServer(OfficeFiles files, FileVault vault) {
        if (somebodyMayApprove()) {
            var fileServer = new FileServerRunbooks(scope, "FileServerRunbooks", names, alerts, deployment, files);
            provide(
                    Runbook.RESTORE_FILE_SERVER,
                    () -> fileServer.restore(vault, deployment.fileServer().orElseThrow()));
            provide(Runbook.MOVE_ALIASES, fileServer::moveAliases);
        }
    }

    private boolean somebodyMayApprove() {
        return !deployment.approvers().isEmpty();
    }

    private void provide(Runbook procedure, Runnable document) {
        document.run();
        provided.add(procedure);
    }

    public List<Runbook> provided() {
        return List.copyOf(provided);
    }
}
