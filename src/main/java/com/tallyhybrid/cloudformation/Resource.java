package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** One resource of a template, with its references answered on demand. */
public final class Resource {

    private final Template stack;
    private final String logicalId;
    private final JsonNode definition;
    private final StrictResolver resolver;

    Resource(Template stack, String logicalId, JsonNode definition, StrictResolver resolver) {
        this.stack = stack;
        this.logicalId = logicalId;
        this.definition = definition;
        this.resolver = resolver;
        if (type().equals(NestedStacks.TYPE)) {
            throw new Place(stack, logicalId, "Type").refusal("a nested stack is not modelled");
        }
    }

    public Template stack() {
        return stack;
    }

    public String logicalId() {
        return logicalId;
    }

    /** The CloudFormation type, such as {@code AWS::S3::Bucket}. */
    public String type() {
        return definition.path("Type").asText();
    }

    /** Stack and logical id: what a finding calls the resource. */
    public String label() {
        return stack.stack() + "/" + logicalId;
    }

    /** What {@code Ref} gives. */
    public String reference() {
        return fill(names().ref());
    }

    /** What {@code Fn::GetAtt} gives: a text, or a list of texts. */
    public JsonNode attribute(String name) {
        String pattern = names().attribute(name)
                .orElseThrow(() ->
                        new UnreadableTemplate("%s (%s) has no known attribute %s".formatted(label(), type(), name)));
        String filled = fill(pattern);
        if (!pattern.contains(",")) {
            return TextNode.valueOf(filled);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String element : filled.split(",")) {
            list.add(element);
        }
        return list;
    }

    /** The Amazon Resource Name. */
    public String arn() {
        return attribute(names().arn()).asText();
    }

    /** All properties with their references answered. */
    public JsonNode properties() {
        return resolver.answered(definition.path("Properties"), place());
    }

    /** One property, references answered; a missing node where it is not set. */
    public JsonNode property(String name) {
        return resolver.answered(definition.path("Properties").path(name), place().at(name));
    }

    /** The resource as synthesized, with the references in it. */
    public JsonNode definition() {
        return definition;
    }

    Place place() {
        return new Place(stack, logicalId, "Properties");
    }

    private ResourceNames names() {
        return ResourceNames.of(type());
    }

    private String fill(String pattern) {
        return ResourceNames.fill(pattern, this::hole);
    }

    private String hole(String hole) {
        if (hole.startsWith("=")) {
            String[] parts = hole.substring(1).split("\\|", 2);
            return property(parts[0]).asText(parts.length == 2 ? parts[1] : "");
        }
        if (hole.startsWith("hex:")) {
            return digest(label()).substring(0, Integer.parseInt(hole.substring(4)));
        }
        return switch (hole) {
            case "name" -> name();
            case "account" -> stack.account();
            case "region" -> stack.region();
            case "partition" -> stack.environment().pseudo("AWS::Partition").orElseThrow();
            case "stack" -> stack.stack();
            case "id" -> logicalId;
            case "lower" -> (stack.stack() + "-" + logicalId).toLowerCase(Locale.ROOT);
            default -> throw new IllegalStateException("no such hole: " + hole);
        };
    }

    private String name() {
        JsonNode explicit = property(names().name());
        return explicit.isTextual() ? explicit.asText() : fill(names().madeUp());
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
