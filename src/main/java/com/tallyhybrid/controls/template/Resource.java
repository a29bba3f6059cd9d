package com.tallyhybrid.controls.template;

import com.fasterxml.jackson.databind.JsonNode;

/** One resource of a template, with its references answered on demand. */
public final class Resource {

    private final StackTemplate stack;
    private final String logicalId;
    private final JsonNode definition;
    private final Resolver resolver;

    Resource(StackTemplate stack, String logicalId, JsonNode definition, Resolver resolver) {
        this.stack = stack;
        this.logicalId = logicalId;
        this.definition = definition;
        this.resolver = resolver;
        if (definition.has("Condition")) {
            throw stack.place("Condition", logicalId).refusal("a conditional resource is not modelled");
        }
        if (type().equals("AWS::CloudFormation::Stack")) {
            throw stack.place("Type", logicalId).refusal("a nested stack is not modelled");
        }
    }

    public StackTemplate stack() {
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
        return stack.name() + "/" + logicalId;
    }

    /** What {@code Ref} gives. */
    public String reference() {
        return ResourceType.of(type()).reference(this);
    }

    /** What {@code Fn::GetAtt} gives: a text, or a list of texts. */
    public JsonNode attribute(String name) {
        return ResourceType.of(type()).attribute(this, name);
    }

    /** The Amazon Resource Name. */
    public String arn() {
        return ResourceType.of(type()).arn(this);
    }

    /** All properties, references answered. */
    public JsonNode properties() {
        return resolver.resolve(definition.path("Properties"), place());
    }

    /** One property, references answered; a missing node where it is not set. */
    public JsonNode property(String name) {
        return resolver.resolve(definition.path("Properties").path(name), place().at(name));
    }

    /** The resource as synthesized, with the references in it. */
    public JsonNode definition() {
        return definition;
    }

    Place place() {
        return stack.place("Properties", logicalId);
    }
}
