package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers CloudFormation's functions for a simulator that must not guess: one it does not know, or whose answer only the
 * deployment knows, is refused with its place.
 */
final class StrictResolver {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Assembly assembly;

    /** The resources whose names are being put together, by whoever asks. */
    private final ThreadLocal<Set<String>> open = ThreadLocal.withInitial(HashSet::new);

    StrictResolver(Assembly assembly) {
        this.assembly = assembly;
    }

    /** The node with every function in it answered; a missing node where the answer is {@code AWS::NoValue}. */
    JsonNode answered(JsonNode node, Place place) {
        return resolve(assembly.inputs(place.stack()).resolve(node), place);
    }

    private JsonNode resolve(JsonNode node, Place place) {
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                JsonNode element = resolve(node.get(i), place.at(i));
                if (!element.isMissingNode()) {
                    list.add(element);
                }
            }
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        if (Intrinsic.isFunction(node)) {
            return answer(Intrinsic.of(node), place.at(node.fieldNames().next()));
        }
        // A policy statement has a Condition too, but there it is an object.
        if (node.size() == 1 && node.path("Condition").isTextual()) {
            throw place.refusal("Condition is not modelled");
        }
        return entries(node, place);
    }

    private JsonNode entries(JsonNode node, Place place) {
        ObjectNode result = JSON.objectNode();
        node.properties().forEach(entry -> {
            if (entry.getKey().startsWith("Fn::")) {
                throw place.refusal(entry.getKey() + " must stand alone");
            }
            JsonNode value = resolve(entry.getValue(), place.at(entry.getKey()));
            if (!value.isMissingNode()) {
                result.set(entry.getKey(), value);
            }
        });
        return result;
    }

    private JsonNode answer(Intrinsic function, Place place) {
        if (function instanceof Intrinsic.Ref reference) {
            return reference(reference.name(), place);
        }
        if (function instanceof Intrinsic.GetAtt attribute) {
            return attribute(attribute.resource(), text(attribute.attribute(), place), place);
        }
        if (function instanceof Intrinsic.Join join) {
            List<String> texts = texts(join.elements(), place);
            return TextNode.valueOf(String.join(text(join.delimiter(), place), texts));
        }
        if (function instanceof Intrinsic.Split split) {
            return split(text(split.delimiter(), place), text(split.text(), place), place);
        }
        if (function instanceof Intrinsic.Select select) {
            return select(text(select.index(), place), texts(select.list(), place), place);
        }
        if (function instanceof Intrinsic.GetAzs zones) {
            String region = text(zones.region(), place);
            String of = region.isEmpty() ? place.stack().region() : region;
            return JSON.arrayNode().add(of + "a").add(of + "b").add(of + "c");
        }
        if (function instanceof Intrinsic.ImportValue imported) {
            return export(text(imported.name(), place), place);
        }
        String name = place.path().replaceFirst(".*\\.", "");
        Optional<JsonNode> computed = function instanceof Intrinsic.Other other
                ? Computation.answer(new Intrinsic.Other(other.name(), resolve(other.argument(), place)))
                : Optional.empty();
        return computed.orElseThrow(() -> place.refusal(name + " is not modelled"));
    }

    private JsonNode reference(String name, Place place) {
        if (name.startsWith("AWS::")) {
            return pseudo(name, place);
        }
        return assembly.find(place.stack().stack(), name)
                .<JsonNode>map(resource -> TextNode.valueOf(named(resource, Resource::reference, place)))
                .orElseThrow(() -> place.refusal(
                        place.stack().body().path("Parameters").has(name)
                                ? "parameter %s has no value before deployment".formatted(name)
                                : "nothing is called " + name));
    }

    private static JsonNode pseudo(String name, Place place) {
        Template stack = place.stack();
        return switch (name) {
            case "AWS::URLSuffix" -> TextNode.valueOf("amazonaws.com");
            case "AWS::StackName" -> TextNode.valueOf(stack.name());
            case Inputs.NO_VALUE -> MissingNode.getInstance();
            default ->
                TextNode.valueOf(
                        stack.environment().pseudo(name).orElseThrow(() -> place.refusal(name + " is not modelled")));
        };
    }

    /** A name that is made of itself has no end, and CloudFormation refuses it. */
    private <T> T named(Resource resource, Function<Resource, T> name, Place place) {
        if (!open.get().add(resource.label())) {
            throw place.refusal("the name of %s is made of itself".formatted(resource.label()));
        }
        try {
            return name.apply(resource);
        } finally {
            open.get().remove(resource.label());
        }
    }

    private JsonNode attribute(String logicalId, String attribute, Place place) {
        if (attribute.isEmpty()) {
            throw place.refusal("needs a resource and an attribute");
        }
        Resource resource = assembly.find(place.stack().stack(), logicalId)
                .orElseThrow(() -> place.refusal("no resource " + logicalId));
        try {
            return named(resource, asked -> asked.attribute(attribute), place);
        } catch (UnreadableTemplate unknown) {
            throw place.refusal(unknown.getMessage());
        }
    }

    private JsonNode export(String name, Place place) {
        List<JsonNode> found = new ArrayList<>();
        for (Template stack : assembly.stacks()) {
            // CloudFormation exports are visible in one account and Region only.
            if (stack.environment().equals(place.stack().environment())) {
                stack.outputs().forEach((key, output) -> {
                    Place there = new Place(stack, key, "Outputs");
                    JsonNode exported = output.path("Export").path("Name");
                    if (answered(exported, there.at("Export.Name")).asText("").equals(name)) {
                        found.add(answered(output.path("Value"), there.at("Value")));
                    }
                });
            }
        }
        if (found.size() != 1) {
            throw place.refusal("%d exports are called %s".formatted(found.size(), name));
        }
        return found.get(0);
    }

    private static JsonNode select(String index, List<String> list, Place place) {
        if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= list.size()) {
            throw place.refusal("no element %s among %d".formatted(index, list.size()));
        }
        return TextNode.valueOf(list.get(Integer.parseInt(index)));
    }

    private static JsonNode split(String delimiter, String text, Place place) {
        if (delimiter.isEmpty()) {
            throw place.refusal("an empty delimiter");
        }
        return Computation.split(text, delimiter);
    }

    private String text(JsonNode node, Place place) {
        JsonNode value = resolve(node, place);
        if (!value.isValueNode() || value.isNull()) {
            throw place.refusal("needs a text, got " + value.getNodeType());
        }
        return value.asText();
    }

    private List<String> texts(JsonNode node, Place place) {
        JsonNode list = resolve(node, place);
        if (!list.isArray()) {
            throw place.refusal("needs a list, got " + list.getNodeType());
        }
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(text(element, place)));
        return texts;
    }
}
