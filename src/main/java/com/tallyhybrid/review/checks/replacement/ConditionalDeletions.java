package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.List;

/** Side that stay in the template and may go all the same, because a condition that they hang on has changed. */
final class ConditionalDeletions {

    private static final Rule MAY_BE_DELETED = Rule.of("may-be-deleted");

    private final Comparison comparison;

    ConditionalDeletions(Comparison comparison) {
        this.comparison = comparison;
    }

    List<ReviewFinding> findings() {
        List<ReviewFinding> findings = new ArrayList<>();
        for (StackChange stack : comparison.stacks()) {
            if (stack.base().isPresent() && stack.head().isPresent()) {
                Template head = stack.head().get();
                stack.base().get().resources().forEach((logicalId, before) -> {
                    JsonNode after = head.resource(logicalId);
                    if (!after.isMissingNode() && hangsOnSomethingElse(stack, before, after)) {
                        findings.add(finding(stack, logicalId, before, after));
                    }
                });
            }
        }
        return findings;
    }

    private static boolean hangsOnSomethingElse(StackChange stack, JsonNode before, JsonNode after) {
        String condition = after.path("Condition").asText();
        return !condition.isEmpty()
                && !(condition.equals(before.path("Condition").asText())
                        && definition(stack.base().orElseThrow(), condition)
                                .equals(definition(stack.head().orElseThrow(), condition)));
    }

    private static JsonNode definition(Template template, String condition) {
        return template.body().path("Conditions").path(condition);
    }

    private static ReviewFinding finding(StackChange stack, String logicalId, JsonNode before, JsonNode after) {
        String type = after.path("Type").asText();
        TypeWords words = Wording.of(type);
        RemovalOutcome survival = RemovalOutcome.whenRemoved(before);
        return MAY_BE_DELETED
                .about(Subject.resource(stack.name(), logicalId, type))
                .as(words.deleted())
                .at(PropertyPath.of("Condition"))
                .values(Values.shown(before.path("Condition")), Values.shown(after.path("Condition")))
                .saying(ReplacementSentences.joined(
                        "The condition that the %s hangs on has changed. Where it is false:".formatted(words.noun()),
                        ReplacementSentences.deleted(survival, words)))
                .advising(ReplacementSentences.keep(survival, words));
    }
}
