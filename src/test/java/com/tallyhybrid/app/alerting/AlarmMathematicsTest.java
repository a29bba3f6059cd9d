package com.tallyhybrid.app.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.alarms.AlarmSimulation;
import com.tallyhybrid.testkit.alarms.MetricMath;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the alarms that compute something come on and go off, over made-up days; hours count from a midnight. */
@ExtendWith(Synthesized.class)
class AlarmMathematicsTest {

    private static final int EVENING = 22;
    private static final String MISSING = "sharma-traders-backup-missing-pune";

    /** CloudWatch does not publish how many periods it fetches beyond those that it evaluates: none may matter. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 10, 26})
    void aBackupEveryEveningIsNoAlarm(int extra) {
        assertThat(missing(extra).over(arrivals(6, 22, 46, 70, 94, 118)).subList(EVENING, 144))
                .containsOnly(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 10, 26})
    void aMissedEveningIsAnAlarmAfterTwentySixHoursUntilTheNextBackup(int extra) {
        Double[] oneMissed = arrivals(6, 22, 46, 94, 118);
        assertThat(missing(extra).comesOn(oneMissed)).endsWith(46 + 26);
        assertThat(missing(extra).goesOff(oneMissed)).endsWith(94);
    }

    @Test
    void threeMissedEveningsAreOneAlarmAndOneMail() {
        Double[] threeMissed = arrivals(8, 22, 46, 142, 166);
        assertThat(since(46, missing(2).comesOn(threeMissed))).containsExactly(72);
        assertThat(since(46, missing(2).goesOff(threeMissed))).containsExactly(142);
    }

    @Test
    void aBackupThatIsTwoHoursLateIsNoAlarmAndOneThatIsThreeHoursLateIs() {
        assertThat(since(46, missing(2).comesOn(arrivals(5, 22, 46, 72, 94)))).isEmpty();
        assertThat(since(46, missing(2).comesOn(arrivals(5, 22, 46, 73, 94)))).containsExactly(72);
    }

    @Test
    void theFirstDayIsAnAlarmUntilTheFirstBackupArrives() {
        assertThat(missing(2).comesOn(arrivals(2, 22, 46))).containsExactly(0);
        assertThat(missing(2).goesOff(arrivals(2, 22, 46))).containsExactly(22);
    }

    @Test
    void backupsThatResumeEndTheAlarmAndItCanComeAgain() {
        Double[] twice = arrivals(10, 22, 94, 118, 214);
        assertThat(since(22, missing(2).comesOn(twice))).containsExactly(48, 144);
        assertThat(since(23, missing(2).goesOff(twice))).containsExactly(94, 214);
    }

    @Test
    void twoBackupsADayAreNoAlarmAndOneOfThemMissedIsNone() {
        assertThat(since(22, missing(2).comesOn(arrivals(4, 10, 22, 34, 58, 70))))
                .isEmpty();
    }

    @Test
    void aFirmThatIsClosedAtWeekendsIsNotWokenByThemWithALongerWindow() {
        JsonNode closedAtWeekends = Synthesized.selfManaged().templates().alarm("mehta-exports-backup-missing-surat");
        assertThat(closedAtWeekends.path("EvaluationPeriods").asInt()).isEqualTo(74);
        var alarm = new AlarmSimulation(closedAtWeekends, 2);
        // Friday evening, Monday evening, Tuesday evening; then the week goes on without.
        assertThat(since(22, alarm.comesOn(arrivals(9, 22, 94, 118)))).containsExactly(118 + 74);
    }

    /** This is why the zeros are filled in: CloudWatch would go by old arrivals for longer, nobody knows how long. */
    @Test
    void withoutTheZerosTheAlarmWouldComeLate(Templates templates) {
        ObjectNode sparse = templates.alarm(MISSING).deepCopy();
        sparse.remove("Metrics");
        sparse.put("EvaluationPeriods", 2).put("DatapointsToAlarm", 2);
        Double[] oneMissed = arrivals(6, 22, 23, 118);
        int prompt = new AlarmSimulation(sparse, 0).comesOn(oneMissed).get(1);
        int late = new AlarmSimulation(sparse, 10).comesOn(oneMissed).get(1);
        assertThat(late).isGreaterThan(prompt);
    }

    @Test
    void aVaultBackupMayTakeItsNineHoursAndAMissedOneIsAnAlarm(Templates templates) {
        for (String name : List.of("sharma-traders-vault-backup-missing", "sharma-traders-vault-copy-missing")) {
            var alarm = new AlarmSimulation(templates.alarm(name), 2);
            assertThat(since(15, alarm.comesOn(arrivals(4, 15, 39 + 9, 63)))).isEmpty();
            assertThat(since(15, alarm.comesOn(arrivals(5, 15, 87)))).containsExactly(15 + 34);
        }
    }

    @Test
    void aFifthOfTheVersionsLostInADayIsAnAlarmAndLessIsNot(Templates templates) {
        var alarm = new AlarmSimulation(templates.alarm("sharma-traders-backups-shrunk"), 2);
        assertThat(alarm.comesOn(1000.0, 1010.0, 1020.0, 830.0, 840.0)).isEmpty();
        assertThat(alarm.comesOn(1000.0, 1010.0, 808.0, 810.0)).containsExactly(2);
        assertThat(alarm.comesOn(1000.0, 0.0)).as("emptied").containsExactly(1);
        assertThat(alarm.comesOn(1000.0, null, null, 990.0))
                .as("counted a day late")
                .isEmpty();
        assertThat(alarm.comesOn(1000.0)).as("the first day").isEmpty();
    }

    @Test
    void copyingThatIsBehindForHalfAnHourIsAnAlarmAndNothingToCopyIsNone(Templates templates) {
        var alarm = new AlarmSimulation(templates.alarm("sharma-traders-backup-replication-lagging"), 2);
        assertThat(alarm.comesOn(30.0, 4000.0, 4300.0, 4600.0, 4900.0, 5200.0, 60.0))
                .isEmpty();
        assertThat(alarm.comesOn(30.0, 4000.0, 4300.0, 4600.0, 4900.0, 5200.0, 5500.0))
                .containsExactly(6);
        assertThat(alarm.comesOn(new Double[30])).isEmpty();
    }

    @Test
    void aTunnelThatStopsReportingIsDown(Templates templates) {
        var alarm = new AlarmSimulation(templates.alarm("sharma-traders-tunnel-down-pune"), 2);
        assertThat(alarm.comesOn(1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0)).containsExactly(6);
        assertThat(since(5, alarm.comesOn(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, null, null, null, null, null, null)))
                .isNotEmpty();
    }

    @Test
    void whatTheMathematicsDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> MetricMath.evaluate("RATE(a)", Map.of("a", new Double[1])))
                .isInstanceOf(AssertionError.class);
        assertThat(MetricMath.evaluate("2 * (a - 1)", Map.of("a", new Double[] {3.0, null})))
                .containsExactly(4.0, null);
    }

    private static AlarmSimulation missing(int extraPeriods) {
        return new AlarmSimulation(Synthesized.example().templates().alarm(MISSING), extraPeriods);
    }

    private static List<Integer> since(int hour, List<Integer> changes) {
        return changes.stream().filter(change -> change > hour).toList();
    }

    /** A value in the hours in which a backup arrived, and gaps in the others, as EventBridge counts. */
    private static Double[] arrivals(int days, int... hours) {
        return IntStream.range(0, days * 24)
                .boxed()
                .map(hour -> IntStream.of(hours).anyMatch(arrival -> arrival == hour) ? Double.valueOf(1) : null)
                .toArray(Double[]::new);
    }
}
