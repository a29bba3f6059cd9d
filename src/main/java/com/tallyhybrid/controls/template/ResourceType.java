package com.tallyhybrid.controls.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code Ref} and {@code Fn::GetAtt} answer for one resource type.
 *
 * <p>The patterns hold: {@code {name}} the physical name; {@code {account}}, {@code {region}}, {@code {partition}},
 * {@code {stack}}, {@code {id}} of the stack and resource; {@code {lower}} stack and id in small letters; {@code
 * {hex:n}} n digits that follow from stack and id; {@code {=Property|default}} a property. A comma makes a list.
 */
final class ResourceType {

    private static final Pattern HOLE = Pattern.compile("\\{([^}]+)}");
    private static final ResourceType OTHER = new ResourceType("", "{stack}-{id}");

    private final String nameProperty;
    private final String madeUp;
    private final Map<String, String> attributes = new HashMap<>();
    private String reference = "{name}";
    private String arnAttribute = "Arn";

    ResourceType(String nameProperty, String madeUp) {
        this.nameProperty = nameProperty;
        this.madeUp = madeUp;
    }

    static ResourceType of(String type) {
        return ResourceTypes.ALL.getOrDefault(type, OTHER);
    }

    ResourceType reference(String pattern) {
        reference = pattern;
        return this;
    }

    ResourceType arn(String attribute, String pattern) {
        arnAttribute = attribute;
        return with(attribute, pattern);
    }

    ResourceType with(String attribute, String pattern) {
        attributes.put(attribute, pattern);
        return this;
    }

    String reference(Resource resource) {
        return fill(reference, resource);
    }

    String arn(Resource resource) {
        return attribute(resource, arnAttribute).asText();
    }

    JsonNode attribute(Resource resource, String name) {
        String pattern = attributes.get(name);
        if (pattern == null) {
            throw new UnknownAttribute(resource, name);
        }
        String filled = fill(pattern, resource);
        if (!pattern.contains(",")) {
            return TextNode.valueOf(filled);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String element : filled.split(",")) {
            list.add(element);
        }
        return list;
    }

    private String fill(String pattern, Resource resource) {
        return HOLE.matcher(pattern).replaceAll(hole -> Matcher.quoteReplacement(value(hole.group(1), resource)));
    }

    private String value(String hole, Resource resource) {
        StackTemplate stack = resource.stack();
        if (hole.startsWith("=")) {
            String[] parts = hole.substring(1).split("\\|", 2);
            return resource.property(parts[0]).asText(parts.length == 2 ? parts[1] : "");
        }
        if (hole.startsWith("hex:")) {
            return digest(resource.label()).substring(0, Integer.parseInt(hole.substring(4)));
        }
        return switch (hole) {
            case "name" -> name(resource);
            case "account" -> stack.account();
            case "region" -> stack.region();
            case "partition" -> stack.partition();
            case "stack" -> stack.name();
            case "id" -> resource.logicalId();
            case "lower" -> (stack.name() + "-" + resource.logicalId()).toLowerCase(Locale.ROOT);
            default -> throw new IllegalStateException("no such hole: " + hole);
        };
    }

    private String name(Resource resource) {
        JsonNode explicit = resource.property(nameProperty);
        return explicit.isTextual() ? explicit.asText() : fill(madeUp, resource);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
