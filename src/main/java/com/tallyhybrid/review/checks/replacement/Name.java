package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import java.util.List;
import java.util.Optional;

/**
 * A name that an owner chose and that only one resource can have.
 *
 * @param scope where it is one: an account and Region as a rule; a bucket's is one everywhere
 * @param parents what else it is one in, such as the bus of a rule or the network of a security group
 * @param value the name itself
 */
record Name(String type, String scope, List<JsonNode> parents, String value) {

    /** The name of a resource whose inputs are resolved; empty where AWS chooses it. */
    static Optional<Name> of(Template template, String type, JsonNode resource) {
        JsonNode properties = resource.path("Properties");
        JsonNode value = Behaviour.published().name(type, properties);
        if (value.isMissingNode() || value.isArray()) {
            return Optional.empty();
        }
        List<JsonNode> parents = Behaviour.published().of(type).within().stream()
                .map(path -> PropertyPath.of(path).in(properties))
                .toList();
        // What only the account knows is the same text only in the stack that asks.
        return Optional.of(
                value.isTextual()
                        ? new Name(type, scope(type, template.environment()), parents, value.asText())
                        : new Name(type, template.stack(), parents, value.toString()));
    }

    private static String scope(String type, Environment place) {
        if (type.equals("AWS::S3::Bucket")) {
            return "";
        }
        return type.startsWith("AWS::IAM::") || type.startsWith("AWS::CloudFront::")
                ? place.account().orElse("")
                : place.text();
    }
}
