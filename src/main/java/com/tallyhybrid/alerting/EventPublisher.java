package com.tallyhybrid.alerting;

import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.ServiceRole;
import java.util.List;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The role through which EventBridge rules of this deployment publish to the alert topic, and its only right. */
final class EventPublisher extends Construct {

    private final ServiceRole role;

    EventPublisher(Construct scope, String id, Names names, AlertTopic topic) {
        super(scope, id);
        var publish = PolicyStatement.Builder.create()
                .sid("PublishAlerts")
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.topic().getTopicArn()))
                .build();
        var encrypt = PolicyStatement.Builder.create()
                .sid("EncryptAlerts")
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of(topic.key().arn()))
                .build();
        role = new ServiceRole(
                this,
                "Role",
                ServiceRole.onBehalfOf("events.amazonaws.com", names, names.arn("events", "rule/" + names.of("*"))),
                "Lets the event rules of %s publish to its alert topic".formatted(names.deployment()),
                List.of(publish, encrypt));
    }

    IRole role() {
        return role.role();
    }
}
