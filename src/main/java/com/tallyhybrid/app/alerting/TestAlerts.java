package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.alerting.Symptom.Comparison;
import com.tallyhybrid.app.alerting.Symptom.Silence;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Alarms and a rule for nothing but tests, each on the same way to a person as the real ones.
 *
 * <p>A test through a real alarm would hide that alarm for minutes, and its mail could be taken for real.
 */
public final class TestAlerts {

    /** Source of the events that the rule mails. */
    public static final String SOURCE = "tally-hybrid";

    public static final String DETAIL_TYPE = "Test Alert";

    private TestAlerts() {}

    static void inMumbai(Construct scope, Names names, Alerts alerts) {
        alerts.watch(scope, "TestAlarm", alarm(), never(names), message("an alarm in Mumbai"));
        alerts.mail(
                scope,
                "TestEvent",
                "test-event",
                new EventPattern(SOURCE, DETAIL_TYPE, Ordered.map("deployment", List.of(names.deployment()))),
                message("an event rule"),
                Map.of("Time (UTC)", "$.time"));
    }

    /** The same for the alarms of Hyderabad. */
    public static void inHyderabad(Construct scope, Names names, Alarms alarms) {
        alarms.watch(scope, "TestAlarm", alarm(), never(names), message("an alarm in Hyderabad"));
    }

    /** Ends the names of the test alarms of both Regions. */
    public static String alarm() {
        return "test-alarm";
    }

    /** A metric that nobody ever writes: only a test changes the state. */
    private static Symptom never(Names names) {
        var metric =
                new Metric("TallyHybrid/" + names.deployment(), "TestAlert", Map.of(), "Sum", Duration.ofMinutes(5));
        return new Symptom(metric, Comparison.AT_LEAST, 1, 1, Silence.NOT_BREACHING);
    }

    private static Message message(String what) {
        return new Message(
                "This is a test of %s.".formatted(what),
                "Nothing is wrong: it shows that this way to you works.",
                Runbook.TEST_ALERTS);
    }
}
