package com.tallyhybrid.review.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.checks.cost.CostChange;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.review.waiver.WaiverProblem;
import com.tallyhybrid.settings.file.SettingsChange;
import java.util.List;
import java.util.Optional;

/**
 * The report for machines, whole however long; {@code report.schema.json} describes it.
 *
 * @param version raised when a key changes its meaning or goes
 * @param passes whether nothing has to be decided
 * @param settings every setting that differs
 * @param findings every finding, waived ones and the rest too, most dangerous first
 * @param waiverProblems what is wrong with the waivers
 * @param cost what the bill becomes, where somebody has worked it out
 */
public record JsonReport(
        int version,
        boolean passes,
        List<SettingsChange> settings,
        List<Entry> findings,
        List<WaiverProblem> waiverProblems,
        Optional<CostChange.Told> cost) {

    private static final int VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    /**
     * One finding and what was decided about it.
     *
     * @param setting the changed setting behind it, where it can be told
     * @param waiver the decision, if there is one
     */
    record Entry(
            Section section,
            Severity severity,
            String rule,
            Place subject,
            String path,
            String before,
            String after,
            String meaning,
            Optional<String> advice,
            Optional<SettingsChange> setting,
            Optional<Accepted> waiver) {

        private static Entry of(JudgedFinding judged, Origins origins) {
            ReviewFinding finding = judged.finding();
            Subject subject = finding.subject();
            return new Entry(
                    finding.section(),
                    finding.severity(),
                    finding.ruleId(),
                    new Place(subject.stack(), subject.logicalId(), subject.type(), origins.construct(subject)),
                    finding.path(),
                    finding.before(),
                    finding.after(),
                    finding.meaning(),
                    finding.advice(),
                    origins.setting(finding),
                    judged.waiver().map(Accepted::of));
        }
    }

    /** What a finding is about. */
    record Place(String stack, String logicalId, String type, Optional<String> construct) {}

    /**
     * Why a danger does not fail the review.
     *
     * @param line where the file with waivers says so
     */
    record Accepted(int line, String reason, String owner, String expires) {

        private static Accepted of(Waiver waiver) {
            return new Accepted(
                    waiver.line(),
                    waiver.reason(),
                    waiver.owner(),
                    waiver.expires().toString());
        }
    }

    /** The report as text, the same on every system. */
    public static String of(WaivedReview judgement, Origins origins, Optional<CostChange> cost) {
        var report = new JsonReport(
                VERSION,
                !judgement.fails(),
                origins.settings(),
                judgement.findings().stream()
                        .map(judged -> Entry.of(judged, origins))
                        .toList(),
                judgement.problems(),
                cost.map(CostChange::told));
        return PrettyJson.of(JSON, report);
    }
}
