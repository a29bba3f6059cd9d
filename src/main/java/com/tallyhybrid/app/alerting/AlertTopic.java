package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Stateful;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.CfnTopicPolicy;
import software.constructs.Construct;

/**
 * The topic that turns alarms and events into mails.
 *
 * <p>CloudWatch publishes as a service, so the topic and the key name it, for alarms of this deployment only.
 * EventBridge publishes through a {@link Publisher}. An alarm whose topic refuses it fails without a sound.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">SNS: event sources and encrypted
 *     topics</a>
 */
final class AlertTopic extends Construct {

    private final CustomerKey key;
    private final String arn;

    /**
     * @param prefix begins the logical ids, which the stacks of the two Regions must not share
     * @param publishers the services that may publish
     */
    AlertTopic(
            Construct scope,
            String id,
            String prefix,
            Names names,
            List<PublishingService> publishers,
            List<String> emails) {
        super(scope, id);
        key = new CustomerKey(
                this,
                prefix + "AlertsKey",
                names,
                "alerts",
                "Encrypts the alert topic. If it is lost, no alarm reaches anyone; no backup depends on it.");
        CfnTopic topic = CfnTopic.Builder.create(this, LogicalIds.ONLY)
                .displayName("Tally Hybrid " + names.deployment())
                .kmsMasterKeyId(key.arn())
                .build();
        Stateful.keep(topic, prefix + "AlertTopic");
        arn = topic.getRef();
        allow(topic, publishers);
        emails.forEach(email -> subscribe(topic, email));
        key.let(publishers.stream().map(PublishingService::toEncrypt).toArray(PolicyStatement[]::new));
    }

    private void allow(CfnTopic topic, List<PublishingService> publishers) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(PolicyStatement.deny("AllowPublishThroughSSLOnly", "sns:Publish")
                .byEveryone()
                .on(arn)
                .when(Ordered.map("Bool", Ordered.map("aws:SecureTransport", "false"))));
        publishers.forEach(publisher -> statements.add(publisher.toPublish(arn)));
        CfnTopicPolicy.Builder.create(new Construct(topic, "Policy"), LogicalIds.ONLY)
                .topics(List.of(arn))
                .policyDocument(PolicyStatement.document(statements))
                .build();
    }

    private void subscribe(CfnTopic topic, String email) {
        CfnSubscription.Builder.create(new Construct(topic, email), LogicalIds.ONLY)
                .topicArn(arn)
                .protocol("email")
                .endpoint(email)
                .build();
    }

    String arn() {
        return arn;
    }

    String keyArn() {
        return key.arn();
    }
}
