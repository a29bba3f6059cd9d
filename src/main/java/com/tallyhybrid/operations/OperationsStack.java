package com.tallyhybrid.operations;

import com.tallyhybrid.alerting.Alerts;
import com.tallyhybrid.alerting.EventLedger;
import com.tallyhybrid.alerting.Message;
import com.tallyhybrid.alerting.Runbook;
import com.tallyhybrid.fileserver.OfficeFiles;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.foundation.TallyStack;
import com.tallyhybrid.network.OfficeNetwork;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * What a person needs on a bad day.
 *
 * <p>A stack of its own because nothing runs on it: it changes often, is deployed last, and a mistake in it must not
 * touch a backup, a tunnel or the file server.
 */
public final class OperationsStack extends TallyStack {

    private final Names names;
    private final Alerts alerts;
    private final Deployment deployment;
    private final List<Runbook> procedures = new ArrayList<>();

    public OperationsStack(
            Construct scope,
            Deployment deployment,
            Alerts alerts,
            Optional<OfficeNetwork> network,
            Optional<OfficeFiles> files,
            List<String> alarmsInHyderabad) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "Operations",
                "Tally Hybrid: what a bad day asks for: locked backups, restore tests, runbooks that run, a dashboard, a budget");
        this.names = Names.of(deployment);
        this.alerts = alerts;
        this.deployment = deployment;

        var vault = files.map(this::keepFileServer);
        provideRunbooks(network, files, vault);
        remind();
        deployment.operations().monthlyBudgetUsd().ifPresent(usd -> new CostBudget(this, "Budget", names, alerts, usd));
        // Last, when every alarm there is has been made.
        show(network, files, alarmsInHyderabad);
    }

    private FileVault keepFileServer(OfficeFiles files) {
        FileServer settings = deployment.fileServer().orElseThrow();
        var vault = new FileVault(this, "FileVault", names, files, settings);
        new RestoreTest(
                this, "RestoreTest", names, vault.vault(), vault.restoreRole().arn(), files);
        var watch = new VaultWatch(this, "VaultWatch", names, alerts);
        watch.watchArrivals(
                new EventLedger(
                        this, "VaultLedger", names, "vault", RetentionDays.THIRTEEN_MONTHS, vault.key(), "vault-*"),
                vault);
        watch.mailFailures();
        watch.mailRestores();
        return vault;
    }

    private void provideRunbooks(
            Optional<OfficeNetwork> network, Optional<OfficeFiles> files, Optional<FileVault> vault) {
        var backups = new BackupRunbooks(this, "BackupRunbooks", names, alerts, deployment);
        provide(Runbook.TEST_ALERTS, backups::testAlerts);
        if (deployment.approvers().isEmpty()) {
            // Every other one asks before it spends or takes away, and there is nobody to ask.
            return;
        }
        provide(Runbook.RECOVER_OBJECTS, backups::recoverObjects);
        network.ifPresent(offered -> {
            var site = new RecoverySite(
                    this, "RecoverySite", names, offered, deployment.backup().servers());
            var recovery = new RecoveryServerRunbooks(this, "RecoveryServerRunbooks", names, alerts, deployment, site);
            provide(Runbook.START_RECOVERY_SERVER, recovery::startServer);
            provide(Runbook.END_RECOVERY_SERVER, recovery::endServer);
            provide(Runbook.RESTORE_DRILL, () -> new DrillRunbook(this, "DrillRunbook", names, alerts, deployment));
        });
        files.ifPresent(offered -> {
            var fileServer = new FileServerRunbooks(this, "FileServerRunbooks", names, alerts, deployment, offered);
            provide(
                    Runbook.RESTORE_FILE_SERVER,
                    () -> fileServer.restore(
                            vault.orElseThrow(), deployment.fileServer().orElseThrow()));
            provide(Runbook.MOVE_ALIASES, fileServer::moveAliases);
        });
    }

    private void provide(Runbook procedure, Runnable document) {
        document.run();
        procedures.add(procedure);
    }

    private void remind() {
        // 10:00 in India, when people are at work.
        alerts.remindOn(
                this,
                "RestoreDrill",
                "0 10 5 1,4,7,10 ? *",
                new Message(
                        "The quarterly restore drill is due.",
                        "A backup that nobody has restored is a hope. Restore one set and keep the evidence.",
                        Runbook.RESTORE_DRILL));
        alerts.remindOn(
                this,
                "YearEndArchive",
                "0 10 20 4 ? *",
                new Message(
                        "The financial year is over: put one full set into the archive when its books are closed.",
                        "Daily backups of old years thin out; the archive keeps one set of each for nine years.",
                        Runbook.YEAR_END_ARCHIVE));
    }

    private void show(Optional<OfficeNetwork> network, Optional<OfficeFiles> files, List<String> alarmsInHyderabad) {
        var dashboard = new StatusDashboard(this, "Dashboard", names, deployment);
        dashboard.showAlarms(Stream.concat(alerts.alarmArns().stream(), alarmsInHyderabad.stream())
                .toList());
        dashboard.showBackups();
        dashboard.showCopies();
        network.ifPresent(offered -> dashboard.showTunnels(alerts.alarmArns()));
        files.ifPresent(offered -> dashboard.showFileServer(offered.fileSystemId()));
        deployment.operations().monthlyBudgetUsd().ifPresent(dashboard::showCosts);
        dashboard.showRunbooks(procedures);
    }
}
