package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * How a stack is deployed, as the manifest of a CDK app says.
 *
 * @param name the stack's name in AWS, which another stack in another account or Region may have too
 * @param artifact its id in the app
 * @param executionRole the role that CloudFormation makes the resources with; empty where it uses the rights of whoever
 *     deploys
 * @param deployRole the role that the CDK takes on to deploy
 * @param dependencies the artifacts that are deployed before it, without assets, sorted
 * @param settings what else it says: tags of the stack, values of parameters, who is notified, and the bootstrap version
 * @param constructs the construct that made a resource or an output, below the stack, by logical id
 */
public record StackDeployment(
        String name,
        String artifact,
        Optional<String> executionRole,
        Optional<String> deployRole,
        List<String> dependencies,
        JsonNode settings,
        Map<String, String> constructs) {

    public StackDeployment {
        dependencies = List.copyOf(dependencies);
        constructs = Map.copyOf(constructs);
    }

    /**
     * Reads an artifact of a manifest; aws-cdk's cloud-assembly-schema names the properties.
     *
     * @param metadata what the app says of each construct, which newer apps write into a file of its own
     */
    static StackDeployment of(String artifact, JsonNode definition, JsonNode metadata) {
        JsonNode properties = definition.path("properties");
        return new StackDeployment(
                properties.path("stackName").asText(artifact),
                artifact,
                text(properties.path("cloudFormationExecutionRoleArn")),
                text(properties.path("assumeRoleArn")),
                StreamSupport.stream(definition.path("dependencies").spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(id -> !id.endsWith(".assets"))
                        .sorted()
                        .toList(),
                settings(properties),
                constructs("/" + definition.path("displayName").asText(artifact) + "/", metadata));
    }

    private static JsonNode settings(JsonNode properties) {
        return properties instanceof ObjectNode object
                ? object.deepCopy().retain("tags", "parameters", "notificationArns", "requiresBootstrapStackVersion")
                : JsonNodeFactory.instance.objectNode();
    }

    /** A logical id that two constructs have, the one of them in a nested stack, names neither. */
    private static Map<String, String> constructs(String stack, JsonNode metadata) {
        Map<String, String> constructs = new HashMap<>();
        Set<String> twice = new HashSet<>();
        metadata.properties()
                .forEach(entry -> entry.getValue()
                        .valueStream()
                        .filter(fact -> fact.path("type").asText().equals("aws:cdk:logicalId"))
                        .map(fact -> fact.path("data").asText())
                        .filter(id -> constructs.put(id, below(stack, entry.getKey())) != null)
                        .forEach(twice::add));
        constructs.keySet().removeAll(twice);
        return constructs;
    }

    /** The path without what every resource of the stack has, and without the names that the CDK gives its innermost. */
    private static String below(String stack, String path) {
        String own = path.startsWith(stack) ? path.substring(stack.length()) : path.replaceFirst("^/", "");
        return own.replaceFirst("(/(Resource|Default))+$", "");
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
