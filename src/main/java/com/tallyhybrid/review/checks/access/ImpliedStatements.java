package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The statements that AWS makes of properties: permissions that are no policy document in the template. */
final class ImpliedStatements {

    private ImpliedStatements() {}

    /** The document that the resource stands for; empty where it stands for none. */
    static Optional<JsonNode> of(JsonNode resource) {
        JsonNode properties = resource.path("Properties");
        return switch (resource.path("Type").asText()) {
            case "AWS::Lambda::Permission" -> Optional.of(permission(properties));
            case "AWS::Lambda::LayerVersionPermission" -> Optional.of(grant(properties));
            case "AWS::Events::EventBusPolicy" ->
                properties.has("Statement") ? Optional.empty() : Optional.of(busPolicy(properties));
            // An endpoint without a policy lets everything through.
            case "AWS::EC2::VPCEndpoint" ->
                properties.has("PolicyDocument")
                                || properties.path("VpcEndpointType").asText().equals("GatewayLoadBalancer")
                        ? Optional.empty()
                        : Optional.of(document(statement("*", "*")));
            default -> Optional.empty();
        };
    }

    private static JsonNode permission(JsonNode properties) {
        JsonNode document = grant(properties);
        condition(document, "ArnLike", "aws:SourceArn", properties.path("SourceArn"));
        condition(document, "StringEquals", "aws:SourceAccount", properties.path("SourceAccount"));
        condition(document, "StringEquals", "aws:PrincipalOrgID", properties.path("PrincipalOrgID"));
        condition(document, "StringEquals", "lambda:FunctionUrlAuthType", properties.path("FunctionUrlAuthType"));
        condition(document, "StringEquals", "lambda:EventSourceToken", properties.path("EventSourceToken"));
        return document;
    }

    private static JsonNode busPolicy(JsonNode properties) {
        JsonNode document = grant(properties);
        JsonNode condition = properties.path("Condition");
        condition(
                document, condition.path("Type").asText(), condition.path("Key").asText(), condition.path("Value"));
        return document;
    }

    private static JsonNode grant(JsonNode properties) {
        ObjectNode statement = statement("", "*");
        JsonNode principal = properties.path("Principal");
        boolean service = principal.asText().endsWith(".amazonaws.com");
        if (principal.asText().equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement.putObject("Principal").set(service ? "Service" : "AWS", principal);
        }
        statement.set("Action", properties.path("Action"));
        return document(statement);
    }

    private static ObjectNode statement(String principal, String resource) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Effect", "Allow")
                .put("Principal", principal)
                .put("Action", "*")
                .put("Resource", resource);
    }

    private static JsonNode document(JsonNode statement) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        document.putArray("Statement").add(statement);
        return document;
    }

    private static void condition(JsonNode document, String operator, String key, JsonNode value) {
        if (!value.isMissingNode()) {
            ((ObjectNode) document.at("/Statement/0"))
                    .withObject("/Condition")
                    .withObject("/" + operator)
                    .set(key, value);
        }
    }
}
