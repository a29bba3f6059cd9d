package com.tallyhybrid.review;

import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Difference;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What no check has named, one line each, so that nothing that differs is silent. */
final class UnclassifiedChanges {

    private static final int NAMED_PATHS = 6;

    /** Read by people only. */
    private static final Set<String> WORDS = Set.of("Metadata", "Description", "AlarmDescription", "Comment");

    private static final Rule ADDED = Rule.of("added");
    private static final Rule REMOVED = Rule.of("removed");
    private static final Rule CHANGED = Rule.of("changed");

    private UnclassifiedChanges() {}

    static List<ReviewFinding> of(Comparison comparison, List<ReviewFinding> named) {
        Map<Subject, List<Difference>> rest = Difference.in(comparison).stream()
                .filter(difference -> named.stream().noneMatch(finding -> covers(finding, difference)))
                .collect(Collectors.groupingBy(Difference::subject, LinkedHashMap::new, Collectors.toList()));
        return rest.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Whether the finding is about this difference, or about something that holds it. That a resource is rebuilt without
     * harm says nothing of what the new one does otherwise.
     */
    static boolean covers(ReviewFinding finding, Difference difference) {
        if (finding.severity() == Severity.HARMLESS) {
            return false;
        }
        Subject stack = Subject.stack(difference.subject().stack());
        boolean wholeStack = finding.subject().equals(stack) && finding.aspect().equals(PropertyPath.ROOT);
        return wholeStack
                || finding.subject().label().equals(difference.subject().label())
                        && finding.aspect() instanceof PropertyPath path
                        && difference.path().startsWith(path);
    }

    private static ReviewFinding line(Subject subject, List<Difference> differences) {
        Difference first = differences.get(0);
        boolean whole = first.path().segments().isEmpty();
        boolean single = differences.size() == 1 && !whole;
        Rule rule = whole ? first.before().isMissingNode() ? ADDED : REMOVED : CHANGED;
        ReviewFinding finding = rule.about(subject)
                .as(differences.stream().allMatch(UnclassifiedChanges::isWords) ? Severity.HARMLESS : Severity.NOTICE)
                .saying(whole ? whole(subject, first) : changed(differences));
        return single
                ? finding.at(first.path())
                        .values(
                                Values.shown(ValueComparison.only(first.before(), first.after())),
                                Values.shown(ValueComparison.only(first.after(), first.before())))
                : finding;
    }

    private static String whole(Subject subject, Difference difference) {
        String thing = subject instanceof Subject.Resource
                ? "resource"
                : subject instanceof Subject.Output ? "output" : "stack";
        return difference.before().isMissingNode() ? "New " + thing + "." : "This " + thing + " is gone.";
    }

    private static String changed(List<Difference> differences) {
        if (differences.size() == 1) {
            return "1 value differs.";
        }
        String named = differences.stream()
                .limit(NAMED_PATHS)
                .map(difference -> difference.path().toString())
                .collect(Collectors.joining(", "));
        int more = differences.size() - NAMED_PATHS;
        return "%s values differ: %s%s.".formatted(differences.size(), named, more > 0 ? " and " + more + " more" : "");
    }

    private static boolean isWords(Difference difference) {
        List<String> segments = difference.path().segments();
        return !segments.isEmpty() && WORDS.contains(segments.get(0));
    }
}
