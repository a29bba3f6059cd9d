package com.tallyhybrid.app.alerting;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * Something that happens again and again, and whose absence somebody must hear of.
 *
 * @param ruleName the event rule that it triggers
 * @param label what the dashboard calls it
 */
public record Heartbeat(String ruleName, String label) {

    /** No beat for so many hours in a row. Before the first one the answer is yes too. */
    public Symptom silentFor(int hours) {
        return new Symptom(beats(), ComparisonOperator.LESS_THAN_THRESHOLD, 1, hours, TreatMissingData.BREACHING);
    }

    /**
     * Beats an hour, with zeros for the hours without any.
     *
     * <p>EventBridge reports only hours in which the rule triggered, and CloudWatch looks past gaps to the last good
     * hour: without the zeros the alarm would come late by an unknown time.
     */
    private IMetric beats() {
        return MathExpression.Builder.create()
                .expression("FILL(triggered, 0)")
                .usingMetrics(Map.of("triggered", RuleMetric.TRIGGERED.of(ruleName, Duration.hours(1))))
                .label(label)
                .period(Duration.hours(1))
                .build();
    }
}
