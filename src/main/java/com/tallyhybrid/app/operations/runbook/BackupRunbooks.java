package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.TestAlerts;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.operations.Allow;
import com.tallyhybrid.settings.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** The runbooks of every deployment: testing the alerts, and bringing back deleted backups. */
final class BackupRunbooks extends Construct {

    private final Names names;
    private final Alerts alerts;
    private final Deployment deployment;

    BackupRunbooks(Construct scope, String id, Names names, Alerts alerts, Deployment deployment) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
        this.deployment = deployment;
    }

    void testAlerts() {
        Map<String, Object> facts = RunbookFacts.of(Runbook.TEST_ALERTS, names, alerts, deployment);
        facts.put("Alarm", names.of(TestAlerts.alarm()));
        facts.put("Source", TestAlerts.SOURCE);
        facts.put("DetailType", TestAlerts.DETAIL_TYPE);
        facts.put("ReminderGroup", alerts.reminderGroup());
        facts.put("ReminderRole", alerts.reminderRoleArn());
        facts.put("Script", RunbookDocument.script("send_test_alerts.py"));
        String testAlarm = "alarm:" + names.of(TestAlerts.alarm());
        new RunbookDocument(
                this,
                "TestAlerts",
                names,
                Runbook.TEST_ALERTS,
                facts,
                List.of(
                        Allow.on(
                                List.of(
                                        names.arn("cloudwatch", testAlarm),
                                        names.arn(Region.HYDERABAD, "cloudwatch", testAlarm)),
                                "RaiseTestAlarms",
                                "cloudwatch:SetAlarmState"),
                        Allow.onlyIf(
                                Ordered.map("StringEquals", Ordered.map("events:source", TestAlerts.SOURCE)),
                                List.of(names.arn("events", "event-bus/default")),
                                "SendTestEvent",
                                "events:PutEvents"),
                        Allow.on(
                                names.arn("scheduler", "schedule/%s/test-*".formatted(alerts.reminderGroup())),
                                "ScheduleTestReminder",
                                "scheduler:CreateSchedule"),
                        Allow.handing(
                                List.of(alerts.reminderRoleArn()), "scheduler.amazonaws.com", "HandToScheduler")));
    }

    void recoverObjects() {
        Map<String, Object> facts = RunbookFacts.of(Runbook.RECOVER_OBJECTS, names, alerts, deployment);
        facts.put("Script", RunbookDocument.script("recover_objects.py"));
        new RunbookDocument(this, "RecoverObjects", names, Runbook.RECOVER_OBJECTS, facts, rightsToCopyBack());
    }

    /** Reading everything an agent wrote, and writing where nothing was: no right to delete or to overwrite. */
    private List<PolicyStatement> rightsToCopyBack() {
        String bucket = "arn:aws:s3:::" + names.backupBucket();
        // By pattern: the names of twenty agents would not fit into a policy.
        String agents = "%s/%s*".formatted(bucket, names.of(""));
        List<PolicyStatement> rights = new ArrayList<>(List.of(
                Allow.inMumbai(List.of(bucket), "ListVersions", "s3:ListBucket", "s3:ListBucketVersions"),
                Allow.inMumbai(List.of(agents), "ReadVersions", "s3:GetObjectVersion"),
                Allow.inMumbai(
                        List.of("%s/recovered/%s*".formatted(bucket, names.of(""))), "WriteBeside", "s3:PutObject")));
        rights.addAll(Allow.telling(alerts));
        return rights;
    }
}
