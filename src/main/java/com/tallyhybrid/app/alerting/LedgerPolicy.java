package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.ResourcePolicy;
import software.constructs.Construct;

/**
 * Lets EventBridge write to the ledgers of this deployment, each by its own rules only.
 *
 * <p>One policy for the ledgers of all stacks: CloudWatch Logs allows ten in an account and Region and no more, and
 * other systems need some too. EventBridge delivers to a log group by such a policy only; a role is refused there.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">EventBridge:
 *     permissions for CloudWatch Logs</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html">
 *     CloudWatch Logs: ten resource policies</a>
 */
final class LedgerPolicy extends Construct {

    private final Names names;
    private final PolicyStatement open;
    private final ResourcePolicy policy;

    LedgerPolicy(Construct scope, String id, Names names) {
        super(scope, id);
        this.names = names;
        // EventBridge names no rule when it opens a stream, so this one asks for none.
        open = statement("OpenStreams", "logs:CreateLogStream").build();
        policy = ResourcePolicy.Builder.create(this, "Resource")
                .resourcePolicyName(names.of("ledgers"))
                .policyStatements(List.of(open))
                .build();
    }

    /**
     * Lets rules write to a ledger, which may come into being later.
     *
     * @param purpose of the ledger; names the statement
     * @param logGroupArn without {@code :*}, as text: the ledger's stack comes after this one
     * @param rules pattern of the names of the rules, without the deployment's name
     */
    void admit(String purpose, String logGroupArn, String rules) {
        open.addResources(logGroupArn + ":*");
        policy.getDocument()
                .addStatements(statement("Write" + LogicalIds.of(purpose), "logs:PutLogEvents")
                        .resources(List.of(logGroupArn + ":*"))
                        .conditions(Ordered.map(
                                "ArnLike",
                                Ordered.map("aws:SourceArn", names.arn("events", "rule/" + names.of(rules)))))
                        .build());
    }

    private static PolicyStatement.Builder statement(String sid, String action) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(
                        new ServicePrincipal("events.amazonaws.com"),
                        new ServicePrincipal("delivery.logs.amazonaws.com")))
                .actions(List.of(action));
    }
}
