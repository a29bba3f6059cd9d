package com.tallyhybrid.review.change;

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

/**
 * Writes what means the same in one way, so far as the template alone tells: {@code Fn::Sub} and {@code Fn::Join} as the
 * shortest join, {@code Fn::GetAtt} as a list, the stack's own name, account and Region as texts.
 *
 * <p>What stays a function has a value that only the account knows.
 */
final class Canonical {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private final Template template;
    private final Environment environment;

    private Canonical(Template template) {
        this.template = template;
        environment = Environment.of(template);
    }

    /** The same template, everything in it written canonically. */
    static Template of(Template template) {
        return new Template(
                template.stack(),
                template.environment(),
                template.terminationProtection(),
                new Canonical(template).write(template.body()));
    }

    private JsonNode write(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode();
            node.forEach(element -> {
                JsonNode value = write(element);
                if (!value.isMissingNode()) {
                    list.add(value);
                }
            });
            return list;
        }
        return node.isObject() ? object(node) : node;
    }

    private JsonNode object(JsonNode node) {
        if (!Intrinsic.isFunction(node)) {
            return entries(node);
        }
        String name = node.fieldNames().next();
        JsonNode argument = node.get(name);
        return switch (name) {
            case "Ref" -> reference(argument.asText());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" -> join(argument);
            default -> entries(node);
        };
    }

    private JsonNode entries(JsonNode node) {
        ObjectNode result = JSON.objectNode();
        node.properties().forEach(entry -> {
            JsonNode value = write(entry.getValue());
            if (!value.isMissingNode()) {
                result.set(entry.getKey(), value);
            }
        });
        return result;
    }

    private JsonNode reference(String name) {
        return switch (name) {
            case "AWS::NoValue" -> MissingNode.getInstance();
            case "AWS::StackName" -> TextNode.valueOf(template.stack());
            default ->
                environment
                        .pseudo(name)
                        .<JsonNode>map(TextNode::valueOf)
                        .orElseGet(() -> JSON.objectNode().put("Ref", name));
        };
    }

    private JsonNode attribute(JsonNode argument) {
        String[] parts = argument.isArray()
                ? new String[] {argument.path(0).asText(), argument.path(1).asText()}
                : argument.asText().split("\\.", 2);
        ArrayNode list = JSON.arrayNode().add(parts[0]);
        // "Outputs.Name" of a nested stack may be a function; that stays as it is.
        list.add(argument.isArray() && !argument.path(1).isTextual() ? write(argument.path(1)) : text(parts));
        return JSON.objectNode().set("Fn::GetAtt", list);
    }

    private static JsonNode text(String[] parts) {
        return TextNode.valueOf(parts.length == 2 ? parts[1] : "");
    }

    private JsonNode substitute(JsonNode argument) {
        String text = (argument.isArray() ? argument.path(0) : argument).asText();
        JsonNode own = argument.path(1);
        List<JsonNode> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            parts.add(TextNode.valueOf(text.substring(end, variable.start())));
            String name = variable.group(1).trim();
            parts.add(
                    name.startsWith("!")
                            ? TextNode.valueOf("${" + name.substring(1) + "}")
                            : own.has(name) ? write(own.get(name)) : named(name));
            end = variable.end();
        }
        parts.add(TextNode.valueOf(text.substring(end)));
        return Pieces.joined(parts);
    }

    private JsonNode named(String name) {
        return name.contains(".") ? attribute(TextNode.valueOf(name)) : reference(name);
    }

    private JsonNode join(JsonNode argument) {
        JsonNode elements = write(argument.path(1));
        if (!elements.isArray() || !argument.path(0).isTextual()) {
            return JSON.objectNode()
                    .set("Fn::Join", JSON.arrayNode().add(argument.path(0)).add(elements));
        }
        List<JsonNode> parts = new ArrayList<>();
        elements.forEach(element -> {
            if (!parts.isEmpty()) {
                parts.add(argument.path(0));
            }
            parts.add(element);
        });
        return Pieces.joined(parts);
    }
}
