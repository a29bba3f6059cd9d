package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whole stacks that no template describes any more, or that are to stand elsewhere: the old one is left behind. */
public final class StackCheck implements Check {

    private static final Rule GONE = Rule.of("stack-gone");
    private static final Rule RENAMED = Rule.of("stack-renamed");
    private static final Rule MOVED = Rule.of("stack-moved");

    /** So much of a stack must come back under another name to call it renamed. */
    private static final double ALIKE = 0.8;

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        for (StackChange stack : comparison.stacks()) {
            if (stack.base().isEmpty()) {
                continue;
            }
            Template base = stack.base().get();
            if (stack.head().isEmpty()) {
                findings.add(renamedTo(base, comparison)
                        .map(next -> finding(RENAMED, base).values(base.stack(), next.stack()))
                        .orElseGet(() -> finding(GONE, base)));
            } else if (isElsewhere(base.environment(), stack.head().get().environment())) {
                findings.add(finding(MOVED, base)
                        .values(
                                base.environment().text(),
                                stack.head().get().environment().text()));
            }
        }
        return findings;
    }

    private static Optional<Template> renamedTo(Template gone, Comparison comparison) {
        return comparison.stacks().stream()
                .filter(stack -> stack.base().isEmpty())
                .flatMap(stack -> stack.head().stream())
                .filter(head -> likeness(gone, head) >= ALIKE)
                .findFirst();
    }

    private static double likeness(Template gone, Template coming) {
        Map<String, JsonNode> after = coming.resources();
        long alike = gone.resources().entrySet().stream()
                .filter(entry -> after.containsKey(entry.getKey())
                        && after.get(entry.getKey())
                                .path("Type")
                                .equals(entry.getValue().path("Type")))
                .count();
        return alike / (double) Math.max(1, Math.max(gone.resources().size(), after.size()));
    }

    /** What is not fixed on one side may be the same. */
    private static boolean isElsewhere(Environment base, Environment head) {
        return differ(base.account(), head.account()) || differ(base.region(), head.region());
    }

    private static boolean differ(Optional<String> before, Optional<String> after) {
        return before.isPresent() && after.isPresent() && !before.equals(after);
    }

    private static ReviewFinding finding(Rule rule, Template stack) {
        boolean dangerous = stack.resources().values().stream().anyMatch(StackCheck::isPrecious);
        return rule.about(Subject.stack(stack.stack()))
                .as(dangerous ? Severity.DANGER : Severity.NOTICE)
                .naming("holds", holds(stack));
    }

    private static boolean isPrecious(JsonNode resource) {
        return Wording.of(resource.path("Type").asText()).deleted() == Severity.DANGER;
    }

    private static String holds(Template stack) {
        Map<String, Long> nouns = stack.resources().values().stream()
                .filter(StackCheck::isPrecious)
                .map(resource -> Wording.of(resource.path("Type").asText()).noun())
                .collect(Collectors.groupingBy(noun -> noun, TreeMap::new, Collectors.counting()));
        return nouns.isEmpty()
                ? ""
                : nouns.entrySet().stream()
                        .map(entry -> entry.getValue() + " × " + entry.getKey())
                        .collect(Collectors.joining(", ", " It holds: ", "."));
    }
}
