package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Difference;
import com.tallyhybrid.review.diff.StackChange;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What no check has named, with the values of both sides, so that nothing that differs is silent. */
final class UnclassifiedChanges {

    /** Read by people only. */
    private static final Set<String> WORDS =
            Set.of("Metadata", "Description", "AlarmDescription", "ConstraintDescription", "Comment");

    /** Keys of metadata that cfn-init reads on a server, and does as its administrator. */
    private static final String INIT = "AWS::CloudFormation::";

    private static final Rule ADDED = Rule.of("added");
    private static final Rule REMOVED = Rule.of("removed");
    private static final Rule CHANGED = Rule.of("changed");

    private final Map<String, List<ReviewFinding>> named;

    /** Stacks that one side has: a finding about such a stack is about all of it. */
    private final Set<String> wholeStacks;

    private UnclassifiedChanges(Comparison comparison, List<ReviewFinding> named) {
        this.named = named.stream()
                .collect(Collectors.groupingBy(finding -> finding.subject().label()));
        wholeStacks = comparison.stacks().stream()
                .filter(stack -> stack.base().isEmpty() || stack.head().isEmpty())
                .map(StackChange::name)
                .collect(Collectors.toSet());
    }

    static List<ReviewFinding> of(Comparison comparison, List<ReviewFinding> named) {
        var unclassified = new UnclassifiedChanges(comparison, named);
        return Difference.in(comparison).stream()
                .filter(difference -> !unclassified.isNamed(difference))
                .map(UnclassifiedChanges::line)
                .toList();
    }

    private boolean isNamed(Difference difference) {
        Subject subject = difference.subject();
        boolean whole = wholeStacks.contains(subject.stack());
        return isNamed(subject, difference.path(), whole)
                || whole && isNamed(Subject.stack(subject.stack()), PropertyPath.ROOT, true);
    }

    /**
     * Whether a finding is about this, or about something that holds it. That a resource is rebuilt without harm says
     * nothing of what the new one does otherwise, and what is said of a stack that stays names none of its parts.
     */
    private boolean isNamed(Subject subject, PropertyPath path, boolean wholeStack) {
        return named.getOrDefault(subject.label(), List.of()).stream()
                .filter(finding -> finding.severity() != Severity.HARMLESS)
                .map(ReviewFinding::aspect)
                .filter(place -> wholeStack || !(subject instanceof Subject.Stack) || !place.equals(PropertyPath.ROOT))
                .anyMatch(place -> place instanceof PropertyPath holder && path.startsWith(holder));
    }

    private static ReviewFinding line(Difference difference) {
        Subject subject = difference.subject();
        boolean comes = difference.before().isMissingNode();
        if (difference.path().segments().isEmpty()
                && (comes || difference.after().isMissingNode())) {
            return (comes ? ADDED : REMOVED)
                    .about(subject)
                    .saying((comes ? "New %s." : "This %s is gone.").formatted(noun(subject)))
                    .values(definition(difference.before()), definition(difference.after()));
        }
        boolean words = isWords(subject, difference.path().segments());
        return CHANGED.about(subject)
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

    private static String noun(Subject subject) {
        return subject instanceof Subject.Resource
                ? "resource"
                : subject instanceof Subject.Output ? "output" : "stack";
    }

    private static boolean isWords(Subject subject, List<String> path) {
        if (path.isEmpty() || path.size() > 1 && path.get(1).startsWith(INIT)) {
            return false;
        }
        String last = path.get(path.size() - 1);
        boolean described = WORDS.contains(last) && (subject.type().startsWith("AWS::") || path.contains("Parameters"));
        return WORDS.contains(path.get(0)) || described;
    }
}
