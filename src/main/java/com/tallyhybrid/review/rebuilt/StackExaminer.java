package com.tallyhybrid.review.rebuilt;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.StackChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whole stacks that no template describes any more, or that are to stand elsewhere: the old one is left behind. */
public final class StackExaminer implements Examiner {

    /** So much of a stack must come back under another name to call it renamed. */
    private static final double ALIKE = 0.8;

    @Override
    public List<Finding> examine(Comparison comparison) {
        List<Finding> findings = new ArrayList<>();
        for (StackChange stack : comparison.stacks()) {
            if (stack.base().isEmpty()) {
                continue;
            }
            Template base = stack.base().get();
            if (stack.head().isEmpty()) {
                findings.add(renamedTo(base, comparison)
                        .map(next -> renamed(base, next))
                        .orElseGet(() -> gone(base)));
            } else if (isElsewhere(base, stack.head().get())) {
                findings.add(moved(base, stack.head().get()));
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

    /** An environment that is not fixed ({@code unknown-account}) may be the same one. */
    private static boolean isElsewhere(Template base, Template head) {
        String before = base.environment().text();
        String after = head.environment().text();
        return !before.isEmpty()
                && !after.isEmpty()
                && !before.contains("unknown-")
                && !after.contains("unknown-")
                && !before.equals(after);
    }

    private static Finding gone(Template stack) {
        return finding(
                stack,
                "stack-gone",
                "",
                "",
                "No template describes this stack any more. A deploy leaves it as it is, billed and updated by nobody; it goes"
                        + " when somebody deletes it." + holds(stack),
                "If it is meant to go, look at what it holds and delete the stack by hand. Otherwise keep it in the app.");
    }

    private static Finding renamed(Template stack, Template next) {
        return finding(
                stack,
                "stack-renamed",
                stack.stack(),
                next.stack(),
                "A stack cannot be renamed: a second, empty one is made beside it, and the old one stays, billed and updated by"
                        + " nobody. What has a fixed name cannot be made twice, and the deploy fails there."
                        + holds(stack),
                "Keep the name of the stack.");
    }

    private static Finding moved(Template stack, Template next) {
        return finding(
                stack,
                "stack-moved",
                stack.environment().text(),
                next.environment().text(),
                "A stack cannot move: an empty one is made in the other account or Region, and the old one stays where it is,"
                        + " billed and updated by nobody." + holds(stack),
                "Keep account and Region, or move the data yourself and then delete the old stack by hand.");
    }

    private static Finding finding(
            Template stack, String rule, String before, String after, String meaning, String advice) {
        boolean dangerous = stack.resources().values().stream().anyMatch(StackExaminer::isPrecious);
        return new Finding(
                Section.REBUILT_OR_DELETED,
                dangerous ? Severity.DANGER : Severity.NOTICE,
                rule,
                Subject.stack(stack.stack()),
                "",
                before,
                after,
                meaning,
                Optional.of(advice));
    }

    private static boolean isPrecious(JsonNode resource) {
        return Wording.of(resource.path("Type").asText()).deleted() == Severity.DANGER;
    }

    private static String holds(Template stack) {
        Map<String, Long> nouns = stack.resources().values().stream()
                .filter(StackExaminer::isPrecious)
                .map(resource -> Wording.of(resource.path("Type").asText()).noun())
                .collect(Collectors.groupingBy(noun -> noun, TreeMap::new, Collectors.counting()));
        return nouns.isEmpty()
                ? ""
                : nouns.entrySet().stream()
                        .map(entry -> entry.getValue() + " × " + entry.getKey())
                        .collect(Collectors.joining(", ", " It holds: ", "."));
    }
}
