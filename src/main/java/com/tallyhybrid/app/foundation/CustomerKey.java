package com.tallyhybrid.app.foundation;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** A customer-managed key: rotated every year, thirty days of grace before a deletion, retained. */
public final class CustomerKey extends Construct {

    private final Names names;
    private final Key key;

    /**
     * @param id also the logical id of the key, for ever
     * @param purpose names the alias
     * @param description what the key protects and what its loss would mean
     */
    public CustomerKey(Construct scope, String id, Names names, String purpose, String description) {
        super(scope, id);
        this.names = names;
        key = Key.Builder.create(this, "Resource")
                .alias(names.of(purpose))
                .description(description)
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(30))
                .build();
        Stateful.keep(key, id);
    }

    /**
     * Lets CloudWatch Logs encrypt the named log group and no other.
     *
     * <p>The CDK does not add this: without it the log group is refused at deployment.
     *
     * @param sid names the statement
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">CloudWatch Logs
     *     and KMS</a>
     */
    void letLogsUse(String sid, String logGroupName) {
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new ServicePrincipal("logs." + Region.MUMBAI.code() + ".amazonaws.com")))
                .actions(List.of(
                        "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"))
                .resources(List.of("*"))
                .conditions(Ordered.map(
                        "ArnEquals",
                        Ordered.map(
                                "kms:EncryptionContext:aws:logs:arn", names.arn("logs", "log-group:" + logGroupName))))
                .build());
    }

    public Key key() {
        return key;
    }

    public String arn() {
        return key.getKeyArn();
    }
}
