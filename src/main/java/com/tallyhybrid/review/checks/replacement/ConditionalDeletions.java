package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Resources that stay in the template and may go all the same, because a condition that they hang on has changed. */
final class ConditionalDeletions {

    private static final Rule MAY_BE_DELETED = Rule.of("may-be-deleted");

    private final Comparison comparison;

    ConditionalDeletions(Comparison comparison) {
        this.comparison = comparison;
    }

    List<ReviewFinding> findings() {
        Set<Subject> gone = new HashSet<>();
        comparison.resolvedResources().stream()
                .filter(ResourceChange::isGone)
                .forEach(change -> gone.add(change.subject()));
        List<ReviewFinding> findings = new ArrayList<>();
        for (StackChange stack : comparison.stacks()) {
            if (stack.base().isPresent() && stack.head().isPresent()) {
                Template head = stack.head().get();
                stack.base().get().resources().forEach((logicalId, before) -> {
                    JsonNode after = head.resource(logicalId);
                    Subject subject = Subject.resource(
                            stack.name(), logicalId, after.path("Type").asText());
                    if (gone.contains(subject) && !after.isMissingNode()
                            || hangsOnSomethingElse(stack, before, after)) {
                        findings.add(finding(subject, before, after, gone.contains(subject)));
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
                        && definitions(stack.base().orElseThrow(), condition)
                                .equals(definitions(stack.head().orElseThrow(), condition)));
    }

    /** All that decides the condition: the conditions it is made of, and the parameters and mappings that they ask. */
    private static Map<String, JsonNode> definitions(Template template, String condition) {
        Map<String, JsonNode> found = new TreeMap<>();
        collect(template, "Conditions", condition, found);
        return found;
    }

    private static void collect(Template template, String section, String name, Map<String, JsonNode> found) {
        JsonNode definition = template.body().path(section).path(name);
        if (definition.isMissingNode() || found.putIfAbsent(section + "." + name, definition) != null) {
            return;
        }
        if (section.equals("Conditions")) {
            names(definition, "Condition").forEach(inner -> collect(template, "Conditions", inner, found));
            names(definition, "Ref").forEach(inner -> collect(template, "Parameters", inner, found));
            definition
                    .findValues("Fn::FindInMap")
                    .forEach(lookup ->
                            collect(template, "Mappings", lookup.path(0).asText(), found));
        }
    }

    private static List<String> names(JsonNode definition, String function) {
        return definition.findValues(function).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static ReviewFinding finding(Subject subject, JsonNode before, JsonNode after, boolean gone) {
        TypeWords words = Wording.of(subject.type());
        RemovalOutcome survival = RemovalOutcome.whenRemoved(before);
        String condition = gone
                ? "The condition that the %s hangs on is false where the defaults are used. Then:"
                : "The condition that the %s hangs on has changed. Where it is false:";
        return MAY_BE_DELETED
                .about(subject)
                .as(words.deleted())
                .at(PropertyPath.of("Condition"))
                .values(Values.shown(before.path("Condition")), Values.shown(after.path("Condition")))
                .saying(ReplacementSentences.joined(
                        condition.formatted(words.noun()), ReplacementSentences.deleted(survival, words)))
                .advising(ReplacementSentences.keep(survival, words));
    }
}
