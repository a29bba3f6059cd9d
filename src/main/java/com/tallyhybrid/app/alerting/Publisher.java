package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.ServiceRole;
import java.util.List;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** A role through which a service publishes to the alert topic, and its only right. */
final class Publisher extends Construct {

    private final ServiceRole role;

    /**
     * @param service who publishes, for which of its resources
     * @param description what the role is for
     */
    Publisher(Construct scope, String id, AlertTopic topic, IPrincipal service, String description) {
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
        role = new ServiceRole(this, "Role", service, description, List.of(publish, encrypt));
    }

    IRole role() {
        return role.role();
    }
}
