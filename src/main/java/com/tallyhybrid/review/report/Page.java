package com.tallyhybrid.review.report;

import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.WaiverProblem;
import com.tallyhybrid.settings.file.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the Markdown template is filled with.
 *
 * @param verdict the first line
 * @param summary what to expect below
 * @param cost what is said of the bill
 * @param problems waivers that do not hold
 * @param settings the settings that differ
 * @param parts the tables, most dangerous first
 * @param rest everything that needs no decision
 * @param snippets waivers to copy, one YAML text; empty if nothing can be waived
 */
record Page(
        String verdict,
        String summary,
        List<String> cost,
        List<WaiverProblem> problems,
        List<Setting> settings,
        List<Part> parts,
        List<Part> rest,
        List<Snippets> snippets) {

    /**
     * One table.
     *
     * @param title its heading
     * @param rows its lines, as many as fit
     * @param more how many do not fit
     */
    record Part(String title, List<Row> rows, int more) {

        private static Part of(String title, List<JudgedFinding> findings, Origins origins, int most) {
            List<Row> rows = Row.of(findings, origins);
            int shown = Math.min(rows.size(), most);
            return new Part(title, rows.subList(0, shown), rows.size() - shown);
        }
    }

    /** A changed setting, its values as long as they are shown. */
    record Setting(SettingsChange change, String before, String after) {

        private static Setting of(SettingsChange change) {
            return new Setting(change, shown(change.before()), shown(change.after()));
        }

        private static String shown(String value) {
            return value.isEmpty() ? "nothing" : Values.cut(value);
        }
    }

    /**
     * How much is shown.
     *
     * @param rows lines in each table
     * @param rest lines of the rest
     */
    record Size(int rows, int rest) {}

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    boolean hasSettings() {
        return !settings.isEmpty();
    }

    static Page of(WaivedReview judgement, Origins origins, Snippets snippets, Size size, List<String> cost) {
        List<Part> parts = new ArrayList<>();
        for (Section section : Section.values()) {
            List<JudgedFinding> own = judgement.findings().stream()
                    .filter(judged -> judged.finding().section() == section && !isRest(judged))
                    .toList();
            if (!own.isEmpty()) {
                parts.add(Part.of(section.title(), own, origins, size.rows()));
            }
        }
        List<JudgedFinding> rest =
                judgement.findings().stream().filter(Page::isRest).toList();
        var verdict = new Verdict(judgement);
        return new Page(
                verdict.line(),
                verdict.summary(),
                cost,
                judgement.problems().stream().limit(size.rows()).toList(),
                origins.settings().stream().limit(size.rows()).map(Setting::of).toList(),
                parts,
                rest.isEmpty() ? List.of() : List.of(Part.of(restTitle(rest.size()), rest, origins, size.rest())),
                Stream.of(snippets).filter(one -> !one.yaml().isEmpty()).toList());
    }

    /** What needs no decision; it is folded away. */
    static boolean isRest(JudgedFinding judged) {
        return judged.finding().section() == Section.THE_REST
                || judged.finding().severity() == Severity.HARMLESS;
    }

    private static String restTitle(int size) {
        return size == 1 ? "The rest: 1 change" : "The rest: " + size + " changes";
    }
}
