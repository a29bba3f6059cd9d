package com.tallyhybrid.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern ENVIRONMENT = Pattern.compile("aws://(\\d{12})/([a-z]{2}(?:-[a-z]+)+-\\d)");

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

    /** What CloudFormation calls the account, the Region or the partition, where the environment tells. */
    Optional<String> pseudo(String name) {
        Matcher matcher = ENVIRONMENT.matcher(environment.orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String region = matcher.group(2);
        return switch (name) {
            case "AWS::AccountId" -> Optional.of(matcher.group(1));
            case "AWS::Region" -> Optional.of(region);
            case "AWS::Partition" ->
                Optional.of(region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
            default -> Optional.empty();
        };
    }
}
