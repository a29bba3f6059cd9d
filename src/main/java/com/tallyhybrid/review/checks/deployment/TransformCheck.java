package com.tallyhybrid.review.checks.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says where what is compared is not what is deployed: a macro may rewrite every line of a template after this review.
 *
 * <p>Nothing is said of {@code AWS::LanguageExtensions}, which only adds functions, nor of a stack in which nothing differs.
 */
public final class TransformCheck implements Check {

    private static final Rule TRANSFORMED = Rule.of("template-transformed");
    private static final String ONLY_FUNCTIONS = "AWS::LanguageExtensions";

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        return comparison.stacks().stream()
                .filter(stack -> !body(stack.base()).equals(body(stack.head())))
                .flatMap(stack -> finding(stack).stream())
                .toList();
    }

    private static Optional<ReviewFinding> finding(StackChange stack) {
        Set<String> macros = macros(body(stack.head()));
        macros.addAll(macros(body(stack.base())));
        return macros.isEmpty()
                ? Optional.empty()
                : Optional.of(TRANSFORMED
                        .about(Subject.stack(stack.name()))
                        .at(PropertyPath.of("Transform"))
                        .naming("macros", String.join(", ", macros)));
    }

    private static JsonNode body(Optional<Template> template) {
        return template.map(Template::body).orElse(MissingNode.getInstance());
    }

    /** The macros that rewrite a template, by name. */
    static Set<String> macros(JsonNode body) {
        Set<String> macros = new TreeSet<>();
        JsonNode whole = body.path("Transform");
        for (JsonNode macro : whole.isArray() ? whole : List.of(whole)) {
            add(macro, macros);
        }
        new ArrayList<>(body.findValues("Fn::Transform")).forEach(macro -> add(macro, macros));
        macros.remove(ONLY_FUNCTIONS);
        return macros;
    }

    private static void add(JsonNode macro, Set<String> macros) {
        if (!macro.isMissingNode()) {
            macros.add(macro.isTextual() ? macro.asText() : macro.path("Name").asText("a macro"));
        }
    }
}
