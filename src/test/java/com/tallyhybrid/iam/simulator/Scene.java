package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;

/** The account of the examples: a user, a role, a bucket, a key, a role to assume. */
final class Scene {

    static final String ACCOUNT = "111122223333";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String version;
    private final ObjectNode resources = JSON.createObjectNode();

    Scene(JsonNode row) {
        version = row.path("version").asText("2012-10-17");
        named("Dev", "User", "UserName");
        named("Ops", "Role", "RoleName").set("AssumeRolePolicyDocument", document(row.path("none")));
        named("Target", "Role", "RoleName").set("AssumeRolePolicyDocument", document(row.path("trust")));
        resource("Books", "AWS::S3::Bucket").put("BucketName", "books");
        resource("Key", "AWS::KMS::Key").set("KeyPolicy", document(row.path("key")));
        resource("BooksPolicy", "AWS::S3::BucketPolicy")
                .put("Bucket", "books")
                .set("PolicyDocument", document(row.path("bucket")));
        for (String entity : List.of("Dev", "Ops")) {
            ObjectNode properties = (ObjectNode) resources.get(entity).get("Properties");
            properties.putArray("Policies").addObject().set("PolicyDocument", document(row.path("identity")));
            if (row.has("boundary")) {
                properties.putObject("PermissionsBoundary").put("Ref", "Boundary");
            }
        }
        if (row.has("boundary")) {
            resource("Boundary", "AWS::IAM::ManagedPolicy").set("PolicyDocument", document(row.path("boundary")));
        }
    }

    Assembly assembly() {
        JsonNode template = JSON.createObjectNode().set("Resources", resources);
        return Assembly.of(
                List.of(Sketch.template("One", Environment.of("aws://" + ACCOUNT + "/ap-south-1"), template)));
    }

    Evaluator evaluator() {
        return Evaluator.of(assembly());
    }

    /** A policy of the row's version from one statement or several. */
    ObjectNode document(JsonNode statements) {
        ObjectNode document = JSON.createObjectNode();
        if (!version.isEmpty()) {
            document.put("Version", version);
        }
        document.set("Statement", statements.isMissingNode() ? JSON.createArrayNode() : statements);
        return document;
    }

    private ObjectNode named(String name, String kind, String property) {
        return resource(name, "AWS::IAM::" + kind).put(property, name);
    }

    private ObjectNode resource(String logicalId, String type) {
        return resources.putObject(logicalId).put("Type", type).putObject("Properties");
    }
}
