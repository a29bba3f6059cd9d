package com.tallyhybrid.controls.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers CloudFormation's intrinsic functions; one it does not know is refused. */
final class Resolver {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

    private final References references;

    Resolver(Assembly assembly) {
        references = new References(assembly, this);
    }

    /** The node with every function in it answered; a missing node where the answer is {@code AWS::NoValue}. */
    JsonNode resolve(JsonNode node, Place place) {
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
        return node.isObject() ? object(node, place) : node;
    }

    private JsonNode object(JsonNode node, Place place) {
        if (node.size() == 1) {
            String key = node.fieldNames().next();
            JsonNode argument = node.get(key);
            // A policy statement has a Condition too, but there it is an object.
            if (key.startsWith("Fn::") || key.equals("Ref") || key.equals("Condition") && argument.isTextual()) {
                return function(key, argument, place.at(key));
            }
        }
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

    private JsonNode function(String name, JsonNode argument, Place place) {
        return switch (name) {
            case "Ref" -> references.reference(text(argument, place), place);
            case "Fn::GetAtt" -> attribute(argument, place);
            case "Fn::Sub" -> TextNode.valueOf(substitute(argument, place));
            case "Fn::Join" ->
                TextNode.valueOf(String.join(
                        text(argument.path(0), place), texts(resolve(argument.path(1), place.at(1)), place)));
            case "Fn::Split" -> split(text(argument.path(0), place), text(argument.path(1), place), place);
            case "Fn::Select" -> select(argument, place);
            case "Fn::GetAZs" -> zones(text(argument, place), place);
            case "Fn::ImportValue" -> references.export(text(argument, place), place);
            default -> throw place.refusal(name + " is not modelled");
        };
    }

    private JsonNode attribute(JsonNode argument, Place place) {
        String[] parts = argument.isArray()
                ? new String[] {text(argument.path(0), place), text(argument.path(1), place)}
                : text(argument, place).split("\\.", 2);
        if (parts.length != 2) {
            throw place.refusal("needs a resource and an attribute");
        }
        return references.attribute(parts[0], parts[1], place);
    }

    private String substitute(JsonNode argument, Place place) {
        String template = text(argument.isArray() ? argument.path(0) : argument, place);
        JsonNode local = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        return SUBSTITUTION.matcher(template).replaceAll(found -> {
            String name = found.group(1).trim();
            return Matcher.quoteReplacement(
                    name.startsWith("!") ? "${" + name.substring(1) + "}" : variable(name, local, place));
        });
    }

    private String variable(String name, JsonNode local, Place place) {
        if (local.has(name)) {
            return text(local.get(name), place.at(name));
        }
        int dot = name.indexOf('.');
        JsonNode value = dot < 0
                ? references.reference(name, place)
                : references.attribute(name.substring(0, dot), name.substring(dot + 1), place);
        return text(value, place.at(name));
    }

    private JsonNode select(JsonNode argument, Place place) {
        List<String> list = texts(resolve(argument.path(1), place.at(1)), place);
        String index = text(argument.path(0), place);
        if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= list.size()) {
            throw place.refusal("no element %s among %d".formatted(index, list.size()));
        }
        return TextNode.valueOf(list.get(Integer.parseInt(index)));
    }

    private static JsonNode split(String delimiter, String text, Place place) {
        if (delimiter.isEmpty()) {
            throw place.refusal("an empty delimiter");
        }
        ArrayNode list = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(delimiter), -1)) {
            list.add(part);
        }
        return list;
    }

    private static JsonNode zones(String region, Place place) {
        String of = region.isEmpty() ? place.stack().region() : region;
        return JSON.arrayNode().add(of + "a").add(of + "b").add(of + "c");
    }

    private String text(JsonNode node, Place place) {
        JsonNode value = resolve(node, place);
        if (!value.isValueNode() || value.isNull()) {
            throw place.refusal("needs a text, got " + value.getNodeType());
        }
        return value.asText();
    }

    private List<String> texts(JsonNode list, Place place) {
        if (!list.isArray()) {
            throw place.refusal("needs a list, got " + list.getNodeType());
        }
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(text(element, place)));
        return texts;
    }
}
