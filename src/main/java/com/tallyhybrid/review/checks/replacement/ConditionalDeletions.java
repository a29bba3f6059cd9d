package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources that stay in the template and may go all the same, because a condition that they hang on has changed. */
final class ConditionalDeletions {
    private static final Rule MAY_BE_DELETED = Rule.of("may-be-deleted");
    private static final String CONDITION = "Condition";

    private final Comparison comparison;
    private final Set<Subject> gone;

    ConditionalDeletions(Comparison comparison) {
        this.comparison = comparison;
        gone = comparison.resolvedResources().stream()
                .filter(ResourceChange::isGone)
                .map(ResourceChange::subject)
                .collect(Collectors.toSet());
    }

    List<ReviewFinding> findings() {
        List<ReviewFinding> findings = new ArrayList<>();
        for (StackChange stack : comparison.stacks()) {
            if (stack.base().isPresent() && stack.head().isPresent()) {
                stack.base()
                        .get()
                        .resources()
                        .forEach((id, before) -> finding(
                                        stack, id, before, stack.head().get().resource(id))
                                .ifPresent(findings::add));
            }
        }
        return findings;
    }

    private Optional<ReviewFinding> finding(StackChange stack, String id, JsonNode before, JsonNode after) {
        Subject subject = Subject.resource(stack.name(), id, before.path("Type").asText());
        if (after.isMissingNode()) {
            return Optional.empty();
        }
        if (gone.contains(subject)) {
            return Optional.of(finding(subject, before, after)
                    .saying(meaning(subject, before, "is false where the defaults are used. Then:")));
        }
        if (!hangsOnSomethingElse(stack, before, after)) {
            return Optional.empty();
        }
        ReviewFinding finding =
                finding(subject, before, after).saying(meaning(subject, before, "has changed. Where it is false:"));
        return Optional.of(isSettled(stack, before, after) ? finding.as(Severity.NOTICE) : finding);
    }

    /** Whether another condition decides than before, and may decide otherwise. */
    private boolean hangsOnSomethingElse(StackChange stack, JsonNode before, JsonNode after) {
        String condition = after.path(CONDITION).asText();
        boolean same = condition.equals(before.path(CONDITION).asText())
                && InputDefinitions.of(stack.base().orElseThrow(), "Conditions", condition)
                        .equals(InputDefinitions.of(stack.head().orElseThrow(), "Conditions", condition));
        boolean always = condition.isEmpty()
                || comparison
                        .head()
                        .inputs(stack.name())
                        .withoutDefaults()
                        .condition(condition)
                        .orElse(false);
        boolean never =
                !comparison.base().inputs(stack.name()).withoutDefaults().isMade(before);
        return !same && !always && !never;
    }

    /** Whether it decides as before where the defaults of parameters are used. */
    private boolean isSettled(StackChange stack, JsonNode before, JsonNode after) {
        Optional<Boolean> next = holds(comparison.head().inputs(stack.name()), after);
        return next.isPresent() && (next.equals(holds(comparison.base().inputs(stack.name()), before)) || next.get());
    }

    private static Optional<Boolean> holds(Inputs inputs, JsonNode resource) {
        return resource.has(CONDITION)
                ? inputs.condition(resource.path(CONDITION).asText())
                : Optional.of(true);
    }

    private static String meaning(Subject subject, JsonNode before, String what) {
        TypeWords words = Wording.of(subject.type());
        return ReplacementSentences.joined(
                "The condition that the %s hangs on %s".formatted(words.noun(), what),
                ReplacementSentences.deleted(RemovalOutcome.whenRemoved(before), words));
    }

    private static ReviewFinding finding(Subject subject, JsonNode before, JsonNode after) {
        TypeWords words = Wording.of(subject.type());
        return MAY_BE_DELETED
                .about(subject)
                .as(words.deleted())
                .at(PropertyPath.of(CONDITION))
                .values(Values.shown(before.path(CONDITION)), Values.shown(after.path(CONDITION)))
                .advising(ReplacementSentences.keep(RemovalOutcome.whenRemoved(before), words));
    }
}
