package com.tallyhybrid.review.checks.protection;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No row of the table is blind, and no function on the way to its value blinds it. */
class GuardTrialsTest {

    static List<GuardTrial> plain() {
        return GuardTrial.all().stream().filter(trial -> trial.hidden() < 0).toList();
    }

    static List<GuardTrial> hidden() {
        return GuardTrial.all().stream().filter(trial -> trial.hidden() >= 0).toList();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void everyWeakeningIsFoundWithItsRule(GuardTrial trial) {
        assertThat(trial.findings())
                .filteredOn(finding -> finding.rule().equals(trial.guard().rule()))
                .extracting(ReviewFinding::severity)
                .contains(trial.guard().severity());
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void whatAFunctionHidesIsAsked(GuardTrial trial) {
        assertThat(trial.findings())
                .filteredOn(finding -> finding.rule().equals(trial.guard().rule()))
                .extracting(ReviewFinding::severity)
                .isNotEmpty()
                .doesNotContain(Severity.HARMLESS);
    }

    static List<MonitoringRemovals.Row> losses() {
        return MonitoringRemovals.ALL;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLossIsFoundWithItsRule(MonitoringRemovals.Row loss) {
        for (String type : loss.types()) {
            assertThat(new ProtectionCheck().examine(Sketch.comparison("Thing: {Type: '%s'}".formatted(type), "")))
                    .extracting(ReviewFinding::rule)
                    .contains(loss.rule());
        }
    }
}
