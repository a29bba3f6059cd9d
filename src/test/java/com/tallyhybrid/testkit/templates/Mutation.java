package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.cloudformation.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The app with one statement or one condition key less in a policy of a bucket, vault, key or topic.
 *
 * <p>A statement whose removal changes no answer is guarded by no test, or guards nothing.
 *
 * @param removed what is gone, such as {@code Backup/BucketPolicy#DenyInsecureTransport Bool aws:SecureTransport}
 * @param assembly the templates without it
 */
public record Mutation(String removed, Assembly assembly) {

    private static final Map<String, String> DOCUMENTS = Map.of(
            "AWS::S3::BucketPolicy", "PolicyDocument",
            "AWS::Backup::BackupVault", "AccessPolicy",
            "AWS::KMS::Key", "KeyPolicy",
            "AWS::SNS::TopicPolicy", "PolicyDocument");

    /** Every such removal, one at a time. */
    public static List<Mutation> of(Assembly assembly) {
        List<Mutation> mutations = new ArrayList<>();
        for (Resource resource : assembly.resources()) {
            if (DOCUMENTS.containsKey(resource.type())) {
                ArrayNode statements = statements(resource.definition().deepCopy(), resource.type());
                for (int i = 0; i < statements.size(); i++) {
                    addAll(mutations, assembly, resource, statements.get(i), i);
                }
            }
        }
        return mutations;
    }

    private static void addAll(
            List<Mutation> mutations, Assembly assembly, Resource resource, JsonNode statement, int index) {
        String label = resource.label() + "#" + statement.path("Sid").asText(String.valueOf(index));
        mutations.add(new Mutation(label, without(assembly, resource, list -> list.remove(index))));
        statement
                .path("Condition")
                .properties()
                .forEach(operator -> operator.getValue()
                        .fieldNames()
                        .forEachRemaining(key -> mutations.add(new Mutation(
                                label + " " + operator.getKey() + " " + key,
                                without(
                                        assembly,
                                        resource,
                                        list -> remove(list.get(index), operator.getKey(), key))))));
    }

    private static void remove(JsonNode statement, String operator, String key) {
        var conditions = (ObjectNode) statement.get("Condition");
        var keys = (ObjectNode) conditions.get(operator);
        keys.remove(key);
        if (keys.isEmpty()) {
            conditions.remove(operator);
        }
        if (conditions.isEmpty()) {
            ((ObjectNode) statement).remove("Condition");
        }
    }

    private static Assembly without(Assembly assembly, Resource resource, Consumer<ArrayNode> removal) {
        List<Template> stacks = new ArrayList<>(assembly.stacks());
        int position = stacks.indexOf(resource.stack());
        JsonNode copy = resource.stack().body().deepCopy();
        removal.accept(statements(copy.path("Resources").path(resource.logicalId()), resource.type()));
        stacks.set(position, resource.stack().with(copy));
        return Assembly.of(stacks);
    }

    /** The list of statements; a single statement is put into a list first. */
    private static ArrayNode statements(JsonNode definition, String type) {
        var document = (ObjectNode) definition.path("Properties").path(DOCUMENTS.get(type));
        JsonNode statements = document.path("Statement");
        return statements.isArray()
                ? (ArrayNode) statements
                : document.putArray("Statement").add(statements);
    }
}
