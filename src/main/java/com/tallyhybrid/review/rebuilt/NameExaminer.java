package com.tallyhybrid.review.rebuilt;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * New resources whose fixed name something deployed already has: CloudFormation makes the new before it removes the old,
 * and what is retained keeps its name for ever.
 */
public final class NameExaminer implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        Map<Name, String> taken = taken(comparison);
        List<Finding> findings = new ArrayList<>();
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

    private static Finding finding(ResourceChange change, Name name, String owner) {
        return new Finding(
                Section.REBUILT_OR_DELETED,
                Severity.NOTICE,
                "name-taken",
                Subject.of(change),
                Behaviour.published().of(change.type()).name().orElse(""),
                "",
                name.value(),
                ("The %s %s already has this name. CloudFormation makes the new one before it removes an old one, and never"
                                + " removes a retained one, so the deploy fails (\"already exists\").")
                        .formatted(Wording.of(change.type()).noun(), owner),
                Optional.of(
                        "Keep the logical id, or give the new one another name. If the old one is meant to stay and be"
                                + " managed here, import it."));
    }
}
