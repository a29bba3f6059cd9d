package com.tallyhybrid.app.operations;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Synthesized.class)
class OperationsStackTest {

    static Stream<Synthesized> deployments() {
        return Synthesized.all();
    }

    /** No stack, no text of a mail: who reads of a file server that does not exist looks for it. */
    @Test
    void nothingSpeaksOfAFileServerOrATunnelWhereThereIsNone() {
        assertThat(Synthesized.backupOnly().templates().stacks())
                .hasSize(5)
                .allSatisfy((stack, template) -> assertThat(template.toString())
                        .doesNotContainIgnoringCase("fsx")
                        .doesNotContainIgnoringCase("file server")
                        .doesNotContainIgnoringCase("file-server")
                        .doesNotContainIgnoringCase("vault")
                        .doesNotContainIgnoringCase("tunnel")
                        .doesNotContain("AWS::EC2"));
    }

    @Test
    void tellsWhenTheMonthIsNearlySpentAndWhenItIsForecastToBe(Templates templates) {
        JsonNode budget = templates.ofType("AWS::Budgets::Budget").get(0).properties();
        assertThat(budget.path("Budget")).isEqualTo(json("""
                {'BudgetName': 'sharma-traders-monthly', 'BudgetType': 'COST', 'TimeUnit': 'MONTHLY',
                 'BudgetLimit': {'Amount': 600, 'Unit': 'USD'}}
                """));
        List<String> told = new ArrayList<>();
        budget.path("NotificationsWithSubscribers").forEach(notification -> {
            JsonNode when = notification.path("Notification");
            told.add("%s %s".formatted(when.path("NotificationType").asText(), when.path("Threshold")));
            assertThat(notification.at("/Subscribers/0/SubscriptionType").asText())
                    .isEqualTo("SNS");
            assertThat(notification.at("/Subscribers/0/Address").toString()).contains("ExportsOutputRefAlertTopic");
        });
        assertThat(told).containsExactly("ACTUAL 80", "ACTUAL 100", "FORECASTED 100");
    }

    @Test
    void hasNoBudgetWhereTheOwnerGaveNone() {
        assertThat(Synthesized.selfManaged().templates().ofType("AWS::Budgets::Budget"))
                .isEmpty();
    }

