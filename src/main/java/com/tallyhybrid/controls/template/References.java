package com.tallyhybrid.controls.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Answers what a name stands for: a resource, a parameter, a pseudo parameter or another stack's export. */
final class References {

    private final Assembly assembly;
    private final Resolver resolver;

    References(Assembly assembly, Resolver resolver) {
        this.assembly = assembly;
        this.resolver = resolver;
    }

    JsonNode reference(String name, Place place) {
        if (name.startsWith("AWS::")) {
            return pseudo(name, place);
        }
        return assembly.find(place.stack().name(), name)
                .<JsonNode>map(resource -> TextNode.valueOf(resource.reference()))
                .orElseGet(() -> parameter(name, place));
    }

    JsonNode attribute(String logicalId, String attribute, Place place) {
        Resource resource = assembly.find(place.stack().name(), logicalId)
                .orElseThrow(() -> place.refusal("no resource " + logicalId));
        try {
            return resource.attribute(attribute);
        } catch (UnknownAttribute unknown) {
            throw place.refusal(unknown.getMessage());
        }
    }

    JsonNode export(String name, Place place) {
        List<JsonNode> found = new ArrayList<>();
        for (StackTemplate stack : assembly.stacks()) {
            // CloudFormation exports are visible in one account and Region only.
            if (stack.account().equals(place.stack().account())
                    && stack.region().equals(place.stack().region())) {
                found.addAll(exports(stack, name));
            }
        }
        if (found.size() != 1) {
            throw place.refusal("%d exports are called %s".formatted(found.size(), name));
        }
        return found.get(0);
    }

    private List<JsonNode> exports(StackTemplate stack, String name) {
        List<JsonNode> found = new ArrayList<>();
        stack.template().path("Outputs").properties().forEach(output -> {
            Place place = stack.place("Outputs", output.getKey());
            JsonNode exported = output.getValue().path("Export").path("Name");
            if (resolver.resolve(exported, place.at("Export.Name")).asText("").equals(name)) {
                found.add(resolver.resolve(output.getValue().path("Value"), place.at("Value")));
            }
        });
        return found;
    }

    private JsonNode parameter(String name, Place place) {
        JsonNode parameter = place.stack().template().path("Parameters").path(name);
        if (parameter.isMissingNode()) {
            throw place.refusal("nothing is called " + name);
        }
        if (parameter.path("Type").asText().startsWith("AWS::SSM::") || !parameter.has("Default")) {
            throw place.refusal("parameter %s has no value before deployment".formatted(name));
        }
        return parameter.get("Default");
    }

    private static JsonNode pseudo(String name, Place place) {
        StackTemplate stack = place.stack();
        return switch (name) {
            case "AWS::AccountId" -> TextNode.valueOf(stack.account());
            case "AWS::Region" -> TextNode.valueOf(stack.region());
            case "AWS::Partition" -> TextNode.valueOf(stack.partition());
            case "AWS::URLSuffix" -> TextNode.valueOf("amazonaws.com");
            case "AWS::StackName" -> TextNode.valueOf(stack.name());
            case "AWS::NoValue" -> MissingNode.getInstance();
            default -> throw place.refusal(name + " is not modelled");
        };
    }
}
