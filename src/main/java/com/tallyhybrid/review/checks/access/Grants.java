package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.checks.access.PolicyDocuments.Document;
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
    private final Choices choices;

    private Grants(Choices choices) {
        this.choices = choices;
    }

    /** What is proposed, whatever the parameters may be; read once for whoever asks. */
    static Grants ofHead(Comparison comparison) {
        return comparison.once(Grants.class, own -> of(own.head(), Choices.open()));
    }

    static Grants of(Side resources, Choices choices) {
        var grants = new Grants(choices);
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
        choices.ofResource(template, resource).forEach(made -> {
            List<Document> documents =
                    new ArrayList<>(PolicyDocuments.in(template, choices, resource.path("Properties")));
            ImpliedStatements.of(resource)
                    .ifPresent(document ->
                            documents.add(new Document(PropertyPath.ROOT, new Variant(document, List.of()))));
            documents.forEach(document -> read(template, subject, resource, document.besides(made.when())));
        });
    }

    private void read(SymbolicResolver template, Subject subject, JsonNode resource, Document document) {
        List<PolicyAttachment> holders = attachments.of(template, subject.logicalId(), resource, document.path());
        StatementReader.read(template, choices, document.content(), (place, clause) -> {
            PropertyPath full = document.path().then(place);
            holders.forEach(holder -> byHolder.computeIfAbsent(holder, none -> new ArrayList<>())
                    .add(new AttachedStatement(clause, holder, subject, full)));
        });
    }
}
