package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every statement of one side, by what it is attached to. */
final class Grants {

    private final Map<PolicyAttachment, List<AttachedStatement>> byHolder = new LinkedHashMap<>();
    private final Attachments attachments = new Attachments();

    private Grants() {}

    /** What is proposed, read once for whoever asks. */
    static Grants ofHead(Comparison comparison) {
        return comparison.once(Grants.class, own -> of(own.head()));
    }

    static Grants of(Side resources) {
        var grants = new Grants();
        resources.forEach(
                (template, subject, resource) -> grants.attachments.note(template, subject.logicalId(), resource));
        resources.forEach(grants::read);
        return grants;
    }

    Set<PolicyAttachment> holders() {
        return byHolder.keySet();
    }

    List<AttachedStatement> of(PolicyAttachment holder) {
        return byHolder.getOrDefault(holder, List.of());
    }

    private void read(SymbolicResolver template, Subject subject, JsonNode resource) {
        PolicyDocuments.in(template, resource.path("Properties"))
                .forEach((path, document) -> read(template, subject, resource, path, document));
        ImpliedStatements.of(resource)
                .ifPresent(document -> read(template, subject, resource, PropertyPath.ROOT, document));
    }

    private void read(
            SymbolicResolver template, Subject subject, JsonNode resource, PropertyPath path, JsonNode document) {
        List<ConditionEntry> besides = resource.path("Condition").isTextual()
                ? List.of(
                        new ConditionEntry("Fn::If", resource.path("Condition").asText(), List.of("true")))
                : List.of();
        List<PolicyAttachment> holders = attachments.of(template, subject.logicalId(), resource, path);
        StatementReader.read(template, document, besides, (place, clause) -> {
            PropertyPath full = path.then(place);
            holders.forEach(holder -> byHolder.computeIfAbsent(holder, none -> new ArrayList<>())
                    .add(new AttachedStatement(clause, holder, subject, full)));
        });
    }
}
