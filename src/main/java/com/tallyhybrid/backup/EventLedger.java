package com.tallyhybrid.backup;

import com.tallyhybrid.foundation.CustomerKey;
import com.tallyhybrid.foundation.Names;
import com.tallyhybrid.foundation.Ordered;
import com.tallyhybrid.foundation.RetainedLog;
import java.util.List;
import software.amazon.awscdk.interfaces.events.IRuleRef;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetConfig;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A log group to which EventBridge rules write what happened, one event a line.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">EventBridge:
 *     permissions for CloudWatch Logs</a>
 */
final class EventLedger extends Construct {

    private final RetainedLog log;

    private EventLedger(Construct scope, String id, Names names, String purpose, RetentionDays keep, CustomerKey key) {
        super(scope, id);
        // EventBridge writes only to log groups under /aws/events/.
        log = new RetainedLog(this, id, names, names.logGroup("events", purpose), keep, key);
    }

    /** Every backup that arrived, for nine years: the evidence of a daily backup that Indian rules ask for. */
    static EventLedger ofArrivals(Construct scope, Names names, CustomerKey key) {
        var ledger = new EventLedger(scope, "ArrivalLedger", names, "arrivals", RetentionDays.NINE_YEARS, key);
        ledger.acceptFrom(names, "arrival-*");
        return ledger;
    }

    /** Every object that was deleted or hidden, by whom and from where. */
    static EventLedger ofDeletions(Construct scope, Names names, CustomerKey key) {
        var ledger = new EventLedger(scope, "DeletionLedger", names, "deletions", RetentionDays.THIRTEEN_MONTHS, key);
        ledger.acceptFrom(names, "deletions");
        return ledger;
    }

    private void acceptFrom(Names names, String rules) {
        log.group()
                .addToResourcePolicy(
                        statement("OpenStream", "logs:CreateLogStream").build());
        log.group()
                .addToResourcePolicy(statement("WriteEvents", "logs:PutLogEvents")
                        .conditions(Ordered.map(
                                "ArnLike",
                                Ordered.map("aws:SourceArn", names.arn("events", "rule/" + names.of(rules)))))
                        .build());
    }

    /** EventBridge delivers to a log group by the group's own policy; a role is refused there. */
    private PolicyStatement.Builder statement(String sid, String action) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(
                        new ServicePrincipal("events.amazonaws.com"),
                        new ServicePrincipal("delivery.logs.amazonaws.com")))
                .actions(List.of(action))
                .resources(List.of(log.arn() + ":*"));
    }

    IRuleTarget asTarget() {
        return new Target(log.arn());
    }

    /** The CDK's own target would add a Lambda function that writes the resource policy. */
    private record Target(String logGroupArn) implements IRuleTarget {

        @Override
        public RuleTargetConfig bind(IRuleRef rule, String id) {
            return RuleTargetConfig.builder().arn(logGroupArn).build();
        }

        @Override
        public RuleTargetConfig bind(IRuleRef rule) {
            return bind(rule, null);
        }
    }
}
