package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Difference;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What no check has named, with the values of both sides, so that nothing that differs is silent. */
final class UnclassifiedChanges {

    /** Read by people only. */
    private static final Set<String> WORDS = Set.of("Metadata", "Description", "AlarmDescription", "Comment");

    private static final Rule ADDED = Rule.of("added");
    private static final Rule REMOVED = Rule.of("removed");
    private static final Rule CHANGED = Rule.of("changed");

    private UnclassifiedChanges() {}

    static List<ReviewFinding> of(Comparison comparison, List<ReviewFinding> named) {
        Map<String, List<ReviewFinding>> byLabel = named.stream()
                .collect(Collectors.groupingBy(finding -> finding.subject().label()));
        return Difference.in(comparison).stream()
                .filter(difference -> Stream.of(
                                difference.subject(),
                                Subject.stack(difference.subject().stack()))
                        .flatMap(subject -> byLabel.getOrDefault(subject.label(), List.of()).stream())
                        .noneMatch(finding -> covers(finding, difference)))
                .map(UnclassifiedChanges::line)
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

    private static ReviewFinding line(Difference difference) {
        boolean words = isWords(difference);
        if (difference.path().segments().isEmpty()) {
            Rule rule = difference.before().isMissingNode() ? ADDED : REMOVED;
            return rule.about(difference.subject())
                    .saying(whole(difference.subject(), difference))
                    .values(definition(difference.before()), definition(difference.after()));
        }
        return CHANGED.about(difference.subject())
                .as(words ? Severity.HARMLESS : Severity.NOTICE)
                .saying(words ? "Read by people only." : "A value differs.")
                .at(difference.path())
                .values(
                        Values.whole(ValueComparison.only(difference.before(), difference.after())),
                        Values.whole(ValueComparison.only(difference.after(), difference.before())));
    }

    /** Without the type, which stands beside it in every report. */
    private static String definition(JsonNode whole) {
        return Values.whole(
                whole instanceof ObjectNode object ? object.deepCopy().without("Type") : whole);
    }

    private static String whole(Subject subject, Difference difference) {
        String thing = subject instanceof Subject.Resource
                ? "resource"
                : subject instanceof Subject.Output ? "output" : "stack";
        return difference.before().isMissingNode() ? "New " + thing + "." : "This " + thing + " is gone.";
    }

    private static boolean isWords(Difference difference) {
        List<String> segments = difference.path().segments();
        return !segments.isEmpty() && WORDS.contains(segments.get(0));
    }
}
