package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import java.util.Map;

/**
 * An AWS service that publishes to a topic by itself, for resources of this deployment only.
 *
 * @param who begins the names of its statements
 * @param service as policies name it
 * @param account the account that it must act for
 * @param sourceArn pattern of the resources that it must act for
 */
record PublishingService(String who, String service, String account, String sourceArn) {

    /** CloudWatch, about the alarms of a Region. */
    static PublishingService alarms(Names names, Region region) {
        return new PublishingService(
                "Alarms",
                "cloudwatch.amazonaws.com",
                names.account(),
                names.arn(region, "cloudwatch", "alarm:" + names.of("*")));
    }

    /**
     * AWS Budgets, about costs. Budgets belong to the account and to no Region.
     *
     * @see <a href="https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html">AWS Budgets:
     *     topic for budget notifications</a>
     */
    static PublishingService budgets(Names names) {
        return new PublishingService(
                "Budgets",
                "budgets.amazonaws.com",
                names.account(),
                "arn:aws:budgets::%s:*".formatted(names.account()));
    }

    PolicyStatement toPublish(String topicArn) {
        return PolicyStatement.allow(who + "Publish", "sns:Publish")
                .byServices(service)
                .on(topicArn)
                .when(ours());
    }

    /** What the key of the topic must allow besides. */
    PolicyStatement toEncrypt() {
        return PolicyStatement.allow(who + "Encrypt", "kms:Decrypt", "kms:GenerateDataKey*")
                .byServices(service)
                .on("*")
                .when(ours());
    }

    private Map<String, ?> ours() {
        return Ordered.map(
                "StringEquals", Ordered.map("aws:SourceAccount", account),
                "ArnLike", Ordered.map("aws:SourceArn", sourceArn));
    }
}
