package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds policy documents anywhere in the properties of a resource of any type, as objects or as JSON in a text. */
final class PolicyDocuments {

    private final SymbolicResolver template;
    private final Map<PropertyPath, JsonNode> found = new LinkedHashMap<>();

    private PolicyDocuments(SymbolicResolver template) {
        this.template = template;
    }

    /** Every document by its path. */
    static Map<PropertyPath, JsonNode> in(SymbolicResolver template, JsonNode properties) {
        var documents = new PolicyDocuments(template);
        documents.search(PropertyPath.ROOT, properties);
        return documents.found;
    }

    private void search(PropertyPath path, JsonNode value) {
        if (StatementReader.isDocument(value)) {
            found.put(path, value);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                search(path.index(i), value.get(i));
            }
        } else if (value.isObject() && !Intrinsic.isFunction(value)) {
            value.properties().forEach(entry -> search(path.key(entry.getKey()), entry.getValue()));
        } else if (mayHoldText(value)) {
            JsonNode document = template.document(value);
            if (StatementReader.isDocument(document)) {
                found.put(path, document);
            }
        }
    }

    /** Most texts are no policies, and parsing each would take long. */
    private static boolean mayHoldText(JsonNode value) {
        if (value.isTextual()) {
            return value.asText().stripLeading().startsWith("{")
                    && value.asText().contains("Statement");
        }
        return value.isObject() && value.toString().contains("Statement");
    }
}
