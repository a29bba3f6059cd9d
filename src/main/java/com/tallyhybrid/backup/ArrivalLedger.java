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
 * The record of every backup that arrived, one event a line, kept nine years: the evidence of a daily backup that
 * Indian rules ask for.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">EventBridge:
 *     permissions for CloudWatch Logs</a>
 */
final class ArrivalLedger extends Construct {

    private final Names names;
    private final RetainedLog log;

    ArrivalLedger(Construct scope, String id, Names names, CustomerKey key) {
        super(scope, id);
        this.names = names;
        // EventBridge writes only to log groups under /aws/events/.
        String name = names.logGroup("events", "arrivals");
        log = new RetainedLog(this, "ArrivalLedger", names, name, RetentionDays.NINE_YEARS, key);
        log.group()
                .addToResourcePolicy(
                        statement("OpenStream", "logs:CreateLogStream").build());
        log.group()
                .addToResourcePolicy(statement("WriteArrivals", "logs:PutLogEvents")
                        .conditions(Ordered.map(
                                "ArnLike",
                                Ordered.map("aws:SourceArn", names.arn("events", "rule/" + names.of("arrival-*")))))
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
