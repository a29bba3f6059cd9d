package com.tallyhybrid.app.foundation;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.kms.CfnAlias;
import software.amazon.awscdk.services.kms.CfnKey;
import software.constructs.Construct;

/** A customer-managed key: rotated every year, thirty days of grace before a deletion, retained. */
public final class CustomerKey extends Construct {

    private static final int DAYS_OF_GRACE = 30;

    private final Names names;
    private final List<PolicyStatement> statements = new ArrayList<>();
    private final CfnKey key;
    private final String arn;

    /**
     * @param id also the logical id of the key, for ever
     * @param purpose names the alias
     * @param description what the key protects and what its loss would mean
     */
    public CustomerKey(Construct scope, String id, Names names, String purpose, String description) {
        super(scope, id);
        this.names = names;
        // The account itself decides who uses the key, by its own policies: without this nobody could ever change it.
        statements.add(PolicyStatement.allow("", "kms:*")
                .byPrincipals(List.of("arn:aws:iam::%s:root".formatted(names.account())))
                .on("*"));
        Construct place = new Construct(this, LogicalIds.ONLY);
        key = CfnKey.Builder.create(place, LogicalIds.ONLY)
                .description(description)
                .enableKeyRotation(true)
                .keyPolicy(PolicyStatement.document(statements))
                .pendingWindowInDays(DAYS_OF_GRACE)
                .build();
        Stateful.keep(key, id);
        arn = key.getAttrArn();
        CfnAlias.Builder.create(new Construct(place, "Alias"), LogicalIds.ONLY)
                .aliasName("alias/" + names.of(purpose))
                .targetKeyId(arn)
                .build();
    }

    /** Adds statements to the key's policy, which also names everybody that a service acts for. */
    public void let(PolicyStatement... further) {
        statements.addAll(List.of(further));
        key.setKeyPolicy(PolicyStatement.document(statements));
    }

    /**
     * Lets CloudWatch Logs encrypt the named log group and no other.
     *
     * <p>Without this the log group is refused at deployment.
     *
     * @param sid names the statement
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">CloudWatch Logs
     *     and KMS</a>
     */
    void letLogsUse(String sid, String logGroupName) {
        let(PolicyStatement.allow(
                        sid, "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey")
                .byServices("logs." + Region.MUMBAI.code() + ".amazonaws.com")
                .on("*")
                .when(Ordered.map(
                        "ArnEquals",
                        Ordered.map(
                                "kms:EncryptionContext:aws:logs:arn",
                                names.arn("logs", "log-group:" + logGroupName)))));
    }

    public String arn() {
        return arn;
    }
}
