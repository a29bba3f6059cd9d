package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The synthesized templates of one deployment, by the role of their stack.
 *
 * @param deployment name of the deployment, the prefix of its stack names
 * @param stacks template of each stack, keyed by {@code Alerting}, {@code Backup} …
 */
public record Templates(String deployment, Map<String, ObjectNode> stacks) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads JSON written in a test; single quotes stand for double ones. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectNode stack(String role) {
        if (!stacks.containsKey(role)) {
            throw new AssertionError("no stack %s among %s".formatted(role, stacks.keySet()));
        }
        return stacks.get(role);
    }

    /** The resource with the logical id, whichever stack holds it. */
    public ObjectNode resource(String logicalId) {
        return all(resource -> resource.logicalId().equals(logicalId)).stream()
                .map(Resource::definition)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no resource " + logicalId));
    }

    public JsonNode properties(String logicalId) {
        return resource(logicalId).path("Properties");
    }

    /** Properties of the alarm with the name. */
    public JsonNode alarm(String name) {
        return named("AWS::CloudWatch::Alarm", "AlarmName", name);
    }

    /** Properties of the event rule with the name. */
    public JsonNode rule(String name) {
        return named("AWS::Events::Rule", "Name", name);
    }

    private JsonNode named(String type, String property, String name) {
        return ofType(type).stream()
                .map(Resource::properties)
                .filter(properties -> properties.path(property).asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s named %s".formatted(type, name)));
    }

    public List<Resource> ofType(String type) {
        return all(resource -> resource.type().equals(type));
    }

    public List<Resource> all() {
        return all(resource -> true);
    }

    public List<Resource> all(Predicate<Resource> wanted) {
        var found = new ArrayList<Resource>();
        stacks.forEach((role, template) -> template.path("Resources")
                .properties()
                .forEach(field -> found.add(new Resource(role, field.getKey(), (ObjectNode) field.getValue()))));
        return found.stream().filter(wanted).toList();
    }

    /** The statements of a policy, by Sid or, without one, by their place. */
    public static Map<String, JsonNode> statements(JsonNode policyDocument) {
        var statements = new TreeMap<String, JsonNode>();
        int place = 0;
        for (JsonNode statement : policyDocument.path("Statement")) {
            statements.put(statement.path("Sid").asText("#" + place), statement);
            place++;
        }
        return statements;
    }

    /** The values of an array of texts, or of a single text, as IAM allows both. */
    public static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node instanceof TextNode) {
            texts.add(node.asText());
        } else {
            node.forEach(element -> texts.add(element.isTextual() ? element.asText() : element.toString()));
        }
        return texts;
    }

    /** The templates as the access evaluator reads them. */
    public Assembly assembly() {
        return Assembly.of(stacks.entrySet().stream()
                .map(stack -> Sketch.template(
                        deployment + "-" + stack.getKey(),
                        Environment.of("aws://111122223333/"
                                + (stack.getKey().equals("Replica") ? "ap-south-2" : "ap-south-1")),
                        stack.getValue()))
                .toList());
    }

    /** A copy of the templates with something changed, to show that a test notices. */
    public Templates tampered(Consumer<Templates> change) {
        var copy = new TreeMap<String, ObjectNode>();
        stacks.forEach((role, template) -> copy.put(role, template.deepCopy()));
        var tampered = new Templates(deployment, copy);
        change.accept(tampered);
        if (tampered.equals(this)) {
            throw new AssertionError("the tampering changed nothing");
        }
        return tampered;
    }

    /** One resource of one stack. */
    public record Resource(String stack, String logicalId, ObjectNode definition) {

        public String type() {
            return definition.path("Type").asText();
        }

        public JsonNode properties() {
            return definition.path("Properties");
        }

        @Override
        public String toString() {
            return stack + "/" + logicalId;
        }
    }
}
