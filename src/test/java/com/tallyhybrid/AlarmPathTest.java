package com.tallyhybrid;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way from an alarm or an event to a person's mailbox; one missing grant and nobody is told. */
class AlarmPathTest {

    private static final String ACCOUNT = "111122223333";
    private static final List<String> USE_OF_KEY = List.of("kms:GenerateDataKey", "kms:Decrypt");

    static Stream<Synthesized> deployments() {
        return Synthesized.all();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyAlarmReachesAPersonWhenItStartsAndWhenItEnds(Synthesized deployment) {
        everyAlarmReachesAPerson(deployment.templates());
    }

    private static void everyAlarmReachesAPerson(Templates templates) {
        Assembly app = templates.assembly();
        Evaluator access = Evaluator.of(app);
        assertThat(app.resources("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy(alarm -> {
            String source = "arn:aws:cloudwatch:%s:%s:alarm:%s"
                    .formatted(
                            alarm.stack().region(),
                            ACCOUNT,
                            alarm.property("AlarmName").asText());
            for (String moment : List.of("AlarmActions", "OKActions")) {
                assertThat(alarm.property(moment))
                        .as("%s %s", alarm.label(), moment)
                        .hasSize(1);
                Resource topic = topic(app, alarm.property(moment).get(0).asText());
                assertAllowed(access, cloudWatch("sns:Publish", topic.arn(), source));
                USE_OF_KEY.forEach(use -> assertAllowed(access, cloudWatch(use, keyOf(topic), source)));
                assertThat(mailboxes(app, topic)).isNotEmpty();
            }
        });
    }

    private static Request cloudWatch(String action, String resource, String source) {
        return new Request(new Principal.Service("cloudwatch.amazonaws.com"), action, resource)
                .with("aws:SourceAccount", ACCOUNT)
                .with("aws:SourceArn", source)
                .with("aws:SecureTransport", "true");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyEventRuleReachesItsTarget(Synthesized deployment) {
        everyRuleReachesItsTarget(deployment.templates());
    }

    private static void everyRuleReachesItsTarget(Templates templates) {
        Assembly app = templates.assembly();
        Evaluator access = Evaluator.of(app);
        assertThat(app.resources("AWS::Events::Rule")).isNotEmpty().allSatisfy(rule -> {
            String source = "arn:aws:events:ap-south-1:%s:rule/%s"
                    .formatted(ACCOUNT, rule.property("Name").asText());
            assertThat(rule.property("State").asText()).isEqualTo("ENABLED");
            assertThat(rule.property("Targets")).isNotEmpty().allSatisfy(target -> {
                if (target.has("RoleArn")) {
                    mails(app, access, target, source);
                } else {
                    records(access, target, source);
                }
            });
        });
    }

    private static void mails(Assembly app, Evaluator access, JsonNode target, String source) {
        Resource topic = topic(app, target.path("Arn").asText());
        String role = target.path("RoleArn").asText();
        assertAllowed(access, events("sts:AssumeRole", role, source));
        publishes(access, role, topic);
        assertThat(mailboxes(app, topic)).isNotEmpty();
    }

    /** A record that nobody is told of is a record for afterwards. */
    @ParameterizedTest
    @MethodSource("deployments")
    void everyRuleThatOnlyRecordsIsWatchedByAnAlarm(Synthesized deployment) {
        onlyRecordsWhatIsWatched(deployment.templates());
    }

    private static void onlyRecordsWhatIsWatched(Templates templates) {
        Assembly app = templates.assembly();
        List<String> watched = app.resources("AWS::CloudWatch::Alarm").stream()
                .flatMap(alarm -> alarm.definition().findParents("Value").stream())
                .filter(dimension -> dimension.path("Name").asText().equals("RuleName"))
                .map(dimension -> dimension.path("Value").asText())
                .toList();
        assertThat(app.resources("AWS::Events::Rule"))
                .filteredOn(rule -> rule.property("Targets").findValue("RoleArn") == null)
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(watched).contains(rule.property("Name").asText()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyReminderReachesAPerson(Synthesized deployment) {
        Assembly app = deployment.templates().assembly();
        Evaluator access = Evaluator.of(app);
        assertThat(app.resources("AWS::Scheduler::Schedule"))
                .filteredOn(schedule -> !startsADocument(schedule))
                .isNotEmpty()
                .allSatisfy(schedule -> {
                    JsonNode target = schedule.property("Target");
                    Resource topic = topic(app, target.path("Arn").asText());
                    String role = target.path("RoleArn").asText();
                    assertAllowed(access, service("scheduler.amazonaws.com", "sts:AssumeRole", role, group(schedule)));
                    publishes(access, role, topic);
                    assertThat(mailboxes(app, topic)).isNotEmpty();
                });
    }

    /** What is started by the calendar may be started, and its document may tell people. */
    @ParameterizedTest
    @MethodSource("deployments")
    void everyDocumentThatTheCalendarStartsReachesAPerson(Synthesized deployment) {
        startsWhatReachesAPersonAndNothingElse(deployment.templates());
    }

    private static void startsWhatReachesAPersonAndNothingElse(Templates templates) {
        Assembly app = templates.assembly();
        Evaluator access = Evaluator.of(app);
        assertThat(app.resources("AWS::Scheduler::Schedule"))
                .filteredOn(AlarmPathTest::startsADocument)
                .isNotEmpty()
                .allSatisfy(schedule -> {
                    JsonNode target = schedule.property("Target");
                    String starter = target.path("RoleArn").asText();
                    String name = Templates.json(target.path("Input").asText())
                            .path("DocumentName")
                            .asText();
                    assertAllowed(
                            access, service("scheduler.amazonaws.com", "sts:AssumeRole", starter, group(schedule)));
                    app.resources("AWS::SSM::Document").forEach(document -> {
                        boolean isIt = document.property("Name").asText().equals(name);
                        Outcome expected = isIt ? Outcome.ALLOWED : Outcome.IMPLICIT_DENY;
                        starting(starter, document)
                                .forEach(request -> assertThat(
                                                access.evaluate(request).outcome())
                                        .as("%s on %s", request.action(), request.resource())
                                        .isEqualTo(expected));
                        if (isIt) {
                            tells(app, access, document.property("Content"));
                        }
                    });
                });
    }

    private static List<Request> starting(String starter, Resource document) {
        var role = new Principal.RoleSession(starter);
        return List.of(
                new Request(
                        role,
                        "ssm:StartAutomationExecution",
                        "arn:aws:ssm:ap-south-1:%s:automation-definition/%s:$DEFAULT"
                                .formatted(ACCOUNT, document.property("Name").asText())),
                new Request(
                                role,
                                "iam:PassRole",
                                document.property("Content").path("assumeRole").asText())
                        .with("iam:PassedToService", "ssm.amazonaws.com"));
    }

    private static void tells(Assembly app, Evaluator access, JsonNode document) {
        assertThat(document.findValuesAsText("TopicArn")).isNotEmpty().allSatisfy(arn -> {
            publishes(access, document.path("assumeRole").asText(), topic(app, arn));
            assertThat(mailboxes(app, topic(app, arn))).isNotEmpty();
        });
    }

    private static ObjectNode startTheLook(Templates templates) {
        return (ObjectNode) templates.ofType("AWS::IAM::ManagedPolicy").stream()
                .map(policy -> Templates.statements(policy.properties().path("PolicyDocument"))
                        .get("StartTheLook"))
                .filter(ObjectNode.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static boolean startsADocument(Resource schedule) {
        return schedule.property("Target").path("Arn").asText().endsWith(":aws-sdk:ssm:startAutomationExecution");
    }

    private static String group(Resource schedule) {
        return "arn:aws:scheduler:ap-south-1:%s:schedule-group/%s"
                .formatted(ACCOUNT, schedule.property("GroupName").asText());
    }

    @Test
    void everyNoticeAboutCostsReachesAPerson() {
        Assembly app = Synthesized.example().templates().assembly();
        Evaluator access = Evaluator.of(app);
        assertThat(app.resources("AWS::Budgets::Budget")).isNotEmpty().allSatisfy(budget -> {
            String source = "arn:aws:budgets::%s:budget/%s"
                    .formatted(
                            ACCOUNT,
                            budget.property("Budget").path("BudgetName").asText());
            budget.property("NotificationsWithSubscribers")
                    .findValues("Address")
                    .forEach(address -> {
                        Resource topic = topic(app, address.asText());
                        assertAllowed(
                                access,
                                service("budgets.amazonaws.com", "sns:Publish", topic.arn(), source)
                                        .with("aws:SecureTransport", "true"));
                        USE_OF_KEY.forEach(use ->
                                assertAllowed(access, service("budgets.amazonaws.com", use, keyOf(topic), source)));
                        assertThat(mailboxes(app, topic)).isNotEmpty();
                    });
        });
    }

    private static void records(Evaluator access, JsonNode target, String source) {
        String streams = target.path("Arn").asText() + ":log-stream:1";
        assertAllowed(access, events("logs:CreateLogStream", streams, source));
        assertAllowed(access, events("logs:PutLogEvents", streams, source));
    }

    private static void publishes(Evaluator access, String role, Resource topic) {
        var publisher = new Principal.RoleSession(role);
        assertAllowed(access, new Request(publisher, "sns:Publish", topic.arn()).with("aws:SecureTransport", "true"));
        USE_OF_KEY.forEach(use -> assertAllowed(access, new Request(publisher, use, keyOf(topic))));
    }

    private static Request events(String action, String resource, String source) {
        return service("events.amazonaws.com", action, resource, source);
    }

    private static Request service(String name, String action, String resource, String source) {
        return new Request(new Principal.Service(name), action, resource)
                .with("aws:SourceAccount", ACCOUNT)
                .with("aws:SourceArn", source);
    }

    private static void assertAllowed(Evaluator access, Request request) {
        assertThat(access.evaluate(request).outcome())
                .as("%s of %s on %s", request.principal(), request.action(), request.resource())
                .isEqualTo(Outcome.ALLOWED);
    }

    private static Resource topic(Assembly app, String arn) {
        return app.resources("AWS::SNS::Topic").stream()
                .filter(topic -> topic.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no topic " + arn));
    }

    private static String keyOf(Resource topic) {
        return topic.property("KmsMasterKeyId").asText();
    }

    private static List<String> mailboxes(Assembly app, Resource topic) {
        return app.resources("AWS::SNS::Subscription").stream()
                .filter(subscription ->
                        subscription.property("TopicArn").asText().equals(topic.arn())
                                && subscription.property("Protocol").asText().equals("email"))
                .map(subscription -> subscription.property("Endpoint").asText())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> guardsTheWayToThePerson() {
        return Stream.of(
                notices(
                        "an alarm without action",
                        templates -> ((ObjectNode) alarm(templates)).remove("AlarmActions"),
                        AlarmPathTest::everyAlarmReachesAPerson),
                notices(
                        "an alarm that does not tell its end",
                        templates -> ((ObjectNode) alarm(templates)).remove("OKActions"),
                        AlarmPathTest::everyAlarmReachesAPerson),
                notices(
                        "that CloudWatch lost the key",
                        templates -> ((ArrayNode) templates
                                        .properties("AlertsKey")
                                        .path("KeyPolicy")
                                        .path("Statement"))
                                .remove(1),
                        AlarmPathTest::everyAlarmReachesAPerson),
                notices(
                        "an alarm whose name the topic does not know",
                        templates -> ((ObjectNode) alarm(templates)).put("AlarmName", "backup-missing"),
                        AlarmPathTest::everyAlarmReachesAPerson),
                notices(
                        "a topic without mailboxes",
                        templates -> templates
                                .ofType("AWS::SNS::Subscription")
                                .forEach(subscription ->
                                        ((ObjectNode) subscription.properties()).put("Protocol", "sqs")),
                        AlarmPathTest::everyAlarmReachesAPerson),
                notices(
                        "a publisher that may not use the key",
                        templates -> ((ArrayNode) templates
                                        .all(resource -> resource.stack().equals("Alerting")
                                                && resource.type().equals("AWS::IAM::ManagedPolicy"))
                                        .get(0)
                                        .properties()
                                        .path("PolicyDocument")
                                        .path("Statement"))
                                .remove(1),
                        AlarmPathTest::everyRuleReachesItsTarget),
                notices(
                        "a daily look that may start any document",
                        templates -> startTheLook(templates).put("Resource", "*"),
                        AlarmPathTest::startsWhatReachesAPersonAndNothingElse),
                notices(
                        "a daily look that may not start its own",
                        templates -> startTheLook(templates).put("Action", "ssm:GetAutomationExecution"),
                        AlarmPathTest::startsWhatReachesAPersonAndNothingElse),
                notices(
                        "a record that no alarm watches",
                        templates -> ((ObjectNode) templates.stack("Operations").path("Resources"))
                                .properties()
                                .removeIf(resource -> resource.getValue()
                                        .at("/Properties/AlarmName")
                                        .asText()
                                        .endsWith("vault-backup-missing")),
                        AlarmPathTest::onlyRecordsWhatIsWatched),
                notices(
                        "a ledger that EventBridge may not write",
                        templates -> ((ObjectNode) templates
                                        .ofType("AWS::Logs::ResourcePolicy")
                                        .get(0)
                                        .properties())
                                .put("PolicyDocument", "{\"Version\":\"2012-10-17\",\"Statement\":[]}"),
                        AlarmPathTest::everyRuleReachesItsTarget));
    }

    private static JsonNode alarm(Templates templates) {
        return templates.ofType("AWS::CloudWatch::Alarm").get(0).properties();
    }
}
