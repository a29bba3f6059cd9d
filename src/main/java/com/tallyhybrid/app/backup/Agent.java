package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.WrittenJson;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.CfnAccessKey;
import software.amazon.awscdk.services.iam.CfnUser;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
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

    Agent(Construct scope, String id, Names names, String groupName, CustomerKey key, TallyServer server) {
        super(scope, id);
        this.names = names;
        this.server = server;
        CfnUser user = CfnUser.Builder.create(this, "User")
                .userName(names.agent(server))
                .groups(List.of(groupName))
                .build();
        user.overrideLogicalId("Agent" + id);
        String userName = user.getRef();
        server.keySerials().forEach(serial -> storeKey(id, userName, key, serial));
    }

    /** The logical ids are fixed: a new one would make a new key and stop the backups of the server. */
    private void storeKey(String id, String userName, CustomerKey encryption, int serial) {
        CfnAccessKey key = CfnAccessKey.Builder.create(this, "Key" + serial)
                .userName(userName)
                .serial(serial)
                .build();
        key.overrideLogicalId("Agent%sKey%s".formatted(id, serial));
        String name = "%s/agents/%s/key-%s".formatted(names.deployment(), server.name(), serial);
        CfnSecret secret = CfnSecret.Builder.create(this, "Secret" + serial)
                .name(name)
                .description("Access key %s of the backup agent %s, to be stored on the server %s"
                        .formatted(serial, names.agent(server), server.name()))
                .kmsKeyId(encryption.arn())
                // Two references: the key itself stands in no template.
                .secretString(WrittenJson.of(
                        Ordered.map("accessKeyId", key.getRef(), "secretAccessKey", key.getAttrSecretAccessKey())))
                .build();
        secret.overrideLogicalId("Agent%sKey%sSecret".formatted(id, serial));
        // It is of no use without its key, which is deleted as well.
        secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
        CfnOutput.Builder.create(this, "SecretName" + serial)
                .description("Secret that holds access key %s of the agent on %s".formatted(serial, server.name()))
                .value(name)
                .build()
                .overrideLogicalId("Agent%sKey%sSecretName".formatted(id, serial));
    }
}
