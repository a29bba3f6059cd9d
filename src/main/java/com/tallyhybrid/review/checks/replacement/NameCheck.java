package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * New resources whose fixed name something deployed already has: CloudFormation makes the new before it removes the old,
 * and what is retained keeps its name for ever.
 */
public final class NameCheck implements Check {

    private static final Rule NAME_TAKEN = Rule.of("name-taken");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<Name, String> taken = taken(comparison);
        List<ReviewFinding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resources()) {
            Template stack = comparison.head().templates().get(change.stack());
            if (change.isNew() && stack != null) {
                name(stack, change.type(), change.after()).ifPresent(name -> {
                    String owner = taken.get(name);
                    if (owner != null) {
                        findings.add(finding(change, name, owner));
                    }
                });
            }
        }
        return findings;
    }

    /**
     * A name is one in its account and Region; one that only the account knows, in its stack.
     *
     * @param scope where it is one
     */
    private record Name(String type, String scope, String value) {}

    private static Map<Name, String> taken(Comparison comparison) {
        Map<Name, String> taken = new LinkedHashMap<>();
        comparison
                .base()
                .templates()
                .values()
                .forEach(template -> template.resources()
                        .forEach((logicalId, resource) -> name(
                                        template, resource.path("Type").asText(), resource)
                                .ifPresent(name -> taken.put(name, template.stack() + "/" + logicalId))));
        return taken;
    }

    private static Optional<Name> name(Template template, String type, JsonNode resource) {
        JsonNode value = Behaviour.published().name(type, resource.path("Properties"));
        if (value.isMissingNode() || value.isArray()) {
            return Optional.empty();
        }
        return Optional.of(
                value.isTextual()
                        ? new Name(type, template.environment().text(), value.asText())
                        : new Name(type, template.stack(), value.toString()));
    }

    private static ReviewFinding finding(ResourceChange change, Name name, String owner) {
        return NAME_TAKEN
                .about(change.subject())
                .at(PropertyPath.of(
                        Behaviour.published().of(change.type()).name().orElse("")))
                .values("", name.value())
                .naming("noun", Wording.of(change.type()).noun())
                .naming("owner", owner);
    }
}
