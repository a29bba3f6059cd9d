package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Stream;

/**
 * Writes what means the same in one way, so far as the template alone tells: {@code Fn::Sub} and {@code Fn::Join} as the
 * shortest join, {@code Fn::GetAtt} as a list, the stack's own name, account and Region as texts.
 *
 * <p>What stays a function has a value that only the account knows, or that hangs on inputs of the template.
 */
final class TemplateNormalizer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Template template;

    private TemplateNormalizer(Template template) {
        this.template = template;
    }

    /** The same template, everything in it normalized. */
    static Template of(Template template) {
        return template.with(new TemplateNormalizer(template).write(template.body()));
    }

    private JsonNode write(JsonNode node) {
        return Intrinsic.isFunction(node) ? function(node) : Rewriting.inside(node, this::write);
    }

    private JsonNode function(JsonNode node) {
        Intrinsic function = Intrinsic.of(node);
        if (function instanceof Intrinsic.Ref reference) {
            return reference(reference.name());
        }
        if (function instanceof Intrinsic.GetAtt attribute) {
            return JSON.objectNode()
                    .set(
                            "Fn::GetAtt",
                            JSON.arrayNode().add(attribute.resource()).add(write(attribute.attribute())));
        }
        if (function instanceof Intrinsic.Join join && join.delimiter().isTextual()) {
            JsonNode elements = write(join.elements());
            return elements.isArray()
                    ? JoinBuilder.joined(join.delimiter(), elements)
                    : JSON.objectNode()
                            .set(
                                    "Fn::Join",
                                    JSON.arrayNode().add(join.delimiter()).add(elements));
        }
        if (function instanceof Intrinsic.If choice) {
            // No value is a value here: left out, the other one would stand in its place.
            ArrayNode arguments = JSON.arrayNode().add(choice.condition());
            Stream.of(choice.then(), choice.otherwise())
                    .map(this::write)
                    .forEach(branch -> arguments.add(orNone(branch)));
            return JSON.objectNode().set("Fn::If", arguments);
        }
        return Rewriting.inside(node, this::write);
    }

    private static JsonNode orNone(JsonNode value) {
        return value.isMissingNode() ? JSON.objectNode().put("Ref", Inputs.NO_VALUE) : value;
    }

    private JsonNode reference(String name) {
        return switch (name) {
            case Inputs.NO_VALUE -> MissingNode.getInstance();
            case "AWS::StackName" -> TextNode.valueOf(template.name());
            default ->
                template.environment()
                        .pseudo(name)
                        .<JsonNode>map(TextNode::valueOf)
                        .orElseGet(() -> JSON.objectNode().put("Ref", name));
        };
    }
}
