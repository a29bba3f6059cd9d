package com.tallyhybrid.review.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.change.Environment;
import com.tallyhybrid.review.change.Intrinsic;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one template as texts, functions included.
 *
 * <p>What CloudFormation answers only at deployment becomes a name in angle brackets, such as {@code <shop-Data/Books>}.
 * It stands for the same unknown text wherever it appears, so two values are compared without being known. Nothing is
 * refused: what is not understood is written out and equals itself only.
 */
public final class CanonicalText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABSENT = "<AWS.NoValue>";
    private static final int DEEPEST = 40;

    private final Template template;
    private final Map<String, JsonNode> resources;
    private final Functions functions;
    private int depth;

    private CanonicalText(Map<String, CanonicalText> stacks, Template template) {
        this.template = template;
        resources = template.resources();
        functions = new Functions(this, stacks, Environment.of(template));
    }

    /** A reader for every template, by the name of its stack; an import is answered by the stack that exports it. */
    public static Map<String, CanonicalText> of(Synthesis app) {
        Map<String, CanonicalText> stacks = new LinkedHashMap<>();
        app.templates().forEach((name, template) -> stacks.put(name, new CanonicalText(stacks, template)));
        return stacks;
    }

    public String stack() {
        return template.stack();
    }

    /** The account that the stack is deployed into. */
    public String account() {
        return pseudo("AWS::AccountId");
    }

    /** The Region that the stack is deployed into. */
    public String region() {
        return pseudo("AWS::Region");
    }

    /** The value as one text; empty where nothing stands. */
    public String text(JsonNode value) {
        if (value.isValueNode() || value.isMissingNode()) {
            return value.isMissingNode() || value.isNull() ? "" : value.asText();
        }
        if (depth > DEEPEST) {
            return opaque(value.toString());
        }
        depth++;
        try {
            return Intrinsic.isFunction(value) ? functions.answer(value) : opaque(written(value));
        } finally {
            depth--;
        }
    }

    /** A text, or a list of texts; what CloudFormation leaves out is left out. */
    public List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            String text = text(element);
            if (!element.isMissingNode() && !text.equals(ABSENT)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** An object as it stands, or the one that a text holds as JSON; missing where there is neither. */
    public JsonNode document(JsonNode value) {
        if (value.isObject() && !Intrinsic.isFunction(value)) {
            return value;
        }
        String text = text(value);
        if (!text.stripLeading().startsWith("{")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** What {@code Ref} gives for a resource of this template. */
    public String reference(String logicalId) {
        return PhysicalNames.of(type(logicalId)).reference(this, logicalId);
    }

    boolean has(String logicalId) {
        return resources.containsKey(logicalId);
    }

    String type(String logicalId) {
        return resources.get(logicalId).path("Type").asText();
    }

    JsonNode property(String logicalId, String property) {
        return resources.get(logicalId).path("Properties").path(property);
    }

    Iterable<JsonNode> outputs() {
        return template.outputs().values();
    }

    String pseudo(String name) {
        return functions.pseudo(name);
    }

    /** The value with every part of it in canonical form. */
    String written(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(text(element)));
            return elements.toString();
        }
        List<String> entries = new ArrayList<>();
        value.properties().forEach(entry -> entries.add(entry.getKey() + " " + text(entry.getValue())));
        return String.join(", ", entries.stream().sorted().toList());
    }

    /** A text that is only known at deployment. Colons would look like those of an ARN, quotes like those of JSON. */
    static String opaque(String name) {
        return "<" + name.replace("::", ".").replaceAll("[<>{}\"\\\\:]", "'") + ">";
    }
}
