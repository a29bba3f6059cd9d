package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.iam.AccessKey;
import software.amazon.awscdk.services.iam.Group;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The agent of one Tally server: an IAM user without a console password, and its access keys.
 *
 * <p>A user and not a role, because Duplicati can sign only with a long-lived key. Each key lies in a secret of its
 * own, so a rotation never overwrites the key that the server still uses.
 */
final class Agent extends Construct {

    private final Names names;
    private final TallyServer server;

    Agent(Construct scope, String id, Names names, Group group, CustomerKey key, TallyServer server) {
        super(scope, id);
        this.names = names;
        this.server = server;
        User user = User.Builder.create(this, "User")
                .userName(names.agent(server))
                .groups(List.of(group))
                .build();
        pin(user, "Agent" + id);
        server.keySerials().forEach(serial -> storeKey(id, user, key, serial));
    }

    private void storeKey(String id, User user, CustomerKey encryption, int serial) {
        AccessKey key = AccessKey.Builder.create(this, "Key" + serial)
                .user(user)
                .serial(serial)
                .build();
        pin(key, "Agent%sKey%s".formatted(id, serial));
        String name = "%s/agents/%s/key-%s".formatted(names.deployment(), server.name(), serial);
        Secret secret = Secret.Builder.create(this, "Secret" + serial)
                .secretName(name)
                .description("Access key %s of the backup agent %s, to be stored on the server %s"
                        .formatted(serial, names.agent(server), server.name()))
                .secretObjectValue(Ordered.map(
                        "accessKeyId", SecretValue.unsafePlainText(key.getAccessKeyId()),
                        "secretAccessKey", key.getSecretAccessKey()))
                .build();
        // Set on the resource: the CDK's own way adds statements to the key that no one needs.
        ((CfnSecret) secret.getNode().getDefaultChild()).setKmsKeyId(encryption.arn());
        pin(secret, "Agent%sKey%sSecret".formatted(id, serial));
        CfnOutput.Builder.create(this, "SecretName" + serial)
                .description("Secret that holds access key %s of the agent on %s".formatted(serial, server.name()))
                .value(name)
                .build()
                .overrideLogicalId("Agent%sKey%sSecretName".formatted(id, serial));
    }

    /** A new logical id would make a new key and stop the backups of the server. */
    private static void pin(Construct construct, String logicalId) {
        ((CfnResource) construct.getNode().getDefaultChild()).overrideLogicalId(logicalId);
    }
}
