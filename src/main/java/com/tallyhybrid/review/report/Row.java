package com.tallyhybrid.review.report;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.settings.file.SettingsChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of a table: what is said once of a resource, with every value that it is said of.
 *
 * @param mark how serious it is
 * @param key what the findings of the line share
 * @param values the values, as many as are shown
 * @param more how many are not
 */
record Row(String mark, Key key, List<Value> values, int more) {

    private static final int MOST_VALUES = 10;
    private static final int LONGEST = 1000;

    /**
     * What the findings of one line share.
     *
     * @param rule their rule
     * @param subject the resource
     * @param construct what the app calls it; empty where nobody says so
     * @param severity how serious they are
     * @param meaning what would happen
     * @param advice what to do instead; empty where there is nothing
     * @param waivers the waiver that accepts them; none or one
     */
    record Key(
            String rule,
            Subject subject,
            String construct,
            Severity severity,
            String meaning,
            String advice,
            List<Waiver> waivers) {

        static Key of(JudgedFinding judged, Origins origins) {
            ReviewFinding finding = judged.finding();
            return new Key(
                    finding.ruleId(),
                    finding.subject(),
                    origins.construct(finding.subject()).orElse(""),
                    finding.severity(),
                    cut(finding.meaning()),
                    cut(finding.advice().orElse("")),
                    judged.waiver().stream().toList());
        }

        /** What it is about, in words where it has no logical id. */
        String place() {
            if (subject instanceof Subject.Stack) {
                return "stack " + subject.stack();
            }
            return subject instanceof Subject.App ? "all stacks" : subject.label();
        }

        /** What kind of thing that is; empty where the place says it. */
        String kind() {
            return subject instanceof Subject.Output
                    ? "output"
                    : subject instanceof Subject.Resource ? subject.type() : "";
        }
    }

    /**
     * One value that differs.
     *
     * @param path where; empty for the whole resource
     * @param before what stands there
     * @param after what would
     * @param settings the changed setting behind it; none or one
     */
    record Value(String path, String before, String after, List<SettingsChange> settings) {}

    /** One line for what is said alike, in the order of the findings. */
    static List<Row> of(List<JudgedFinding> findings, Origins origins) {
        Map<Key, List<Value>> grouped = new LinkedHashMap<>();
        for (JudgedFinding judged : findings) {
            ReviewFinding finding = judged.finding();
            var value = new Value(
                    cut(finding.path()),
                    orNothing(Values.beside(finding.before(), finding.after())),
                    orNothing(Values.beside(finding.after(), finding.before())),
                    origins.setting(finding).stream().toList());
            List<Value> values = grouped.computeIfAbsent(Key.of(judged, origins), key -> new ArrayList<>());
            if (!(finding.path() + finding.before() + finding.after()).isEmpty()) {
                values.add(value);
            }
        }
        return grouped.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(Key key, List<Value> values) {
        String mark = switch (key.severity()) {
            case DANGER -> key.waivers().isEmpty() ? "**DANGER**" : "waived";
            case NOTICE -> "notice";
            case HARMLESS -> "";
        };
        int shown = Math.min(values.size(), MOST_VALUES);
        return new Row(mark, key, values.subList(0, shown), values.size() - shown);
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
