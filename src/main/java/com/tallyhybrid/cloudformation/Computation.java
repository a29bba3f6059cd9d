package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a function gives whose arguments are known: every one that asks neither the account nor another resource. Written out
 * or computed, a value is the same.
 */
final class Computation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Computation() {}

    /** The function with its arguments rewritten, or its answer where they are known. */
    static JsonNode of(JsonNode function, UnaryOperator<JsonNode> rewrite) {
        // No value is a value in a choice: left out, the other one would stand in its place.
        UnaryOperator<JsonNode> arguments = function.has("Fn::If")
                ? list -> Rewriting.inside(list, branch -> orNone(rewrite.apply(branch)))
                : rewrite;
        JsonNode known = Rewriting.inside(Intrinsic.canonical(function), arguments);
        // Base64 would hide a script, and a secret in it, from whoever reads the value.
        return !Intrinsic.isFunction(known)
                ? function
                : known.has("Fn::Base64") ? known : answer(Intrinsic.of(known)).orElse(known);
    }

    private static JsonNode orNone(JsonNode value) {
        return value.isMissingNode() ? JSON.objectNode().put("Ref", Inputs.NO_VALUE) : value;
    }

    /** Empty where an argument is not known, or none that CloudFormation takes. */
    static Optional<JsonNode> answer(Intrinsic function) {
        if (function instanceof Intrinsic.Join join) {
            return join.delimiter().isTextual() && join.elements().isArray() && areTexts(join.elements())
                    ? Optional.of(JoinBuilder.joined(join.delimiter(), join.elements()))
                    : Optional.empty();
        }
        if (function instanceof Intrinsic.Split split) {
            return isText(split.text()) && !split.delimiter().asText().isEmpty()
                    ? Optional.of(split(split.text().asText(), split.delimiter().asText()))
                    : Optional.empty();
        }
        if (function instanceof Intrinsic.Select select) {
            return selected(select.index().asText(), select.list());
        }
        if (function instanceof Intrinsic.If choice) {
            return choice.then().equals(choice.otherwise()) && !Intrinsic.isNoValue(choice.then())
                    ? Optional.of(choice.then())
                    : Optional.empty();
        }
        return function instanceof Intrinsic.Other other ? other(other.name(), other.argument()) : Optional.empty();
    }

    private static Optional<JsonNode> other(String name, JsonNode argument) {
        return switch (name) {
            case "Fn::Base64" -> isText(argument) ? Optional.of(base64(argument.asText())) : Optional.empty();
            case "Fn::Length" -> isList(argument) ? Optional.of(JSON.numberNode(argument.size())) : Optional.empty();
            case "Fn::Cidr" -> cidr(argument);
            case "Fn::ToJsonString" -> json(argument);
            default -> Optional.empty();
        };
    }

    private static boolean areTexts(JsonNode list) {
        return list.valueStream().allMatch(entry -> isText(entry) || Intrinsic.isFunction(entry));
    }

    private static boolean isText(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }

    /** Whether every entry has its place: an open choice may be none. */
    private static boolean isList(JsonNode value) {
        return value.isArray() && value.valueStream().noneMatch(entry -> entry.has("Fn::If"));
    }

    static JsonNode split(String text, String delimiter) {
        ArrayNode list = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(delimiter), -1)) {
            list.add(part);
        }
        return list;
    }

    private static Optional<JsonNode> selected(String index, JsonNode list) {
        return isList(list) && index.matches("\\d{1,4}")
                ? Optional.ofNullable(list.get(Integer.parseInt(index)))
                : Optional.empty();
    }

    private static JsonNode base64(String text) {
        return TextNode.valueOf(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A block, how many networks are cut from it, and how many bits each has for its hosts. */
    private static Optional<JsonNode> cidr(JsonNode argument) {
        IPAddress block = new IPAddressString(argument.path(0).asText()).getAddress();
        int count = argument.path(1).asInt();
        int prefix = block == null ? -1 : block.getBitCount() - argument.path(2).asInt(-1);
        if (block == null || !block.isPrefixed() || prefix < block.getPrefixLength() || prefix > block.getBitCount()) {
            return Optional.empty();
        }
        ArrayNode networks = JSON.arrayNode();
        Iterator<? extends IPAddress> next =
                block.toPrefixBlock().setPrefixLength(prefix, false).prefixBlockIterator();
        while (networks.size() < count && next.hasNext()) {
            networks.add(next.next().toCanonicalString());
        }
        return count > 0 && networks.size() == count ? Optional.of(networks) : Optional.empty();
    }

    /** A value as JSON in a text, references in it as texts; the spaces between are nobody's business. */
    private static Optional<JsonNode> json(JsonNode value) {
        ArrayNode pieces = JSON.arrayNode();
        return write(value, pieces) ? Optional.of(JoinBuilder.joined(TextNode.valueOf(""), pieces)) : Optional.empty();
    }

    private static boolean write(JsonNode value, ArrayNode pieces) {
        if (Intrinsic.isFunction(value)) {
            pieces.add("\"").add(value).add("\"");
            return isOneLine(value);
        }
        if (value.isValueNode()) {
            pieces.add(value.toString());
            return true;
        }
        String between = value.isArray() ? "[" : "{";
        boolean known = true;
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            pieces.add(between + TextNode.valueOf(entry.getKey()) + ":");
            known &= write(entry.getValue(), pieces);
            between = ",";
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            pieces.add(between);
            known &= write(value.get(i), pieces);
            between = ",";
        }
        pieces.add((value.isEmpty() ? between : "") + (value.isArray() ? "]" : "}"));
        return known;
    }

    /** Whether the function gives a text in which JSON needs no escape, as far as anybody can tell. */
    private static boolean isOneLine(JsonNode function) {
        Intrinsic taken = Intrinsic.of(function);
        boolean text = taken instanceof Intrinsic.Ref
                || taken instanceof Intrinsic.GetAtt
                || taken instanceof Intrinsic.Join
                || taken instanceof Intrinsic.ImportValue;
        return text && !function.toString().contains("\\");
    }
}
