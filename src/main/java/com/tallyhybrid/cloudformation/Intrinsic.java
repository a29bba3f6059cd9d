package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of a template, which CloudFormation answers when it deploys, taken apart. This is the one place that knows in
 * how many ways each may be written; what a function means is for who asks.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">
 *     Intrinsic function reference</a>
 */
public sealed interface Intrinsic {

    /** A resource, a parameter or a pseudo parameter. */
    record Ref(String name) implements Intrinsic {}

    /**
     * What a resource has besides its name.
     *
     * @param resource its logical id
     * @param attribute a text, or a function; an empty text where none is given
     */
    record GetAtt(String resource, JsonNode attribute) implements Intrinsic {}

    /**
     * Texts in a row; {@code Fn::Sub} is a join by nothing.
     *
     * @param delimiter what stands between them
     * @param elements a list, or a function that gives one
     */
    record Join(JsonNode delimiter, JsonNode elements) implements Intrinsic {}

    /** A text cut in a list. */
    record Split(JsonNode delimiter, JsonNode text) implements Intrinsic {}

    /** One entry of a list. */
    record Select(JsonNode index, JsonNode list) implements Intrinsic {}

    /** The value that another stack of the same account and Region exports under a name. */
    record ImportValue(JsonNode name) implements Intrinsic {}

    /** The output of another stack, read when the stack that asks is deployed. */
    record StackOutput(String stack, String output) implements Intrinsic {}

    /** A value of a mapping of the same template; the third argument may be a fallback. */
    record FindInMap(JsonNode map, JsonNode top, JsonNode second, JsonNode fallback) implements Intrinsic {}

    /** One of two values, by a condition of the same template. */
    record If(String condition, JsonNode then, JsonNode otherwise) implements Intrinsic {}

    /** The availability zones of a Region; an empty text is the stack's own. */
    record GetAzs(JsonNode region) implements Intrinsic {}

    /** Any other function, or one written as CloudFormation would refuse it. */
    record Other(String name, JsonNode argument) implements Intrinsic {}

    Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    /** Whether CloudFormation replaces the value: an object with the name of a function as its only key. */
    static boolean isFunction(JsonNode value) {
        if (!value.isObject() || value.size() != 1) {
            return false;
        }
        String key = value.fieldNames().next();
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    /** Whether the value stands for none at all, as a branch of a choice may. */
    static boolean isNoValue(JsonNode value) {
        return value.path("Ref").asText().equals(Inputs.NO_VALUE);
    }

    /** Takes a value apart for which {@link #isFunction} is true. */
    static Intrinsic of(JsonNode function) {
        String name = function.fieldNames().next();
        JsonNode argument = function.get(name);
        Intrinsic other = new Other(name, argument);
        return switch (name) {
            case "Ref" -> argument.isTextual() ? new Ref(argument.asText()) : other;
            case "Fn::GetAtt" -> getAtt(argument);
            case "Fn::Sub" -> sub(argument, other);
            case "Fn::Join" -> pair(argument) ? new Join(argument.get(0), argument.get(1)) : other;
            case "Fn::Split" -> pair(argument) ? new Split(argument.get(0), argument.get(1)) : other;
            case "Fn::Select" -> pair(argument) ? new Select(argument.get(0), argument.get(1)) : other;
            case "Fn::ImportValue" -> new ImportValue(argument);
            case "Fn::GetStackOutput" ->
                new StackOutput(
                        argument.path("StackName").asText(),
                        argument.path("OutputName").asText());
            case "Fn::FindInMap" ->
                argument.size() >= 3
                        ? new FindInMap(
                                argument.path(0), argument.path(1), argument.path(2), argument.at("/3/DefaultValue"))
                        : other;
            case "Fn::If" ->
                argument.size() == 3 ? new If(argument.path(0).asText(), argument.path(1), argument.path(2)) : other;
            case "Fn::GetAZs" -> new GetAzs(argument);
            default -> other;
        };
    }

    /** The function in the one way in which each is written here: {@code Fn::Sub} as a join, {@code Fn::GetAtt} as a list. */
    static JsonNode canonical(JsonNode function) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (function.has("Fn::Sub") && of(function) instanceof Join join) {
            return json.objectNode()
                    .set("Fn::Join", json.arrayNode().add(join.delimiter()).add(join.elements()));
        }
        return function.path("Fn::GetAtt").isTextual() && of(function) instanceof GetAtt attribute
                ? json.objectNode()
                        .set(
                                "Fn::GetAtt",
                                json.arrayNode().add(attribute.resource()).add(attribute.attribute()))
                : function;
    }

    private static boolean pair(JsonNode argument) {
        return argument.isArray() && argument.size() == 2;
    }

    /** A list, or a text with a dot; {@code Outputs.Name} of a nested stack has a dot of its own. */
    private static Intrinsic getAtt(JsonNode argument) {
        if (argument.isArray()) {
            JsonNode attribute = argument.path(1).isMissingNode() ? TextNode.valueOf("") : argument.get(1);
            return new GetAtt(argument.path(0).asText(), attribute);
        }
        String[] parts = argument.asText().split("\\.", 2);
        return new GetAtt(parts[0], TextNode.valueOf(parts.length == 2 ? parts[1] : ""));
    }

    private static Intrinsic sub(JsonNode argument, Intrinsic other) {
        JsonNode text = argument.isArray() ? argument.path(0) : argument;
        if (!text.isValueNode()) {
            return other;
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        ArrayNode parts = json.arrayNode();
        Matcher variable = VARIABLE.matcher(text.asText());
        int end = 0;
        while (variable.find()) {
            parts.add(text.asText().substring(end, variable.start()));
            String name = variable.group(1).trim();
            JsonNode own = argument.path(1).path(name);
            if (name.startsWith("!")) {
                parts.add("${" + name.substring(1) + "}");
            } else if (!own.isMissingNode()) {
                parts.add(own);
            } else {
                parts.add(json.objectNode().put(name.contains(".") ? "Fn::GetAtt" : "Ref", name));
            }
            end = variable.end();
        }
        parts.add(text.asText().substring(end));
        return new Join(TextNode.valueOf(""), parts);
    }
}
