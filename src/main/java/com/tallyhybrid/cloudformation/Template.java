package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One CloudFormation template, functions unanswered, and where it is deployed.
 *
 * @param stack the stack's name
 * @param environment its account and Region, as far as anybody says
 * @param terminationProtection whether the stack is protected from deletion; empty where nothing says so
 * @param body the template
 * @param file where it was read, for messages
 */
public record Template(
        String stack, Environment environment, Optional<Boolean> terminationProtection, JsonNode body, String file) {

    /** A template held in memory; nothing says whether its stack is protected from deletion. */
    public static Template of(String stack, Environment environment, JsonNode body) {
        return new Template(stack, environment, Optional.empty(), body, stack);
    }

    /** The same stack with another template. */
    public Template with(JsonNode changed) {
        return new Template(stack, environment, terminationProtection, changed, file);
    }

    /** The account; asked only where {@link Assembly} has made sure that it is known. */
    public String account() {
        return environment.account().orElseThrow();
    }

    /** The Region, likewise. */
    public String region() {
        return environment.region().orElseThrow();
    }

    /** Every resource by its logical id, in the order of the template. */
    public Map<String, JsonNode> resources() {
        return section("Resources");
    }

    /** Every output by its logical id. */
    public Map<String, JsonNode> outputs() {
        return section("Outputs");
    }

    /** One resource; missing if there is none of that logical id. */
    public JsonNode resource(String logicalId) {
        return body.path("Resources").path(logicalId);
    }

    private Map<String, JsonNode> section(String name) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        body.path(name).properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
