package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

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
        if (!Intrinsic.isFunction(node)) {
            return Rewriting.inside(node, this::write);
        }
        return Intrinsic.of(node) instanceof Intrinsic.Ref reference
                ? reference(node, reference.name())
                : Computation.of(node, this::write);
    }

    private JsonNode reference(JsonNode written, String name) {
        return switch (name) {
            case Inputs.NO_VALUE -> MissingNode.getInstance();
            case "AWS::StackName" -> TextNode.valueOf(template.name());
            default ->
                template.environment()
                        .pseudo(name)
                        .<JsonNode>map(TextNode::valueOf)
                        .orElse(written);
        };
    }
}
