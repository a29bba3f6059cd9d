package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.LogicalIds;
import java.util.List;
import software.amazon.awscdk.services.events.CfnRule;
import software.constructs.Construct;

/**
 * A rule of EventBridge with its one target.
 *
 * <p>Not the CDK's own construct: its targets add a Lambda function for a log group, and for a topic statements without
 * conditions to the policies of topic and key.
 */
final class EventRule {

    private EventRule() {}

    /** The one target of each rule. */
    static CfnRule.TargetProperty.Builder target(String arn) {
        return CfnRule.TargetProperty.builder().id("Target0").arn(arn);
    }

    /**
     * @param name physical name, which the rule's metrics and others' policies use
     * @param description what it means that the rule triggers
     */
    static CfnRule of(
            Construct scope,
            String id,
            String name,
            String description,
            EventPattern pattern,
            CfnRule.TargetProperty target) {
        return CfnRule.Builder.create(new Construct(scope, id), LogicalIds.ONLY)
                .name(name)
                .description(description)
                .eventPattern(pattern.rendered())
                .state("ENABLED")
                .targets(List.of(target))
                .build();
    }
}
