package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import java.time.Duration;

/**
 * Something that happens again and again, and whose absence somebody must hear of.
 *
 * @param ruleName the event rule that it triggers
 * @param label what the dashboard calls it
 */
public record Heartbeat(String ruleName, String label) {

    /** No beat for so many hours in a row. Before the first one the answer is yes too. */
    public Symptom silentFor(int hours) {
        return new Symptom(beats(), Comparison.LESS_THAN, 1, hours, Silence.BREACHING);
    }

    /**
     * Beats an hour, with zeros for the hours without any.
     *
     * <p>EventBridge reports only hours in which the rule triggered, and CloudWatch looks past gaps to the last good
     * hour: without the zeros the alarm would come late by an unknown time.
     */
    private Signal beats() {
        return new Calculation(
                "FILL(triggered, 0)", "triggered", RuleMetric.TRIGGERED.of(ruleName, Duration.ofHours(1)), label);
    }
}
