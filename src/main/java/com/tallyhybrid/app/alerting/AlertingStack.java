package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.settings.Deployment;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * The way to a person.
 *
 * <p>A stack of its own because every other stack needs it first and it changes least: a failed deploy elsewhere must
 * not take the alarm mails with it.
 */
public final class AlertingStack extends TallyStack {

    private final Alerts alerts;

    public AlertingStack(Construct scope, Deployment deployment) {
        super(
                scope,
                deployment,
                Region.MUMBAI,
                "Alerting",
                "Tally Hybrid: the encrypted topic that mails people when something fails, or stops happening");
        Names names = Names.of(deployment);
        var topic = new AlertTopic(this, "Topic", "", names, publishers(names, deployment), deployment.alertEmails());
        var events = new Publisher(
                this,
                "EventPublisher",
                topic,
                ServiceRole.onBehalfOf("events.amazonaws.com", names, names.arn("events", "rule/" + names.of("*"))),
                "Lets the event rules of %s publish to its alert topic".formatted(names.deployment()));
        RunbookPages pages = RunbookPages.of(deployment);
        var reminders = new Reminders(this, "Reminders", names, topic, pages);
        var ledgers = new LedgerPolicy(this, "LedgerPolicy", names);
        alerts = new Alerts(names, topic, events.roleArn(), reminders, ledgers, pages);
        TestAlerts.inMumbai(this, names, alerts);

        // Pinned: an export disappears with its last consumer, and CloudFormation refuses that while it is in use.
        List.of(topic.arn(), topic.keyArn(), events.roleArn(), reminders.roleArn())
                .forEach(this::exportValue);

        CfnOutput.Builder.create(this, "TopicArn")
                .description("Topic of all alarms. Every address must confirm AWS's mail before it is told anything")
                .value(topic.arn())
                .build();
    }

    private static List<PublishingService> publishers(Names names, Deployment deployment) {
        var alarms = PublishingService.alarms(names, Region.MUMBAI);
        return deployment.operations().monthlyBudgetUsd().isPresent()
                ? List.of(alarms, PublishingService.budgets(names))
                : List.of(alarms);
    }

    public Alerts alerts() {
        return alerts;
    }
}
