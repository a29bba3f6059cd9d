package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** How the other stacks reach the people who are told. */
public final class Alerts {

    private final Names names;
    private final String topicArn;
    private final String keyArn;
    private final String publisherArn;
    private final Reminders reminders;
    private final LedgerPolicy ledgers;
    private final Alarms alarms;
    private final RunbookPages pages;

    Alerts(
            Names names,
            AlertTopic topic,
            String publisherArn,
            Reminders reminders,
            LedgerPolicy ledgers,
            RunbookPages pages) {
        this.names = names;
        this.topicArn = topic.arn();
        this.keyArn = topic.keyArn();
        this.publisherArn = publisherArn;
        this.reminders = reminders;
        this.ledgers = ledgers;
        this.pages = pages;
        this.alarms = new Alarms(names, Region.MUMBAI, topicArn, pages);
    }

    /** Mails when the symptom shows, and again when it is gone; see {@link Alarms#watch}. */
    public void watch(Construct scope, String id, String purpose, Symptom symptom, Message message) {
        alarms.watch(scope, id, purpose, symptom, message);
    }

    /**
     * Mails for every event that matches, and watches that the mail itself can be sent.
     *
     * @param id construct id of the rule; its alarm is {@code <id>Undelivered}
     * @param purpose ends the rule's name
     * @param details further lines of the mail: a label, and the path of the event's field that follows it
     */
    public void mail(
            Construct scope,
            String id,
            String purpose,
            EventPattern pattern,
            Message message,
            Map<String, String> details) {
        EventRule.of(
                scope,
                id,
                names.of(purpose),
                message.happened(),
                pattern,
                // Through a role, so that the right to publish is the role's alone: EventBridge's request to KMS does
                // not
                // name the rule, and so the key's policy could not ask for it.
                EventRule.target(topicArn)
                        .roleArn(publisherArn)
                        .inputTransformer(text(message, details).transformer())
                        .build());
        watchDelivery(
                scope,
                id,
                purpose,
                new Message(
                        "EventBridge could not deliver a mail of the rule %s.".formatted(names.of(purpose)),
                        "Something was worth telling you and the mail about it is lost. The runbook says where to read it.",
                        Runbook.MAIL_UNDELIVERED));
    }

    /**
     * Mails when EventBridge could not hand over what a rule matched.
     *
     * @param id construct id of the rule; the alarm is {@code <id>Undelivered}
     * @param purpose ends the rule's name
     */
    public void watchDelivery(Construct scope, String id, String purpose, Message message) {
        watch(scope, id + "Undelivered", purpose + "-undelivered", undelivered(names.of(purpose)), message);
    }

    /**
     * Mails by the calendar, again and again.
     *
     * @param id construct id of the schedule
     * @param days days between two mails, counted from the first deployment
     */
    public void remind(Construct scope, String id, int days, Message message) {
        reminders.send(scope, id, "rate(%s days)".formatted(days), message);
    }

    /**
     * Mails on the calendar's days.
     *
     * @param id construct id of the schedule
     * @param cron minute, hour, day, month, weekday and year in Indian time, as EventBridge Scheduler writes it
     */
    public void remindOn(Construct scope, String id, String cron, Message message) {
        reminders.send(scope, id, "cron(%s)".formatted(cron), message);
    }

    /** The topic, for whatever publishes to it in its own way. */
    public String topicArn() {
        return topicArn;
    }

    /** The key of the topic, which whoever publishes must be allowed to use. */
    public String keyArn() {
        return keyArn;
    }

    /** Group of the reminders, and the role that sends them: a test takes the same way. */
    public String reminderGroup() {
        return reminders.group();
    }

    public String reminderRoleArn() {
        return reminders.roleArn();
    }

    /** Who may write to the ledgers of this deployment. */
    LedgerPolicy ledgers() {
        return ledgers;
    }

    /** Every alarm of Mumbai made so far. */
    public List<String> alarmArns() {
        return alarms.arns();
    }

    private MailText text(Message message, Map<String, String> details) {
        var text = new MailText().line(message.happened()).line(message.means());
        details.forEach(text::field);
        return text.line("Runbook: " + pages.address(message.runbook())).line("Dashboard: " + pages.dashboard());
    }

    private static Symptom undelivered(String ruleName) {
        return new Symptom(
                RuleMetric.UNDELIVERED.of(ruleName, Duration.ofMinutes(5)),
                Comparison.AT_LEAST,
                1,
                1,
                Silence.NOT_BREACHING);
    }
}
