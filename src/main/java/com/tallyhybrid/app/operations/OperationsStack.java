package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.ConsolePage;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.network.OfficeNetwork;
import com.tallyhybrid.app.operations.dashboard.StatusDashboard;
import com.tallyhybrid.app.operations.runbook.Procedures;
import com.tallyhybrid.app.operations.vault.FileServerBackups;
import com.tallyhybrid.settings.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * What a person needs on a bad day.
 *
 * <p>A stack of its own because nothing runs on it: it changes often, is deployed last, and a mistake in it must not
 * touch a backup, a tunnel or the file server.
 */
public final class OperationsStack extends TallyStack {

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
        Names names = Names.of(deployment);
        var vault = files.map(offered -> new FileServerBackups(this, names, alerts)
                .of(offered, deployment.fileServer().orElseThrow()));
        var procedures = new Procedures(this, names, alerts, deployment);
        procedures.ofBackups();
        procedures.ofStacks(TallyStack.in(scope));
        network.ifPresent(procedures::ofRecoveryServer);
        files.ifPresent(offered -> procedures.ofFileServer(offered, vault.orElseThrow()));
        WorkReminders.send(this, alerts);
        deployment.operations().monthlyBudgetUsd().ifPresent(usd -> new CostBudget(this, "Budget", names, alerts, usd));

        // Last, when every alarm there is has been made.
        var alarms = Stream.concat(alerts.alarmArns().stream(), alarmsInHyderabad.stream());
        var dashboard = new StatusDashboard(this, "Dashboard", names, deployment, alarms.toList());
        dashboard.showRedAlarms();
        dashboard.showBackups();
        dashboard.showCopies();
        network.ifPresent(offered -> dashboard.showTunnels());
        files.ifPresent(offered -> dashboard.showFileServer(offered.fileSystemId()));
        deployment.operations().monthlyBudgetUsd().ifPresent(dashboard::showCosts);
        dashboard.showAllAlarms();
        dashboard.showRunbooks(procedures.provided());
        dashboard.publish();
        CfnOutput.Builder.create(this, "DashboardUrl")
                .description("The dashboard: everything at a glance, for whoever may sign in to this account")
                .value(ConsolePage.dashboard(names))
                .build();

        vault.ifPresent(made -> createLast(made.selection()));
    }
}
