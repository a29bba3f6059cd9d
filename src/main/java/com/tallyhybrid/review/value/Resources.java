package com.tallyhybrid.review.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Synthesis;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every resource of one side, and what other resources call it. */
public final class Resources {

    private final Synthesis app;
    private final Map<String, CanonicalText> texts;
    private final Map<String, Subject> makers = new HashMap<>();

    private Resources(Synthesis app) {
        this.app = app;
        texts = CanonicalText.of(app);
        forEach((template, subject, resource) -> makers.put(template.reference(subject.logicalId()), subject));
    }

    public static Resources of(Synthesis app) {
        return new Resources(app);
    }

    /** Takes one resource with the reader of its template. */
    @FunctionalInterface
    public interface Visitor {
        void visit(CanonicalText template, Subject subject, JsonNode resource);
    }

    /** Visits every resource, in the order of the templates. */
    public void forEach(Visitor visitor) {
        app.templates()
                .forEach((stack, template) -> template.resources()
                        .forEach((id, resource) -> visitor.visit(
                                texts.get(stack),
                                new Subject(stack, id, resource.path("Type").asText()),
                                resource)));
    }

    /** Whether a resource of the templates is called that. */
    public boolean makes(String reference) {
        return makers.containsKey(reference);
    }

    /** The resource that is called that. */
    public Optional<Subject> maker(String reference) {
        return Optional.ofNullable(makers.get(reference));
    }

    public boolean has(Subject resource) {
        return !definition(resource).isMissingNode();
    }

    public boolean hasStack(String stack) {
        return app.templates().containsKey(stack);
    }

    /** Whether AWS keeps the resource when its template drops it. */
    public boolean retains(Subject resource) {
        return definition(resource).path("DeletionPolicy").asText().startsWith("Retain");
    }

    /** The accounts that the stacks are deployed into, or the name that stands for the one that nobody knows. */
    public Set<String> accounts() {
        Set<String> accounts = new TreeSet<>();
        texts.values().forEach(text -> accounts.add(text.account()));
        return accounts;
    }

    /** The resource's definition; missing where the templates have none of that name. */
    public JsonNode definition(Subject resource) {
        return Optional.ofNullable(app.templates().get(resource.stack()))
                .map(template -> template.body().path("Resources").path(resource.logicalId()))
                .orElse(MissingNode.getInstance());
    }
}
