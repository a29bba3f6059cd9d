package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One CloudFormation template, functions unanswered, and where it is deployed.
 *
 * @param stack what the stack is called here: its name, with its place where several have that name, and with the stacks
 *     around it where it is nested, as {@code Shop/Data}
 * @param environment its account and Region, as far as anybody says
 * @param terminationProtection whether the stack is protected from deletion; empty where nothing says so
 * @param body the template
 * @param file where it was read, for messages
 * @param deployment how it is deployed; empty without a manifest, and of a nested stack
 */
public record Template(
        String stack,
        Environment environment,
        Optional<Boolean> terminationProtection,
        JsonNode body,
        String file,
        Optional<StackDeployment> deployment) {

    /** A template of which no manifest says how it is deployed. */
    public Template(
            String stack,
            Environment environment,
            Optional<Boolean> terminationProtection,
            JsonNode body,
            String file) {
        this(stack, environment, terminationProtection, body, file, Optional.empty());
    }

    /** The same stack with another template. */
    public Template with(JsonNode changed) {
        return new Template(stack, environment, terminationProtection, changed, file, deployment);
    }

    /** The same stack under another label. */
    public Template labelled(String label) {
        return new Template(label, environment, terminationProtection, body, file, deployment);
    }

    /** The stack's name in AWS; its label where nothing else says so. */
    public String name() {
        return deployment.map(StackDeployment::name).orElse(stack);
    }

    /** Whether a stack of that label would be nested in this one. */
    public boolean nests(String label) {
        return label.startsWith(stack + "/")
                && resource(label.substring(stack.length() + 1))
                        .path("Type")
                        .asText()
                        .equals(NestedStacks.TYPE);
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
