package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Decides the conditions of templates, on which the branches of {@code Fn::If} hang. */
final class Choices {

    private static final List<String> SECTIONS = List.of("Parameters", "Mappings", "Conditions");

    private final Map<SymbolicResolver, Inputs> inputs = new HashMap<>();
    private final UnaryOperator<Inputs> deciding;

    private Choices(UnaryOperator<Inputs> deciding) {
        this.deciding = deciding;
    }

    /** What hangs on a parameter stays open: whoever deploys may choose. */
    static Choices open() {
        return new Choices(Inputs::withoutDefaults);
    }

    /** What a check says with open choices, and what it says besides where the defaults of parameters are used. */
    static List<ReviewFinding> findings(Comparison comparison, Function<Choices, List<ReviewFinding>> check) {
        List<ReviewFinding> findings = new ArrayList<>(check.apply(open()));
        boolean same = comparison.stacks().stream()
                .allMatch(stack -> inputs(stack.base()).equals(inputs(stack.head())));
        if (!same) {
            Set<List<Object>> told = findings.stream().map(Choices::place).collect(Collectors.toSet());
            check.apply(new Choices(UnaryOperator.identity())).stream()
                    .filter(finding -> !told.contains(place(finding)))
                    .map(finding ->
                            finding.saying("Where the defaults of the parameters are used: " + finding.meaning()))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** What a value of the template may turn out to be. */
    List<Variant> of(SymbolicResolver template, JsonNode value) {
        return Variant.of(inputs(template), value);
    }

    /** The same of a resource, which may not be made at all; empty where it surely is not. */
    List<Variant> ofResource(SymbolicResolver template, JsonNode resource) {
        String condition = resource.path("Condition").asText();
        Optional<Boolean> made =
                condition.isEmpty() ? Optional.of(true) : inputs(template).condition(condition);
        List<ConditionEntry> besides = made.isPresent() ? List.of() : List.of(Variant.choice(condition, true));
        return made.orElse(true) ? List.of(new Variant(resource, besides)) : List.of();
    }

    private Inputs inputs(SymbolicResolver template) {
        return inputs.computeIfAbsent(template, own -> deciding.apply(own.inputs()));
    }

    private static List<JsonNode> inputs(Optional<Template> template) {
        return SECTIONS.stream()
                .map(section -> template.map(own -> own.body().path(section)).orElse(null))
                .toList();
    }

    private static List<Object> place(ReviewFinding finding) {
        return List.of(finding.subject(), finding.aspect());
    }
}
