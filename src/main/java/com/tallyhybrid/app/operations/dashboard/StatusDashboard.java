package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.Metric;
import com.tallyhybrid.app.alerting.RuleMetric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.backup.CopyLag;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * One page that a tired person can read at night: a row for each thing that can fail, what it should look like on the
 * left, how it looks on the right, and the page to open.
 */
public final class StatusDashboard extends Construct {

    /** CloudWatch shows no more in one widget. */
    private static final int ALARMS_A_WIDGET = 100;

    private static final String CONSOLE =
            "https://%1$s.console.aws.amazon.com/systems-manager/automation/execute/%2$s?region=%1$s";

    private static final String SUBSCRIPTIONS =
            "https://%1$s.console.aws.amazon.com/sns/v3/home?region=%1$s#/subscriptions";

    private final Names names;
    private final Deployment deployment;
    private final DashboardPage page;
    private final OfficeRows office;

    public StatusDashboard(Construct scope, String id, Names names, Deployment deployment) {
        super(scope, id);
        this.names = names;
        this.deployment = deployment;
        page = new DashboardPage(this, "Page", names.deployment(), RunbookPages.of(deployment));
        office = new OfficeRows(page, names);
    }

    /** Every alarm there is, the red ones first. */
    public void showAlarms(List<String> alarmArns) {
        List<Widget> widgets = new ArrayList<>();
        for (int from = 0; from < alarmArns.size(); from += ALARMS_A_WIDGET) {
            widgets.add(
                    page.alarms("Alarms", alarmArns.subList(from, Math.min(from + ALARMS_A_WIDGET, alarmArns.size()))));
        }
        page.row(
                "Open alarms",
                "All green is well. The text of a red one names the page to open. **A mail scanner can end a subscription,"
                        + " and AWS tells nobody**: look at the [subscriptions](%s) too; none may be missing."
                                .formatted(SUBSCRIPTIONS.formatted(Region.MUMBAI.code())),
                List.of(Runbook.TEST_ALERTS),
                widgets);
    }

    public void showBackups() {
        List<Metric> arrivals =
                deployment.backup().servers().stream().map(this::arrivals).toList();
        page.row(
                "Backups",
                "One or more a day from every server; none older than a day. A server without a line has sent none for"
                        + " two weeks.",
                List.of(Runbook.BACKUP_MISSING, Runbook.BACKUP_FAILED),
                List.of(
                        page.bars("Backups that arrived, a day", arrivals),
                        page.query(
                                "Age of the newest backup of each server, hours (time in UTC)",
                                names.logGroup("events", "arrivals"),
                                "fields (now() - toMillis(@timestamp) / 1000) / 3600 as age",
                                "stats min(age) as hours, latest(time) as newest by detail.object.key as backup",
                                "sort hours desc")));
    }

    private Metric arrivals(TallyServer server) {
        return RuleMetric.TRIGGERED.of(names.of("arrival-" + server.name()), Duration.ofDays(1));
    }

    public void showCopies() {
        List<Metric> lag = Stream.of(
                        new CopyLag(names.backupBucket(), names.replicaBucket()),
                        new CopyLag(names.archiveBucket(), names.archiveReplicaBucket()))
                .map(CopyLag::latency)
                .toList();
        page.row(
                "Copies in Hyderabad",
                "A few hundred seconds behind; 3,600 and more is late. Nothing is shown while there is nothing to copy.",
                List.of(Runbook.REPLICATION_FAILED),
                List.of(page.graphOfHyderabad("Seconds that copying is behind", lag)));
    }

    public void showTunnels(List<String> alarmArns) {
        office.showTunnels(alarmArns);
    }

    public void showFileServer(String fileSystemId) {
        office.showFileServer(fileSystemId);
    }

    /** What nothing here can show: AWS counts costs once a day and elsewhere. */
    public void showCosts(int monthlyUsd) {
        page.text("### Costs\nA mail comes when the account is forecast to cost more than %s US dollars this month: %s"
                .formatted(monthlyUsd, page.link(Runbook.BUDGET)));
    }

    /** What a person can start, with the place in the console. */
    public void showRunbooks(List<Runbook> procedures) {
        page.text(procedures.stream()
                .map(procedure -> "- [Start %s](%s), %s"
                        .formatted(
                                procedure.page(),
                                CONSOLE.formatted(Region.MUMBAI.code(), names.of(procedure.page())),
                                page.link(procedure)))
                .collect(Collectors.joining("\n", "### Runbooks that run\nRead the page before you start one.\n", "")));
    }

    /** Makes the dashboard of what was shown. */
    public void publish() {
        page.publish();
    }
}
