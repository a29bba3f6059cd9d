package com.tallyhybrid.review.checks.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates that CloudFormation would refuse, and did not refuse as they are: no deploy gets past them. */
public final class RefusedTemplateCheck implements Check {
    private static final Rule REFUSED = Rule.of("template-refused");
    private static final Rule PARAMETER_NEEDED = Rule.of("parameter-needed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        for (StackChange stack : comparison.stacks()) {
            if (stack.head().isPresent() && !stack.isSame()) {
                Map<PropertyPath, String> before = stack.base()
                        .map(base -> TemplateFaults.of(
                                base, comparison.base().resolved().get(stack.name())))
                        .orElse(Map.of());
                Map<PropertyPath, String> faults = new LinkedHashMap<>(TemplateFaults.of(
                        stack.head().get(), comparison.head().resolved().get(stack.name())));
                faults.keySet().removeAll(before.keySet());
                // What was refused before is a part that something completes before it is deployed.
                Severity severity = before.isEmpty() ? Severity.DANGER : Severity.NOTICE;
                faults.forEach((place, fault) -> findings.add(REFUSED.about(Subject.stack(stack.name()))
                        .as(severity)
                        .at(place)
                        .naming("fault", fault)));
                stack.base()
                        .ifPresent(base -> findings.addAll(
                                parametersNeeded(base, stack.head().get())));
            }
        }
        return findings;
    }

    private static List<ReviewFinding> parametersNeeded(Template base, Template head) {
        JsonNode before = base.body().path("Parameters");
        return head.body().path("Parameters").properties().stream()
                .filter(parameter -> !before.has(parameter.getKey()))
                .flatMap(parameter -> why(parameter.getValue())
                        .map(why -> PARAMETER_NEEDED
                                .about(Subject.stack(head.stack()))
                                .at(PropertyPath.of("Parameters").key(parameter.getKey()))
                                .naming("name", parameter.getKey())
                                .naming("why", why))
                        .stream())
                .toList();
    }

    private static Optional<String> why(JsonNode parameter) {
        if (!parameter.has("Default")) {
            return Optional.of("has no default");
        }
        JsonNode allowed = parameter.path("AllowedValues");
        boolean fits = allowed.isMissingNode()
                || allowed.valueStream()
                        .anyMatch(value ->
                                value.asText().equals(parameter.path("Default").asText()));
        return fits ? Optional.empty() : Optional.of("has a default that it does not allow");
    }
}
