package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.checks.access.PolicyDocuments.Document;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Every statement of one side, by what it is attached to. */
final class Grants {

    private final Map<PolicyAttachment, List<AttachedStatement>> byHolder = new LinkedHashMap<>();
    private final Attachments attachments = new Attachments();
    private final Map<String, Inputs> inputs = new HashMap<>();
    private final UnaryOperator<Inputs> deciding;

    private Grants(UnaryOperator<Inputs> deciding) {
        this.deciding = deciding;
    }

    /** What is proposed, read once for whoever asks. */
    static Grants ofHead(Comparison comparison) {
        return comparison.once(Grants.class, own -> of(own.head()));
    }

    /** Whatever the parameters may be: a statement under a condition that hangs on them is one with one more condition. */
    static Grants of(Side resources) {
        return of(resources, Inputs::withoutDefaults);
    }

    /** Where the defaults of the parameters are used. */
    static Grants byDefault(Side resources) {
        return of(resources, UnaryOperator.identity());
    }

    private static Grants of(Side resources, UnaryOperator<Inputs> deciding) {
        var grants = new Grants(deciding);
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
        Inputs decided = inputs.computeIfAbsent(template.stack(), stack -> deciding.apply(template.inputs()));
        String condition = resource.path("Condition").asText();
        Optional<Boolean> made = condition.isEmpty() ? Optional.of(true) : decided.condition(condition);
        if (!made.orElse(true)) {
            return;
        }
        List<ConditionEntry> besides = made.isPresent() ? List.of() : List.of(Variant.choice(condition, true));
        List<Document> documents = new ArrayList<>(PolicyDocuments.in(template, decided, resource.path("Properties")));
        ImpliedStatements.of(resource)
                .ifPresent(document -> documents.add(new Document(PropertyPath.ROOT, document, List.of())));
        for (Document document : documents) {
            PropertyPath path = document.path();
            List<PolicyAttachment> holders = attachments.of(template, subject.logicalId(), resource, path);
            Variant content = new Variant(document.content(), document.when()).besides(besides);
            StatementReader.read(template, decided, content, (place, clause) -> {
                PropertyPath full = path.then(place);
                holders.forEach(holder -> byHolder.computeIfAbsent(holder, none -> new ArrayList<>())
                        .add(new AttachedStatement(clause, holder, subject, full)));
            });
        }
    }
}
