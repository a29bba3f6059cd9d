package com.tallyhybrid.app.operations.dashboard;

import com.tallyhybrid.app.alerting.RuleMetric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.backup.CopyLag;
import com.tallyhybrid.app.foundation.ConsolePage;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.operations.dashboard.Widget.Line;
import com.tallyhybrid.app.operations.dashboard.Widget.Threshold;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.constructs.Construct;

/**
 * One page that a tired person can read at night: a row for each thing that can fail, what it should look like on the
 * left, how it looks on the right, and the page to open.
 */
public final class StatusDashboard extends Construct {

    /** CloudWatch shows no more in one widget. */
    private static final int ALARMS_A_WIDGET = 100;

    /** A box of an alarm needs about three columns, and one unit of height. */
    private static final int ALARMS_A_LINE = DashboardPage.PICTURE_WIDTH / 3;

    private final Names names;
    private final Deployment deployment;
    private final List<String> alarmArns;
    private final DashboardPage page;
    private final OfficeRows office;

    /** @param alarmArns every alarm there is */
    public StatusDashboard(Construct scope, String id, Names names, Deployment deployment, List<String> alarmArns) {
        super(scope, id);
        this.names = names;
        this.deployment = deployment;
        this.alarmArns = alarmArns;
        page = new DashboardPage(this, "Page", names.deployment(), RunbookPages.of(deployment));
        office = new OfficeRows(page, names);
    }

    /** First of all: what is wrong now. */
    public void showRedAlarms() {
        page.row(
                "Open alarms",
                "Nothing on the right is well. The text of a red alarm names the page to open. **A mail scanner can end a"
                        + " subscription, and AWS tells nobody**: look at the [subscriptions](%s) too; none may be missing."
                                .formatted(ConsolePage.subscriptions()),
                List.of(Runbook.TEST_ALERTS),
                page.red("Red now", chunks()));
    }

    /** Every alarm there is, readable however many. */
    public void showAllAlarms() {
        chunks().forEach(shown -> {
            int height = 2 + (shown.size() + ALARMS_A_LINE - 1) / ALARMS_A_LINE;
            page.row(
                    "All alarms",
                    "Green is well, red is not, grey has no data yet.",
                    List.of(Runbook.TEST_ALERTS),
                    List.of(page.alarms("All alarms", height, shown)));
        });
    }

    private List<List<String>> chunks() {
        return IntStream.iterate(0, from -> from < alarmArns.size(), from -> from + ALARMS_A_WIDGET)
                .mapToObj(from -> alarmArns.subList(from, Math.min(from + ALARMS_A_WIDGET, alarmArns.size())))
                .toList();
    }

    public void showBackups() {
        List<Line> arrivals =
                deployment.backup().servers().stream().map(this::arrivals).toList();
        page.row(
                "Backups",
                "One or more a day from every server; none older than a day. A server without a line has sent none for"
                        + " two weeks.",
                List.of(Runbook.BACKUP_MISSING, Runbook.BACKUP_FAILED),
                List.of(
                        page.bars("Backups that arrived, per day", arrivals),
                        page.query(
                                "Age of the newest backup of each server, hours (time in UTC)",
                                names.logGroup("events", "arrivals"),
                                "fields (now() - toMillis(@timestamp) / 1000) / 3600 as age",
                                "parse detail.object.key '%s*/*' as server, file".formatted(names.of("")),
                                "stats min(age) as hours, latest(time) as newest by server",
                                "sort hours desc")));
    }

    private Line arrivals(TallyServer server) {
        return new Line(
                server.name(), RuleMetric.TRIGGERED.of(names.of("arrival-" + server.name()), Duration.ofDays(1)));
    }

    public void showCopies() {
        page.row(
                "Copies in Hyderabad",
                "A few hundred seconds behind; 3,600 and more is late. Nothing is shown while there is nothing to copy.",
                List.of(Runbook.REPLICATION_FAILED),
                List.of(page.graphOfHyderabad(
                        "Seconds that copying is behind",
                        new Threshold(CopyLag.LATE_SECONDS, "late"),
                        lag("backups", new CopyLag(names.backupBucket(), names.replicaBucket())),
                        lag("year-end archive", new CopyLag(names.archiveBucket(), names.archiveReplicaBucket())))));
    }

    private static Line lag(String what, CopyLag copies) {
        return new Line(what, copies.latency());
    }

    public void showTunnels() {
        office.showTunnels(alarmArns, deployment.network().orElseThrow().offices());
    }

    public void showFileServer(String fileSystemId) {
        office.showFileServer(
                fileSystemId, deployment.fileServer().orElseThrow().storageGib());
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
                                ConsolePage.startOf(names.of(procedure.page())),
                                page.link(procedure)))
                .collect(Collectors.joining("\n", "### Runbooks that run\nRead the page before you start one.\n", "")));
    }

    /** Makes the dashboard of what was shown. */
    public void publish() {
        page.publish();
    }
}
