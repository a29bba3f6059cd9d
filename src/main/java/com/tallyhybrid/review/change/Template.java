package com.tallyhybrid.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One CloudFormation template, functions unanswered.
 *
 * @param stack the stack's name
 * @param environment where it is deployed, as the manifest writes it ({@code aws://111122223333/ap-south-1}); empty for
 *     a template without a manifest
 * @param terminationProtection whether the stack is protected from deletion; empty where nothing says so
 * @param body the template
 */
public record Template(
        String stack, Optional<String> environment, Optional<Boolean> terminationProtection, JsonNode body) {

    /** Every resource by its logical id, in the order of the template. */
    public Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        body.path("Resources").properties().forEach(entry -> resources.put(entry.getKey(), entry.getValue()));
        return resources;
    }

    /** One resource; missing if there is none of that logical id. */
    public JsonNode resource(String logicalId) {
        return body.path("Resources").path(logicalId);
    }

    /** Every output by its logical id. */
    public Map<String, JsonNode> outputs() {
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        body.path("Outputs").properties().forEach(entry -> outputs.put(entry.getKey(), entry.getValue()));
        return outputs;
    }
}
