package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.ServiceRole;
import java.util.List;
import software.constructs.Construct;

/** A role through which a service publishes to the alert topic, and its only right. */
final class Publisher extends Construct {

    private final ServiceRole role;

    /**
     * @param service who publishes, for which of its resources
     * @param description what the role is for
     */
    Publisher(Construct scope, String id, AlertTopic topic, PolicyStatement service, String description) {
        super(scope, id);
        role = new ServiceRole(
                this,
                "Role",
                service,
                description,
                List.of(
                        PolicyStatement.allow("PublishAlerts", "sns:Publish").on(topic.arn()),
                        PolicyStatement.allow("EncryptAlerts", "kms:Decrypt", "kms:GenerateDataKey*")
                                .on(topic.keyArn())));
    }

    String roleArn() {
        return role.arn();
    }
}
