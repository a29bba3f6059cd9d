package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.CustomerKey;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.RetainedLog;
import software.constructs.Construct;

/**
 * A log group to which EventBridge rules write what happened, one event a line. {@link LedgerPolicy} lets them.
 */
public final class EventLedger extends Construct {

    private final Names names;
    private final RetainedLog log;

    /**
     * @param id also the logical id of the log group, for ever
     * @param purpose ends the name of the log group
     * @param keep how long entries are kept
     * @param rules pattern of the names of the rules that may write, without the deployment's name
     */
    public EventLedger(
            Construct scope,
            String id,
            Names names,
            Alerts alerts,
            String purpose,
            LogRetention keep,
            CustomerKey key,
            String rules) {
        super(scope, id);
        this.names = names;
        // EventBridge writes only to log groups under /aws/events/.
        log = new RetainedLog(this, id, names, names.logGroup("events", purpose), keep, key);
        alerts.ledgers().admit(purpose, log.arn(), rules);
    }

    /**
     * Records every event that matches.
     *
     * @param id construct id of the rule
     * @param purpose ends the rule's name
     * @param description what an entry means
     */
    public void record(Construct scope, String id, String purpose, String description, EventPattern pattern) {
        EventRule.of(
                        scope,
                        id,
                        names.of(purpose),
                        description,
                        pattern,
                        EventRule.target(log.arn()).build())
                .addResourceDependency(log.group());
    }
}
