package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

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

    private static final Pattern UNQUOTED = Pattern.compile("[<>{}\"\\\\:]");

    /** Names that are made of names: no template has so many in a row. */
    private static final int DEEPEST = 40;

    /** No name or ARN is longer; names that are twice made of another one would have no end. */
    private static final int LONGEST = 4096;

    private final Map<String, SymbolicResolver> stacks;
    private final Map<Export, Exported> exports;
    private final Template template;
    private final Map<String, JsonNode> resources;
    private final Inputs inputs;

    /** Every name that was asked for, by what asks for it; checks ask side by side. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private record Export(Environment environment, String name) {}

    private record Exported(SymbolicResolver by, JsonNode value) {}

    private SymbolicResolver(Map<String, SymbolicResolver> stacks, Map<Export, Exported> exports, Template template) {
        this.stacks = stacks;
        this.exports = exports;
        this.template = template;
        resources = template.resources();
        inputs = Inputs.of(template);
    }

    /**
     * A resolver for every template, by the name of its stack; an import is answered by the stack of the same account and
     * Region that exports it.
     */
    public static Map<String, SymbolicResolver> of(CloudAssembly app) {
        Map<String, SymbolicResolver> stacks = new LinkedHashMap<>();
        Map<Export, Exported> exports = new HashMap<>();
        app.templates().forEach((name, template) -> stacks.put(name, new SymbolicResolver(stacks, exports, template)));
        stacks.values().forEach(SymbolicResolver::export);
        return stacks;
    }

    private void export() {
        for (JsonNode output : template.body().path("Outputs")) {
            JsonNode name = output.path("Export").path("Name");
            if (!name.isMissingNode()) {
                exports.putIfAbsent(
                        new Export(template.environment(), text(name)), new Exported(this, output.path("Value")));
            }
        }
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
        return text(value, Set.of());
    }

    /** A text, or a list of texts; what CloudFormation leaves out is left out. */
    public List<String> texts(JsonNode value) {
        return texts(value, Set.of());
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
        return reference(logicalId, Set.of());
    }

    private String text(JsonNode value, Set<String> open) {
        if (value.isValueNode() || value.isMissingNode()) {
            return value.isMissingNode() || value.isNull() ? "" : value.asText();
        }
        return Intrinsic.isFunction(value) ? answer(value, open) : symbol(written(value, open));
    }

    private List<String> texts(JsonNode value, Set<String> open) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            String text = text(element, open);
            if (!element.isMissingNode() && !text.equals(ABSENT)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private String answer(JsonNode value, Set<String> open) {
        Intrinsic function = Intrinsic.of(value);
        if (function instanceof Intrinsic.Ref reference) {
            return named(reference.name(), open);
        }
        if (function instanceof Intrinsic.GetAtt attribute) {
            return attribute(attribute.resource(), text(attribute.attribute(), open), open);
        }
        if (function instanceof Intrinsic.Join join) {
            return String.join(text(join.delimiter(), open), texts(join.elements(), open));
        }
        if (function instanceof Intrinsic.ImportValue imported) {
            return imported(text(imported.name(), open), open);
        }
        JsonNode resolved = inputs.resolve(value);
        if (resolved.isMissingNode()) {
            return ABSENT;
        }
        return resolved.equals(value) ? symbol(written(value, open)) : text(resolved, open);
    }

    private String named(String name, Set<String> open) {
        if (name.startsWith("AWS::")) {
            return pseudo(name);
        }
        if (resources.containsKey(name)) {
            return reference(name, open);
        }
        JsonNode parameter = inputs.parameter(name);
        return parameter.isMissingNode() ? unknown(name) : text(parameter, open);
    }

    private String pseudo(String name) {
        if (name.equals("AWS::StackName")) {
            return template.name();
        }
        // Whatever the Region turns out to be, policies are compared in the partition that nearly everybody uses.
        String unknown = name.equals("AWS::Partition") ? "aws" : symbol(name);
        return template.environment().pseudo(name).orElse(unknown);
    }

    private String reference(String logicalId, Set<String> open) {
        return known(logicalId, open, inner -> filled(names(logicalId).ref(), logicalId, unknown(logicalId), inner));
    }

    private String attribute(String logicalId, String attribute, Set<String> open) {
        String name = logicalId + "." + attribute;
        Optional<String> pattern =
                resources.containsKey(logicalId) ? names(logicalId).attribute(attribute) : Optional.empty();
        if (pattern.isEmpty()) {
            return unknown(name);
        }
        // What is the same as the reference stays the same, known or not.
        return pattern.get().equals(names(logicalId).ref())
                ? reference(logicalId, open)
                : known(name, open, inner -> filled(pattern.get(), logicalId, unknown(name), inner));
    }

    /** A name is put together once; one that is made of itself stays unknown. */
    private String known(String name, Set<String> open, Function<Set<String>, String> answer) {
        String before = names.get(name);
        if (before != null) {
            return before;
        }
        String label = template.stack() + "/" + name;
        if (open.contains(label) || open.size() > DEEPEST) {
            return unknown(name);
        }
        Set<String> inner = new HashSet<>(open);
        inner.add(label);
        String found = answer.apply(inner);
        String kept = found.length() > LONGEST ? unknown(name) : found;
        names.put(name, kept);
        return kept;
    }

    private String filled(String pattern, String logicalId, String unknown, Set<String> open) {
        if (ResourceNames.isMadeUp(pattern)) {
            return unknown;
        }
        JsonNode properties = resources.get(logicalId).path("Properties");
        return ResourceNames.fill(pattern, hole -> switch (hole) {
            case "name" -> {
                JsonNode chosen = properties.path(names(logicalId).name());
                yield chosen.isMissingNode() ? unknown(logicalId) : text(chosen, open);
            }
            case "account" -> account();
            case "region" -> region();
            case "partition" -> pseudo("AWS::Partition");
            default -> {
                String[] property = hole.substring(1).split("\\|", 2);
                JsonNode value = properties.path(property[0]);
                String absent = property.length == 2 ? property[1] : unknown;
                yield value.isMissingNode() ? absent : text(value, open);
            }
        });
    }

    private ResourceNames names(String logicalId) {
        return ResourceNames.of(resources.get(logicalId).path("Type").asText());
    }

    private String imported(String export, Set<String> open) {
        Exported found = exports.get(new Export(template.environment(), export));
        return found == null
                ? symbol("import " + export)
                : known("import " + export, open, inner -> found.by().text(found.value(), inner));
    }

    private String unknown(String name) {
        return symbol(template.stack() + "/" + name);
    }

    /** The value with every part of it as a text. */
    private String written(JsonNode value, Set<String> open) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(text(element, open)));
            return elements.toString();
        }
        List<String> entries = new ArrayList<>();
        value.properties().forEach(entry -> entries.add(entry.getKey() + " " + text(entry.getValue(), open)));
        return String.join(", ", entries.stream().sorted().toList());
    }

    /** A text that is only known at deployment. Colons would look like those of an ARN, quotes like those of JSON. */
    private static String symbol(String name) {
        return "<" + UNQUOTED.matcher(name.replace("::", ".")).replaceAll("'") + ">";
    }
}
