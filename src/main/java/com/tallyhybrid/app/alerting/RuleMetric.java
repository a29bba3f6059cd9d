package com.tallyhybrid.app.alerting;

import java.time.Duration;
import java.util.Map;

/**
 * What EventBridge counts about its rules.
 *
 * <p>It reports only periods in which there was something to count: a gap means zero.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">EventBridge: metrics</a>
 */
public enum RuleMetric {
    /** Events that matched. */
    TRIGGERED("TriggeredRules"),
    /** Events that could not be delivered to a target. */
    UNDELIVERED("FailedInvocations");

    private final String metricName;

    RuleMetric(String metricName) {
        this.metricName = metricName;
    }

    /** The count of a rule, summed up over each period. */
    public Metric of(String ruleName, Duration period) {
        return new Metric("AWS/Events", metricName, Map.of("RuleName", ruleName), "Sum", period);
    }
}
