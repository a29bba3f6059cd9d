package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a template decides about itself before anybody deploys it: defaults of parameters, mappings and conditions.
 *
 * <p>A default counts as the value: whoever deploys may choose another one. What stays open stays the function that it is.
 */
public final class Inputs {

    static final String NO_VALUE = "AWS::NoValue";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Template template;
    private final Map<String, Optional<Boolean>> conditions = new HashMap<>();

    private Inputs(Template template) {
        this.template = template;
        // All of them at once, so that whoever asks later only reads.
        template.body().path("Conditions").fieldNames().forEachRemaining(this::decide);
    }

    static Inputs of(Template template) {
        return new Inputs(template);
    }

    /** The template with its resources resolved, without those whose condition is false; itself where it has no inputs. */
    public Template resolved() {
        boolean none = Stream.of("Parameters", "Mappings", "Conditions")
                .allMatch(section -> template.body().path(section).valueStream().noneMatch(Inputs::decides));
        if (none) {
            return template;
        }
        ObjectNode body = JSON.objectNode();
        template.body().properties().forEach(section -> body.set(section.getKey(), section.getValue()));
        ObjectNode resources = body.putObject("Resources");
        template.resources().forEach((id, resource) -> {
            Optional<Boolean> made = condition(resource.path("Condition").asText());
            if (made.orElse(true)) {
                JsonNode resolved = resolve(resource);
                boolean always = made.isPresent() && resolved.has("Condition");
                resources.set(id, always ? resolved.<ObjectNode>deepCopy().without("Condition") : resolved);
            }
        });
        return template.with(body);
    }

    /** A parameter without a default, or of Systems Manager, decides nothing. */
    private static boolean decides(JsonNode input) {
        return !input.has("Type")
                || input.has("Default") && !input.path("Type").asText().startsWith("AWS::SSM::");
    }

    /** Whether a condition of the template holds; empty where only the deployment tells. */
    public Optional<Boolean> condition(String name) {
        return conditions.getOrDefault(name, Optional.empty());
    }

    /** The default of a parameter; missing where it has none, or where it names a value of Systems Manager. */
    JsonNode parameter(String name) {
        JsonNode parameter = template.body().path("Parameters").path(name);
        String type = parameter.path("Type").asText();
        if (type.startsWith("AWS::SSM::")) {
            return MissingNode.getInstance();
        }
        JsonNode value = parameter.path("Default");
        if (!value.isValueNode()) {
            return MissingNode.getInstance();
        }
        return type.startsWith("List<") || type.equals("CommaDelimitedList") ? list(value) : value;
    }

    /** The value with everything in it resolved that the template decides; missing where that is no value at all. */
    public JsonNode resolve(JsonNode value) {
        return Intrinsic.isFunction(value) ? function(value) : Rewriting.inside(value, this::resolve);
    }

    private JsonNode function(JsonNode value) {
        Intrinsic function = Intrinsic.of(value);
        if (function instanceof Intrinsic.Ref reference) {
            return reference(value, reference.name());
        }
        if (function instanceof Intrinsic.If choice) {
            Optional<Boolean> holds = condition(choice.condition());
            return holds.isPresent() ? resolve(holds.get() ? choice.then() : choice.otherwise()) : branches(choice);
        }
        if (function instanceof Intrinsic.FindInMap lookup) {
            return mapped(lookup).orElseGet(() -> Rewriting.inside(value, this::resolve));
        }
        if (function instanceof Intrinsic.Select select) {
            return selected(select).orElseGet(() -> Rewriting.inside(value, this::resolve));
        }
        if (function instanceof Intrinsic.Split split) {
            return cut(split).orElseGet(() -> Rewriting.inside(value, this::resolve));
        }
        if (function instanceof Intrinsic.Join join) {
            return joined(join).orElseGet(() -> Rewriting.inside(value, this::resolve));
        }
        return Rewriting.inside(value, this::resolve);
    }

    private JsonNode reference(JsonNode value, String name) {
        if (name.equals(NO_VALUE)) {
            return MissingNode.getInstance();
        }
        JsonNode parameter = parameter(name);
        return parameter.isMissingNode() ? value : parameter;
    }

