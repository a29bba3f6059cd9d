package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.WrittenJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.logs.CfnResourcePolicy;
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
    private final List<String> streams = new ArrayList<>();
    private final List<PolicyStatement> writing = new ArrayList<>();
    private final CfnResourcePolicy policy;

    LedgerPolicy(Construct scope, String id, Names names) {
        super(scope, id);
        this.names = names;
        policy = CfnResourcePolicy.Builder.create(new Construct(this, LogicalIds.ONLY), "ResourcePolicy")
                .policyName(names.of("ledgers"))
                .policyDocument(document())
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
        streams.add(logGroupArn + ":*");
        writing.add(allow("Write" + LogicalIds.of(purpose), "logs:PutLogEvents")
                .on(logGroupArn + ":*")
                .when(Ordered.map(
                        "ArnLike", Ordered.map("aws:SourceArn", names.arn("events", "rule/" + names.of(rules))))));
        policy.setPolicyDocument(document());
    }

    private String document() {
        // EventBridge names no rule when it opens a stream, so this one asks for none.
        var opening = allow("OpenStreams", "logs:CreateLogStream").on(streams);
        return WrittenJson.of(PolicyStatement.document(
                Stream.concat(Stream.of(opening), writing.stream()).toList()));
    }

    private static PolicyStatement allow(String sid, String action) {
        return PolicyStatement.allow(sid, action).byServices("events.amazonaws.com", "delivery.logs.amazonaws.com");
    }
}
