package com.tallyhybrid.review.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.value.CanonicalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every statement of one side, by what it is attached to. */
final class Grants {

    private final Map<Holder, List<Placed>> byHolder = new LinkedHashMap<>();
    private final Synthesis app;
    private final Map<String, Subject> makers = new HashMap<>();
    private final Set<String> accounts = new TreeSet<>();
    private final Attachments attachments = new Attachments();

    private Grants(Synthesis app) {
        this.app = app;
    }

    static Grants of(Synthesis app) {
        var grants = new Grants(app);
        Map<String, CanonicalText> texts = CanonicalText.of(app);
        app.templates()
                .forEach((stack, template) -> template.resources().forEach((id, resource) -> {
                    grants.makers.put(
                            texts.get(stack).reference(id),
                            new Subject(stack, id, resource.path("Type").asText()));
                    grants.attachments.note(texts.get(stack), id, resource);
                }));
        app.templates()
                .forEach((stack, template) ->
                        template.resources().forEach((id, resource) -> grants.read(texts.get(stack), id, resource)));
        return grants;
    }

    Set<Holder> holders() {
        return byHolder.keySet();
    }

    List<Placed> of(Holder holder) {
        return byHolder.getOrDefault(holder, List.of());
    }

    /** Whether the templates make the holder. */
    boolean makes(Holder holder) {
        return makers.containsKey(holder.name());
    }

    boolean hasStack(String stack) {
        return app.templates().containsKey(stack);
    }

    boolean has(Subject resource) {
        return !definition(resource).isMissingNode();
    }

    /** Whether AWS keeps the resource when the template drops it. */
    boolean retains(Subject resource) {
        return definition(resource).path("DeletionPolicy").asText().startsWith("Retain");
    }

    /** Whether the holder stays in AWS when the template drops it, while the policy on it is deleted. */
    boolean outlives(Placed placed) {
        Subject maker = makers.get(placed.holder().name());
        return retains(maker) && !maker.equals(placed.source());
    }

    /** The accounts that the stacks are deployed into, or the name that stands for the one that nobody knows. */
    Set<String> accounts() {
        return accounts;
    }

    private JsonNode definition(Subject resource) {
        return Optional.ofNullable(app.templates().get(resource.stack()))
                .map(template -> template.body().path("Resources").path(resource.logicalId()))
                .orElse(MissingNode.getInstance());
    }

    private void read(CanonicalText template, String logicalId, JsonNode resource) {
        var subject =
                new Subject(template.stack(), logicalId, resource.path("Type").asText());
        List<Line> besides = resource.path("Condition").isTextual()
                ? List.of(new Line("Fn::If", resource.path("Condition").asText(), List.of("true")))
                : List.of();
        PolicyDocuments.in(template, resource.path("Properties"))
                .forEach((path, document) -> read(template, subject, resource, path, document, besides));
        ImpliedStatements.of(resource).ifPresent(document -> read(template, subject, resource, "", document, besides));
    }

    private void read(
            CanonicalText template,
            Subject subject,
            JsonNode resource,
            String path,
            JsonNode document,
            List<Line> besides) {
        List<Holder> holders = attachments.of(template, subject.logicalId(), resource, path);
        StatementReader.read(template, document, besides, (place, atom) -> {
            String full = path.isEmpty() ? place : path + "." + place;
            holders.forEach(holder -> byHolder.computeIfAbsent(holder, none -> new ArrayList<>())
                    .add(new Placed(atom, holder, subject, full)));
        });
    }
}
