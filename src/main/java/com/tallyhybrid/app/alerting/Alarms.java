package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.settings.Deployment;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.constructs.Construct;

/** Alarms of one Region that mail people. An alarm sees the metrics, and reaches the topic, of its own Region only. */
public final class Alarms {

    private final Names names;
    private final Region region;
    private final String topicArn;
    private final RunbookPages pages;
    private final List<String> arns = new ArrayList<>();

    Alarms(Names names, Region region, String topicArn, RunbookPages pages) {
        this.names = names;
        this.region = region;
        this.topicArn = topicArn;
        this.pages = pages;
    }

    /**
     * A way to the same people from Hyderabad, which also works while Mumbai does not.
     *
     * @param deployment each of its addresses must confirm a second mail from AWS
     */
    public static Alarms inHyderabad(Construct scope, Names names, Deployment deployment) {
        var topic = new AlertTopic(
                scope,
                "Alerts",
                "Replica",
                names,
                List.of(PublishingService.alarms(names, Region.HYDERABAD)),
                deployment.alertEmails());
        return new Alarms(names, Region.HYDERABAD, topic.arn(), RunbookPages.of(deployment));
    }

    /**
     * Mails when the symptom shows, and again when it is gone.
     *
     * @param id construct id of the alarm
     * @param purpose ends the alarm's name, which is the subject of the mail
     */
    public void watch(Construct scope, String id, String purpose, Symptom symptom, Message message) {
        List<String> mail = List.of(topicArn);
        var alarm = CfnAlarm.Builder.create(new Construct(scope, id), LogicalIds.ONLY)
                .alarmName(names.of(purpose))
                .alarmDescription(message.text(pages))
                .comparisonOperator(symptom.comparison().operator())
                .threshold(symptom.threshold())
                .evaluationPeriods(symptom.periods())
                .datapointsToAlarm(symptom.periods())
                .treatMissingData(symptom.silence().treatment())
                .alarmActions(mail)
                .okActions(mail);
        symptom.signal().describeTo(alarm);
        alarm.build();
        arns.add(names.arn(region, "cloudwatch", "alarm:" + names.of(purpose)));
    }

    /** Every alarm made so far, by ARNs that need no reference between stacks or Regions. */
    public List<String> arns() {
        return List.copyOf(arns);
    }
}
