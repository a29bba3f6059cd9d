package com.tallyhybrid.alerting;

import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Region;
import com.tallyhybrid.foundation.TallyStack;
import com.tallyhybrid.settings.Deployment;
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
                "Tally Hybrid: the encrypted topic that mails people when a backup, a tunnel or the file server fails");
        Names names = Names.of(deployment);
        var topic = new AlertTopic(this, "Topic", names, deployment.alertEmails());
        var publisher = new EventPublisher(this, "EventPublisher", names, topic);
        alerts = new Alerts(names, topic.topic(), publisher.role());

        // Pinned: an export disappears with its last consumer, and CloudFormation refuses that while it is in use.
        exportValue(topic.topic().getTopicArn());
        exportValue(publisher.role().getRoleArn());

        CfnOutput.Builder.create(this, "TopicArn")
                .description("Topic of all alarms. Every address must confirm AWS's mail before it is told anything")
                .value(topic.topic().getTopicArn())
                .build();
    }

    public Alerts alerts() {
        return alerts;
    }
}
