package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import java.util.ArrayList;
import java.util.List;

/** Finds policy documents anywhere in the properties of a resource of any type, as objects or as JSON in a text. */
final class PolicyDocuments {

    private final SymbolicResolver template;
    private final Inputs inputs;
    private final List<Document> found = new ArrayList<>();

    private PolicyDocuments(SymbolicResolver template, Inputs inputs) {
        this.template = template;
        this.inputs = inputs;
    }

    /**
     * A policy.
     *
     * @param path where it stands in the properties
     * @param content an object with statements
     * @param when how the conditions of the template have to fall for it to stand there
     */
    record Document(PropertyPath path, JsonNode content, List<ConditionEntry> when) {}

    /** Every document; what is there under some conditions only, with these. */
    static List<Document> in(SymbolicResolver template, Inputs inputs, JsonNode properties) {
        var documents = new PolicyDocuments(template, inputs);
        documents.search(PropertyPath.ROOT, properties, List.of());
        return documents.found;
    }

    private void search(PropertyPath path, JsonNode value, List<ConditionEntry> when) {
        if (StatementReader.isDocument(value)) {
            found.add(new Document(path, value, when));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                search(path.index(i), value.get(i), when);
            }
        } else if (Intrinsic.isFunction(value)) {
            function(path, value, when);
        } else if (value.isObject()) {
            value.properties().forEach(entry -> search(path.key(entry.getKey()), entry.getValue(), when));
        } else if (value.isTextual()) {
            text(path, value, when);
        }
    }

    private void function(PropertyPath path, JsonNode value, List<ConditionEntry> when) {
        Intrinsic function = Intrinsic.of(value);
        if (function instanceof Intrinsic.Other other && other.name().equals("Fn::ToJsonString")) {
            search(path, other.argument(), when);
        } else if (function instanceof Intrinsic.If) {
            Variant.of(inputs, value).stream()
                    .filter(variant -> !variant.value().equals(value))
                    .map(variant -> variant.besides(when))
                    .forEach(variant -> search(path, variant.value(), variant.when()));
        } else {
            text(path, value, when);
        }
    }

    /** Most texts are no policies, and parsing each would take long. */
    private void text(PropertyPath path, JsonNode value, List<ConditionEntry> when) {
        if (template.text(value).contains("Statement")) {
            JsonNode document = template.document(value);
            if (StatementReader.isDocument(document)) {
                found.add(new Document(path, document, when));
            }
        }
    }
}
