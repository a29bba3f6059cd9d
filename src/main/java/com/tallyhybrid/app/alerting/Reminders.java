package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.ServiceRole;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/**
 * Mails that come by the calendar, for work that nothing else would bring to mind.
 *
 * <p>EventBridge Scheduler sends them without any code of ours. Their group is ours alone, because the service names
 * the group, and not the single schedule, when it takes the role.
 */
final class Reminders extends Construct {

    private final String topicArn;
    private final String group;
    private final Publisher publisher;
    private final RunbookPages pages;

    Reminders(Construct scope, String id, Names names, AlertTopic topic, RunbookPages pages) {
        super(scope, id);
        this.pages = pages;
        topicArn = topic.arn();
        group = names.of("reminders");
        CfnScheduleGroup.Builder.create(this, "Group").name(group).build();
        publisher = new Publisher(
                this,
                "Publisher",
                topic,
                ServiceRole.onBehalfOf(
                        "scheduler.amazonaws.com", names, names.arn("scheduler", "schedule-group/" + group)),
                "Lets the reminders of %s publish to its alert topic".formatted(names.deployment()));
    }

    /** @param when as EventBridge Scheduler writes it; a rate counts from the first deployment, a cron is Indian time */
    void send(Construct scope, String id, String when, Message message) {
        CfnSchedule.Builder.create(scope, id)
                .groupName(group)
                .description(message.happened())
                .scheduleExpression(when)
                .scheduleExpressionTimezone("Asia/Kolkata")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(topicArn)
                        .roleArn(publisher.roleArn())
                        .input(message.text(pages))
                        .build())
                .build();
    }

    String group() {
        return group;
    }

    String roleArn() {
        return publisher.roleArn();
    }
}