    @Test
    void remindsOfTheDrillAndOfTheSubscriptionsEveryQuarterAndOfTheArchiveInAprilAndLooksAtTheStacksDaily(
            Templates templates) {
        assertThat(templates.ofType("AWS::Scheduler::Schedule"))
                .filteredOn(schedule -> schedule.stack().equals("Operations"))
                .extracting(schedule ->
                        schedule.properties().path("ScheduleExpression").asText()
                                + " "
                                + schedule.properties()
                                        .path("ScheduleExpressionTimezone")
                                        .asText())
                .containsExactlyInAnyOrder(
                        "cron(0 10 5 1,4,7,10 ? *) Asia/Kolkata",
                        "cron(0 10 12 1,4,7,10 ? *) Asia/Kolkata",
                        "cron(0 10 20 4 ? *) Asia/Kolkata",
                        "cron(30 10 * * ? *) Asia/Kolkata");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void showsEveryAlarmOfBothRegions(Synthesized deployment) {
        showsEveryAlarm(deployment.templates());
    }

    private static void showsEveryAlarm(Templates templates) {
        Stream.of("All alarms", "Red now").forEach(title -> showsEveryAlarm(templates, title));
    }

    private static void showsEveryAlarm(Templates templates, String title) {
        Assembly app = templates.assembly();
        List<String> shown = new ArrayList<>();
        widgets(templates, "alarm")
                .filter(widget -> widget.at("/properties/title").asText().equals(title))
                .forEach(widget -> widget.at("/properties/alarms").forEach(arn -> shown.add(arn.asText())));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(app.resources("AWS::CloudWatch::Alarm").stream()
                        .map(alarm -> "arn:aws:cloudwatch:%s:111122223333:alarm:%s"
                                .formatted(
                                        alarm.stack().region(),
                                        alarm.property("AlarmName").asText()))
                        .toList());
    }

    @Test
    void givesEveryRowItsPage(Templates templates) {
        var rows = new ArrayList<Integer>();
        widgets(templates, "text").forEach(text -> {
            assertThat(text.at("/properties/markdown").asText())
                    .containsPattern("\\(https://git.sharma.example/tally-hybrid/docs/runbooks/[a-z-]+\\.md\\)");
            rows.add(text.path("y").asInt());
        });
        Stream.of("metric", "log", "alarm")
                .flatMap(type -> widgets(templates, type))
                .forEach(picture -> assertThat(rows)
                        .as("%s", picture)
                        .contains(picture.path("y").asInt()));
    }

    /** CloudWatch's grid has 24 columns; what stands in one row is as high as its neighbours. */
    @ParameterizedTest
    @MethodSource("deployments")
    void leavesNoHoleInThePage(Synthesized deployment) {
        var widths = new TreeMap<Integer, Integer>();
        var heights = new TreeMap<Integer, Set<Integer>>();
        Stream.of("metric", "log", "alarm", "text")
                .flatMap(type -> widgets(deployment.templates(), type))
                .forEach(widget -> {
                    int row = widget.path("y").asInt();
                    widths.merge(row, widget.path("width").asInt(), Integer::sum);
                    heights.computeIfAbsent(row, first -> new HashSet<>())
                            .add(widget.path("height").asInt());
                });

        assertThat(widths.values()).isNotEmpty().containsOnly(24);
        assertThat(heights.values())
                .allSatisfy(heightsOfRow -> assertThat(heightsOfRow).hasSize(1));
    }

    @Test
    void drawsALineWhereAGraphBecomesBad(Templates templates) {
        assertThat(widgets(templates, "metric")
                        .flatMap(widget ->
                                widget.at("/properties/annotations/horizontal").valueStream()))
                .extracting(line ->
                        line.path("label").asText() + " " + line.path("value").asText())
                .containsExactly("late 3600", "nearly full 75", "busy 80");
    }

    /** Ids of AWS say nothing at night. */
    @Test
    void callsEachLineByANameThatPeopleKnow(Templates templates) {
        List<String> labels = new ArrayList<>();
        widgets(templates, "metric")
                .flatMap(widget -> widget.at("/properties/metrics").valueStream())
                .map(metric -> metric.path(metric.size() - 1))
                .filter(options -> !options.path("visible").asText().equals("false"))
                .forEach(options -> labels.add(options.path("label").asText()));

        assertThat(labels)
                .containsExactly(
                        "pune",
                        "nashik",
                        "backups",
                        "year-end archive",
                        "free, GiB",
                        "network",
                        "disk",
                        "disk operations");
    }

    @Test
    void saysWhereItsDashboardIs(Templates templates) {
        assertThat(templates
                        .stack("Operations")
                        .at("/Outputs/DashboardUrl/Value")
                        .asText())
                .isEqualTo("https://ap-south-1.console.aws.amazon.com/cloudwatch/home?region=ap-south-1"
                        + "#dashboards/dashboard/sharma-traders");
    }

    /** What a person gets at night leads to the page that shows everything. */
    @ParameterizedTest
    @MethodSource("deployments")
    void everyMailNamesTheDashboard(Synthesized deployment) {
        String address = deployment
                .templates()
                .stack("Operations")
                .at("/Outputs/DashboardUrl/Value")
                .asText();
        Assembly app = deployment.templates().assembly();
        List<String> mails = new ArrayList<>();
        app.resources("AWS::CloudWatch::Alarm")
                .forEach(alarm -> mails.add(alarm.property("AlarmDescription").asText()));
        app.resources("AWS::Scheduler::Schedule").stream()
                .map(schedule -> schedule.property("Target").path("Input").asText())
                .filter(input -> input.contains("Runbook: "))
                .forEach(mails::add);
        app.resources("AWS::Events::Rule")
                .forEach(rule -> rule.property("Targets").findValuesAsText("InputTemplate").stream()
                        .filter(text -> text.contains("Runbook: "))
                        .forEach(mails::add));

        assertThat(mails)
                .hasSizeGreaterThan(20)
                .allSatisfy(mail -> assertThat(mail).contains("Dashboard: " + address));
    }

    @Test
    void showsArrivalsLagTunnelsAndTheFileServersSpaceAndLoad(Templates templates) {
        assertThat(metrics(templates))
                .contains(
                        "AWS/Events TriggeredRules sharma-traders-arrival-pune",
                        "AWS/Events TriggeredRules sharma-traders-arrival-nashik",
                        "AWS/S3 ReplicationLatency sharma-traders-replica-111122223333-ap-south-2",
                        "AWS/S3 ReplicationLatency sharma-traders-archive-replica-111122223333-ap-south-2",
                        "alarm sharma-traders-tunnel-redundancy-lost-pune",
                        "alarm sharma-traders-tunnel-redundancy-lost-nashik",
                        "AWS/FSx FreeStorageCapacity",
                        "AWS/FSx NetworkThroughputUtilization",
                        "AWS/FSx FileServerDiskThroughputUtilization",
                        "AWS/FSx FileServerDiskIopsUtilization");
    }

    /** Namespace, name, and the value of the first dimension where the template knows it. */
    private static List<String> metrics(Templates templates) {
        List<String> shown = new ArrayList<>();
        widgets(templates, "metric").forEach(widget -> {
            widget.at("/properties/annotations/alarms")
                    .forEach(arn -> shown.add("alarm " + arn.asText().replaceFirst(".*:alarm:", "")));
            widget.at("/properties/metrics").forEach(metric -> {
                String known = metric.path(0).asText() + " " + metric.path(1).asText();
                boolean named = metric.path(3).asText().startsWith("sharma-traders-");
                shown.add(named ? known + " " + metric.path(3).asText() : known);
            });
        });
        return shown;
    }

    /** At night nobody wants to subtract times in UTC. */
    @Test
    void showsHowOldTheNewestBackupOfEachServerIs(Templates templates) {
        assertThat(widgets(templates, "log"))
                .extracting(query -> query.at("/properties/query").asText())
                .containsExactly("""
                        SOURCE '/aws/events/sharma-traders/arrivals' | fields (now() - toMillis(@timestamp) / 1000) / 3600 as age
                        | parse detail.object.key 'sharma-traders-*/*' as server, file
                        | stats min(age) as hours, latest(time) as newest by server
                        | sort hours desc""");
    }

    @Test
    void namesThePagesWhereNobodySaidWhereTheyAreRead() {
        assertThat(widgets(Synthesized.selfManaged().templates(), "text"))
                .allSatisfy(text ->
                        assertThat(text.at("/properties/markdown").asText()).contains("`runbooks/"));
    }

    @TestFactory
    Stream<DynamicTest> guardsTheDashboard() {
        return Stream.of(notices(
                "an alarm that the dashboard does not show",
                templates -> ((ObjectNode) templates.stack("Backup").path("Resources"))
                        .set(
                                "Another",
                                json(
                                        "{'Type': 'AWS::CloudWatch::Alarm', 'Properties': {'AlarmName': 'sharma-traders-x'}}")),
                OperationsStackTest::showsEveryAlarm));
    }

    private static Stream<JsonNode> widgets(Templates templates, String type) {
        try {
            String body = templates
                    .assembly()
                    .resources("AWS::CloudWatch::Dashboard")
                    .get(0)
                    .property("DashboardBody")
                    .asText();
            List<JsonNode> widgets = new ArrayList<>();
            new ObjectMapper().readTree(body).path("widgets").forEach(widgets::add);
            return widgets.stream()
                    .filter(widget -> widget.path("type").asText().equals(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
