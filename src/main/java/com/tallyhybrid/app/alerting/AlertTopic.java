package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.Stateful;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The topic that turns alarms and events into mails.
 *
 * <p>CloudWatch publishes as a service, so the topic and the key name it, for alarms of this deployment only.
 * EventBridge publishes through a {@link Publisher}. Both policies are ours: the CDK adds neither, and an alarm
 * whose topic refuses it fails without a sound.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">SNS: event sources and encrypted
 *     topics</a>
 */
final class AlertTopic extends Construct {

    private final Topic topic;
    private final CustomerKey key;

    /**
     * @param prefix begins the logical ids, which the stacks of the two Regions must not share
     * @param region where the alarms are that may publish
     */
    AlertTopic(Construct scope, String id, String prefix, Names names, Region region, List<String> emails) {
        super(scope, id);
        key = new CustomerKey(
                this,
                prefix + "AlertsKey",
                names,
                "alerts",
                "Encrypts the alert topic. If it is lost, no alarm reaches anyone; no backup depends on it.");
        topic = Topic.Builder.create(this, "Resource")
                .displayName("Tally Hybrid " + names.deployment())
                .masterKey(key.key())
                .enforceSsl(true)
                .build();
        Stateful.keep(topic, prefix + "AlertTopic");
        emails.forEach(email -> topic.addSubscription(new EmailSubscription(email)));
        letAlarmsPublish(names, region);
    }

    private void letAlarmsPublish(Names names, Region region) {
        letPublish(
                "Alarms", "cloudwatch.amazonaws.com", names, names.arn(region, "cloudwatch", "alarm:" + names.of("*")));
    }

    /**
     * Lets AWS Budgets tell about costs.
     *
     * @see <a href="https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html">AWS Budgets:
     *     topic for budget notifications</a>
     */
    void letBudgetsPublish(Names names) {
        // Budgets belong to the account and to no Region.
        letPublish("Budgets", "budgets.amazonaws.com", names, "arn:aws:budgets::%s:*".formatted(names.account()));
    }

    private void letPublish(String who, String service, Names names, String sourceArn) {
        var publishers = List.of(new ServicePrincipal(service));
        var ours = Ordered.map(
                "StringEquals", Ordered.map("aws:SourceAccount", names.account()),
                "ArnLike", Ordered.map("aws:SourceArn", sourceArn));
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid(who + "Publish")
                .principals(publishers)
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(ours)
                .build());
        key.key()
                .addToResourcePolicy(PolicyStatement.Builder.create()
                        .sid(who + "Encrypt")
                        .principals(publishers)
                        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                        .resources(List.of("*"))
                        .conditions(ours)
                        .build());
    }

    Topic topic() {
        return topic;
    }

    CustomerKey key() {
        return key;
    }
}