    /** An open choice keeps its branches, each in its place. */
    private JsonNode branches(Intrinsic.If choice) {
        ArrayNode arguments = JSON.arrayNode().add(choice.condition());
        for (JsonNode branch : new JsonNode[] {choice.then(), choice.otherwise()}) {
            JsonNode resolved = resolve(branch);
            arguments.add(resolved.isMissingNode() ? JSON.objectNode().put("Ref", NO_VALUE) : resolved);
        }
        return JSON.objectNode().set("Fn::If", arguments);
    }

    private Optional<JsonNode> mapped(Intrinsic.FindInMap lookup) {
        JsonNode found = template.body().path("Mappings");
        for (JsonNode key : new JsonNode[] {lookup.map(), lookup.top(), lookup.second()}) {
            JsonNode resolved = resolve(key);
            if (!resolved.isValueNode()) {
                return Optional.empty();
            }
            found = found.path(resolved.asText());
        }
        JsonNode value = found.isMissingNode() ? resolve(lookup.fallback()) : found;
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    private Optional<JsonNode> selected(Intrinsic.Select select) {
        JsonNode index = resolve(select.index());
        JsonNode list = resolve(select.list());
        boolean known =
                list.isArray() && index.asText().matches("\\d{1,4}") && list.has(Integer.parseInt(index.asText()));
        return known ? Optional.of(list.get(Integer.parseInt(index.asText()))) : Optional.empty();
    }

    private Optional<JsonNode> cut(Intrinsic.Split split) {
        JsonNode text = resolve(split.text());
        JsonNode delimiter = resolve(split.delimiter());
        return text.isTextual() && delimiter.isTextual() && !delimiter.asText().isEmpty()
                ? Optional.of(split(text.asText(), delimiter.asText()))
                : Optional.empty();
    }

    private Optional<JsonNode> joined(Intrinsic.Join join) {
        JsonNode elements = resolve(join.elements());
        return elements.isArray() && join.delimiter().isTextual()
                ? Optional.of(JoinBuilder.joined(join.delimiter(), elements))
                : Optional.empty();
    }

    private static JsonNode list(JsonNode value) {
        return value.isTextual() ? split(value.asText(), ",") : value;
    }

    private static JsonNode split(String text, String delimiter) {
        ArrayNode list = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(delimiter), -1)) {
            list.add(part);
        }
        return list;
    }

    /** A condition that hangs on itself is refused by CloudFormation; until it is decided it is open. */
    private Optional<Boolean> decide(String name) {
        Optional<Boolean> known = conditions.putIfAbsent(name, Optional.empty());
        if (known != null) {
            return known;
        }
        Optional<Boolean> holds = holds(template.body().path("Conditions").path(name));
        conditions.put(name, holds);
        return holds;
    }

    private Optional<Boolean> holds(JsonNode test) {
        if (test.size() != 1) {
            return Optional.empty();
        }
        String name = test.fieldNames().hasNext() ? test.fieldNames().next() : "";
        JsonNode argument = test.path(name);
        return switch (name) {
            case "Condition" -> decide(argument.asText());
            case "Fn::Not" -> holds(argument.path(0)).map(holds -> !holds);
            case "Fn::And" -> all(argument, true);
            case "Fn::Or" -> all(argument, false);
            case "Fn::Equals" -> equal(resolve(argument.path(0)), resolve(argument.path(1)));
            default -> Optional.empty();
        };
    }

    /** {@code And} where every test must hold, {@code Or} where every test must fail; one test may decide alone. */
    private Optional<Boolean> all(JsonNode tests, boolean wanted) {
        boolean open = false;
        for (JsonNode test : tests) {
            Optional<Boolean> holds = holds(test);
            if (holds.isPresent() && holds.get() != wanted) {
                return Optional.of(!wanted);
            }
            open |= holds.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(wanted);
    }

    private static Optional<Boolean> equal(JsonNode one, JsonNode other) {
        return one.isValueNode() && other.isValueNode()
                ? Optional.of(one.asText().equals(other.asText()))
                : Optional.empty();
    }
}
