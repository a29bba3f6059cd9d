package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.RuleMetric;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.backup.CopyLag;
import com.tallyhybrid.app.foundation.ConsolePage;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.operations.DashboardPage.Threshold;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/**
 * One page that a tired person can read at night: a row for each thing that can fail, what it should look like on the
 * left, how it looks on the right, and the page to open.
 */
final class StatusDashboard extends Construct {

    /** CloudWatch shows no more in one widget. */
    private static final int ALARMS_A_WIDGET = 100;

    /** A box of an alarm needs about three columns, and one unit of height. */
    private static final int ALARMS_A_LINE = DashboardPage.WHOLE / 3;

    private final Names names;
    private final Deployment deployment;
    private final List<String> alarmArns;
    private final DashboardPage page;
    private final OfficeRows office;

    /** @param alarmArns every alarm there is */
    StatusDashboard(Construct scope, String id, Names names, Deployment deployment, List<String> alarmArns) {
        super(scope, id);
        this.names = names;
        this.deployment = deployment;
        this.alarmArns = alarmArns;
        page = new DashboardPage(this, "Page", names.deployment(), RunbookPages.of(deployment), alarmArns);
        office = new OfficeRows(page, names);
    }

    /** First of all: what is wrong now. */
    void showRedAlarms() {
        page.row(
                "Open alarms",
                "Nothing on the right is well. The text of a red alarm names the page to open. **A mail scanner can end a"
                        + " subscription, and AWS tells nobody**: look at the [subscriptions](%s) too; none may be missing."
                                .formatted(ConsolePage.subscriptions()),
                List.of(Runbook.TEST_ALERTS),
                page.red("Red now", chunks()));
    }

    /** Every alarm there is, readable however many. */
    void showAllAlarms() {
        chunks().forEach(shown -> {
            int height = 2 + (shown.size() + ALARMS_A_LINE - 1) / ALARMS_A_LINE;
            page.row(
                    height,
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

    void showBackups() {
        List<IMetric> arrivals = deployment.backup().servers().stream()
                .map(this::arrivals)
                .map(IMetric.class::cast)
                .toList();
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

    private Metric arrivals(TallyServer server) {
        return RuleMetric.TRIGGERED
                .of(names.of("arrival-" + server.name()), Duration.days(1))
                .with(MetricOptions.builder().label(server.name()).build());
    }

    void showCopies() {
        List<IMetric> lag = List.of(
                lag("backups", new CopyLag(names.backupBucket(), names.replicaBucket())),
                lag("year-end archive", new CopyLag(names.archiveBucket(), names.archiveReplicaBucket())));
        page.row(
                "Copies in Hyderabad",
                "A few hundred seconds behind; 3,600 and more is late. Nothing is shown while there is nothing to copy.",
                List.of(Runbook.REPLICATION_FAILED),
                List.of(page.graphOfHyderabad(
                        "Seconds that copying is behind", new Threshold(CopyLag.LATE_SECONDS, "late"), lag)));
    }

    private static IMetric lag(String what, CopyLag copies) {
        return copies.latency().with(MetricOptions.builder().label(what).build());
    }

    void showTunnels() {
        office.showTunnels(alarmArns, deployment.network().orElseThrow().offices());
    }

    void showFileServer(String fileSystemId) {
        office.showFileServer(
                fileSystemId, deployment.fileServer().orElseThrow().storageGib());
    }

    /** What nothing here can show: AWS counts costs once a day and elsewhere. */
    void showCosts(int monthlyUsd) {
        page.text("### Costs\nA mail comes when the account is forecast to cost more than %s US dollars this month: %s"
                .formatted(monthlyUsd, page.link(Runbook.BUDGET)));
    }

    /** What a person can start, with the place in the console. */
    void showRunbooks(List<Runbook> procedures) {
        page.text(procedures.stream()
                .map(procedure -> "- [Start %s](%s), %s"
                        .formatted(
                                procedure.page(),
                                ConsolePage.startOf(names.of(procedure.page())),
                                page.link(procedure)))
                .collect(Collectors.joining("\n", "### Runbooks that run\nRead the page before you start one.\n", "")));
    }
}
