package com.tallyhybrid.review.checks.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names what was not read: nested stacks whose template is not at hand, and loops over what only the deployment knows. */
public final class UnreadCheck implements Check {

    private static final Rule NESTED = Rule.of("nested-stack-unread");
    private static final Rule LOOP = Rule.of("loop-unread");
    private static final String STACK = "AWS::CloudFormation::Stack";

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<Subject, String> unread = new LinkedHashMap<>();
        addNested(comparison.base(), unread);
        addNested(comparison.head(), unread);
        List<ReviewFinding> findings = new ArrayList<>();
        unread.forEach((subject, url) -> findings.add(
                NESTED.about(subject).at(PropertyPath.of("TemplateURL")).naming("url", url)));
        comparison.stacks().forEach(stack -> findings.addAll(loops(stack)));
        return findings;
    }

    /** The side that has found the template holds no address of it; of two, what is proposed tells where to look. */
    private static void addNested(Side side, Map<Subject, String> unread) {
        side.forEach((template, subject, resource) -> {
            if (subject.type().equals(STACK) && !side.hasStack(subject.label())) {
                String url = Values.shown(resource.at("/Properties/TemplateURL"));
                unread.merge(subject, url, (before, after) -> after.isEmpty() ? before : after);
            }
        });
    }

    private static List<ReviewFinding> loops(StackChange stack) {
        JsonNode before = body(stack.base());
        JsonNode after = body(stack.head());
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode body : List.of(before, after)) {
            body.fieldNames().forEachRemaining(names::add);
        }
        return names.stream()
                .filter(name -> name.startsWith("Fn::ForEach::"))
                .filter(name -> !before.path(name).equals(after.path(name)))
                .map(name -> LOOP.about(Subject.stack(stack.name()))
                        .at(PropertyPath.of(name))
                        .naming("loop", name))
                .toList();
    }

    private static JsonNode body(Optional<Template> template) {
        return template.map(Template::body).orElse(MissingNode.getInstance());
    }
}
