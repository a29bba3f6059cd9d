package com.tallyhybrid.app.alerting;

import software.amazon.awscdk.interfaces.events.IRuleRef;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetConfig;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * Sends a rule's events to the topic through a role of ours.
 *
 * <p>The CDK's own target would add unconditional statements for EventBridge to the topic's and the key's policies;
 * conditions there do not work, because EventBridge's request to KMS does not name the rule. Through a role the right
 * to publish is the role's alone.
 *
 * @param input the text of the mail
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">EventBridge: an
 *     execution role or a resource-based policy</a>
 */
record TopicTarget(ITopic topic, IRole publisher, RuleTargetInput input) implements IRuleTarget {

    @Override
    public RuleTargetConfig bind(IRuleRef rule, String id) {
        return RuleTargetConfig.builder()
                .arn(topic.getTopicArn())
                .role(publisher)
                .input(input)
                .build();
    }

    @Override
    public RuleTargetConfig bind(IRuleRef rule) {
        return bind(rule, null);
    }
}
