package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one template as texts, functions included, for a review that compares what nobody knows yet.
 *
 * <p>What CloudFormation answers only at deployment becomes a name in angle brackets, such as {@code <shop-Data/Books>}.
 * It stands for the same unknown text wherever it appears, so two values are compared without being known. Nothing is
 * refused: what is not understood is written out and equals itself only. {@link Inputs} are resolved; imports are followed,
 * and the shape of an ARN is guessed, which {@link TemplateNormalizer} must not: there a guess would hide a difference.
 */
public final class SymbolicResolver {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABSENT = "<AWS.NoValue>";
    private static final int DEEPEST = 40;

    private final Map<String, SymbolicResolver> stacks;
    private final Template template;
    private final Map<String, JsonNode> resources;
    private final Inputs inputs;

    private SymbolicResolver(Map<String, SymbolicResolver> stacks, Template template) {
        this.stacks = stacks;
        this.template = template;
        resources = template.resources();
        inputs = Inputs.of(template);
    }

    /** A resolver for every template, by the name of its stack; an import is answered by the stack that exports it. */
    public static Map<String, SymbolicResolver> of(CloudAssembly app) {
        Map<String, SymbolicResolver> stacks = new LinkedHashMap<>();
        app.templates().forEach((name, template) -> stacks.put(name, new SymbolicResolver(stacks, template)));
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

    /** What the template decides about itself. */
    public Inputs inputs() {
        return inputs;
    }

    /** The value as one text; empty where nothing stands. */
    public String text(JsonNode value) {
        return text(value, 0);
    }

    /** A text, or a list of texts; what CloudFormation leaves out is left out. */
    public List<String> texts(JsonNode value) {
        return texts(value, 0);
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
        return reference(logicalId, 0);
    }

    private String text(JsonNode value, int depth) {
        if (value.isValueNode() || value.isMissingNode()) {
            return value.isMissingNode() || value.isNull() ? "" : value.asText();
        }
        if (depth > DEEPEST) {
            return symbol(value.toString());
        }
        return Intrinsic.isFunction(value) ? answer(value, depth + 1) : symbol(written(value, depth + 1));
    }

    private List<String> texts(JsonNode value, int depth) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            JsonNode list = Intrinsic.isFunction(element) ? inputs.resolve(element) : MissingNode.getInstance();
            if (list.isArray()) {
                // A parameter of the type list, or Fn::Split: several texts where one stands.
                texts.addAll(texts(list, depth + 1));
                continue;
            }
            String text = text(element, depth);
            if (!element.isMissingNode() && !text.equals(ABSENT)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private String answer(JsonNode value, int depth) {
        Intrinsic function = Intrinsic.of(value);
        if (function instanceof Intrinsic.Ref reference) {
            return named(reference.name(), depth);
        }
        if (function instanceof Intrinsic.GetAtt attribute) {
            return attribute(attribute.resource(), text(attribute.attribute(), depth), depth);
        }
        if (function instanceof Intrinsic.Join join) {
            return String.join(text(join.delimiter(), depth), texts(join.elements(), depth));
        }
        if (function instanceof Intrinsic.ImportValue imported) {
            return imported(text(imported.name(), depth), depth);
        }
        JsonNode resolved = inputs.resolve(value);
        if (resolved.isMissingNode()) {
            return ABSENT;
        }
        return resolved.equals(value) ? symbol(written(value, depth)) : text(resolved, depth);
    }

    private String named(String name, int depth) {
        if (name.startsWith("AWS::")) {
            return pseudo(name);
        }
        if (resources.containsKey(name)) {
            return reference(name, depth);
        }
        JsonNode parameter = inputs.parameter(name);
        return parameter.isMissingNode() ? unknown(name) : text(parameter, depth);
    }

    private String pseudo(String name) {
        if (name.equals("AWS::StackName")) {
            return template.name();
        }
        // Whatever the Region turns out to be, policies are compared in the partition that nearly everybody uses.
        String unknown = name.equals("AWS::Partition") ? "aws" : symbol(name);
        return template.environment().pseudo(name).orElse(unknown);
    }

    private String reference(String logicalId, int depth) {
        return filled(names(logicalId).ref(), logicalId, unknown(logicalId), depth);
    }

    private String attribute(String logicalId, String attribute, int depth) {
        String unknown = unknown(logicalId + "." + attribute);
        if (!resources.containsKey(logicalId)) {
            return unknown;
        }
        Optional<String> pattern = names(logicalId).attribute(attribute);
        // What is the same as the reference stays the same, known or not.
        return pattern.isPresent() && pattern.get().equals(names(logicalId).ref())
                ? reference(logicalId, depth)
                : pattern.map(known -> filled(known, logicalId, unknown, depth)).orElse(unknown);
    }

    private String filled(String pattern, String logicalId, String unknown, int depth) {
        if (ResourceNames.isMadeUp(pattern)) {
            return unknown;
        }
        JsonNode properties = resources.get(logicalId).path("Properties");
        return ResourceNames.fill(pattern, hole -> switch (hole) {
            case "name" -> {
                JsonNode chosen = properties.path(names(logicalId).name());
                yield chosen.isMissingNode() ? unknown(logicalId) : text(chosen, depth + 1);
            }
            case "account" -> account();
            case "region" -> region();
            case "partition" -> pseudo("AWS::Partition");
            default -> {
                String[] property = hole.substring(1).split("\\|", 2);
                JsonNode value = properties.path(property[0]);
                String absent = property.length == 2 ? property[1] : unknown;
                yield value.isMissingNode() ? absent : text(value, depth + 1);
            }
        });
    }

    private ResourceNames names(String logicalId) {
        return ResourceNames.of(resources.get(logicalId).path("Type").asText());
    }

    private String imported(String export, int depth) {
        for (SymbolicResolver other : stacks.values()) {
            for (JsonNode output : other.template.body().path("Outputs")) {
                JsonNode name = output.path("Export").path("Name");
                if (!name.isMissingNode() && other.text(name, depth).equals(export)) {
                    return other.text(output.path("Value"), depth);
                }
            }
        }
        return symbol("import " + export);
    }

    private String unknown(String name) {
        return symbol(template.stack() + "/" + name);
    }

    /** The value with every part of it as a text. */
    private String written(JsonNode value, int depth) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(text(element, depth)));
            return elements.toString();
        }
        List<String> entries = new ArrayList<>();
        value.properties().forEach(entry -> entries.add(entry.getKey() + " " + text(entry.getValue(), depth)));
        return String.join(", ", entries.stream().sorted().toList());
    }

    /** A text that is only known at deployment. Colons would look like those of an ARN, quotes like those of JSON. */
    private static String symbol(String name) {
        return "<" + name.replace("::", ".").replaceAll("[<>{}\"\\\\:]", "'") + ">";
    }
}
