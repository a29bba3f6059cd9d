package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
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
 */
public record StackDeployment(
        String name,
        String artifact,
        Optional<String> executionRole,
        Optional<String> deployRole,
        List<String> dependencies) {

    public StackDeployment {
        dependencies = List.copyOf(dependencies);
    }

    /** Reads an artifact of a manifest; aws-cdk's cloud-assembly-schema names the properties. */
    static StackDeployment of(String artifact, JsonNode definition) {
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
                        .toList());
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
