package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * New resources whose fixed name something deployed already has: CloudFormation makes the new before it removes the old,
 * and what is retained keeps its name for ever. And names that change while others still ask for the old one.
 */
public final class NameCheck implements Check {

    private static final Rule NAME_TAKEN = Rule.of("name-taken");

    private static final Rule NAME_IN_USE = Rule.of("name-in-use");

    private static final Rule NAME_CHANGED = Rule.of("name-changed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<Name, Subject> taken = new HashMap<>();
        comparison
                .base()
                .resolved()
                .values()
                .forEach(template -> template.resources().forEach((id, resource) -> {
                    String type = resource.path("Type").asText();
                    Name.of(template, type, resource)
                            .ifPresent(name -> taken.put(name, Subject.resource(template.stack(), id, type)));
                }));
        List<ReviewFinding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resolvedResources()) {
            if (!change.isGone()) {
                Name.of(comparison.head().resolved().get(change.stack()), change.type(), change.after())
                        .ifPresent(name -> {
                            Subject owner = taken.putIfAbsent(name, change.subject());
                            if (owner != null
                                    && !owner.label().equals(change.subject().label())) {
                                findings.add(taken(change, name, owner, comparison));
                            }
                        });
            }
            if (change.isUpdate()) {
                inUse(comparison.head(), change).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A text elsewhere that names the resource, or a pattern that it fits today and would not fit then. */
    private static Optional<ReviewFinding> inUse(Side head, ResourceChange change) {
        Behaviour behaviour = Behaviour.published();
        JsonNode before = behaviour.name(change.type(), change.before().path("Properties"));
        JsonNode after = behaviour.name(change.type(), change.after().path("Properties"));
        // A policy is known by the bucket that it belongs to; that is not a name of its own.
        boolean named = behaviour
                .of(change.type())
                .name()
                .filter(path -> path.endsWith("Name"))
                .isPresent();
        if (!named || !before.isTextual() || before.equals(after)) {
            return Optional.empty();
        }
        Set<String> users = new TreeSet<>();
        head.forEach((texts, subject, resource) -> {
            if (!subject.equals(change.subject())
                    && asksFor(texts, resource.path("Properties"), before.asText(), texts.text(after))) {
                users.add(subject.label());
            }
        });
        // A whole app shows everybody who asks; a lone template does not.
        boolean alone =
                head.template(change.stack()).flatMap(Template::deployment).isEmpty();
        return users.isEmpty() && !alone
                ? Optional.empty()
                : Optional.of((users.isEmpty() ? NAME_CHANGED : NAME_IN_USE)
                        .about(change.subject())
                        .at(PropertyPath.of(behaviour.of(change.type()).name().orElse("")))
                        .values(before.asText(), Values.shown(after))
                        .naming("users", String.join(", ", users)));
    }

    private static boolean asksFor(SymbolicResolver texts, JsonNode value, String old, String next) {
        if (value.isTextual() || Intrinsic.isFunction(value)) {
            // A name stands alone, or at the end of an ARN.
            String text = texts.text(value);
            String name = text.substring(text.lastIndexOf(':') + 1);
            String last = name.substring(name.lastIndexOf('/') + 1);
            return List.of(text, name, last).stream().anyMatch(one -> fits(one, old) && !fits(one, next));
        }
        return value.valueStream().anyMatch(inner -> asksFor(texts, inner, old, next));
    }

    /** As IAM matches: {@code *} stands for any text. A pattern without a beginning is about more than this name. */
    private static boolean fits(String pattern, String name) {
        String expression =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return !pattern.startsWith("*") && name.matches(expression);
    }

    /**
     * Where another stack gives the name up, it is free if that stack is deployed first; and nobody knows whether two stacks
     * without a manifest are in one Region.
     */
    private static ReviewFinding taken(ResourceChange change, Name name, Subject owner, Comparison comparison) {
        boolean givenUp = !owner.stack().equals(change.stack())
                && comparison.head().hasStack(owner.stack())
                && !comparison.base().retains(owner)
                && !name.equals(Optional.ofNullable(comparison.head().resolved().get(owner.stack()))
                        .flatMap(template -> Name.of(template, owner.type(), template.resource(owner.logicalId())))
                        .orElse(null));
        boolean elsewhere = !owner.stack().equals(change.stack())
                && comparison
                        .head()
                        .template(change.stack())
                        .flatMap(template -> template.environment().region())
                        .isEmpty();
        return NAME_TAKEN
                .about(change.subject())
                .as(givenUp || elsewhere ? Severity.NOTICE : Severity.DANGER)
                .at(PropertyPath.of(
                        Behaviour.published().of(change.type()).name().orElse("")))
                .values("", name.value())
                .naming("noun", Wording.of(change.type()).noun())
                .naming("owner", owner.label());
    }
}
