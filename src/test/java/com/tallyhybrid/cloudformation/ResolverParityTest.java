package com.tallyhybrid.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.SmallApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two resolvers read the same functions: one for the simulator, which refuses what it does not know, and one for the review,
 * which compares it unknown. What the second one knows, the first one knows alike.
 */
class ResolverParityTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int VALUES = 3000;

    private static final String TEMPLATE = """
            Parameters:
              Stage: {Type: String, Default: live}
              Zones: {Type: CommaDelimitedList, Default: 'a, b'}
              Secret: {Type: String}
            Mappings: {Sizes: {live: {days: 400}, test: {days: 1}}}
            Conditions:
              IsLive: {'Fn::Equals': [{Ref: Stage}, live]}
              IsTest: {'Fn::Not': [{Condition: IsLive}]}
              Open: {'Fn::Equals': [{Ref: Secret}, x]}
            Resources:
              Books: {Type: 'AWS::S3::Bucket', Properties: {BucketName: {'Fn::Sub': 'books-${AWS::AccountId}'}}}
              Bills: {Type: 'AWS::S3::Bucket'}
              Clerk: {Type: 'AWS::IAM::Role', Properties: {RoleName: clerk, Path: /office/}}
              Alerts: {Type: 'AWS::SNS::Topic', Properties: {TopicName: alerts}}
            Outputs:
              Out: {Value: {'Fn::GetAtt': [Clerk, Arn]}, Export: {Name: {'Fn::Sub': '${AWS::StackName}-clerk'}}}
            """;

    private final Random random = new Random(12);

    @Test
    void whatBothKnowIsTheSameText() {
        ObjectNode body = (ObjectNode) SmallApp.yaml(TEMPLATE);
        ObjectNode properties = ((ObjectNode) body.get("Resources"))
                .putObject("Subject")
                .put("Type", "Some::Type")
                .putObject("Properties");
        for (int i = 0; i < VALUES; i++) {
            properties.set("V" + i, value(4));
        }
        Template template = Sketch.template("shop", Environment.of("aws://111122223333/ap-south-1"), body);
        Resource subject = Assembly.of(List.of(template)).resource("shop", "Subject");
        var symbolic = SymbolicResolver.of(CloudAssembly.of(List.of(template)).normalized())
                .get("shop");
        List<String> apart = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < VALUES; i++) {
            JsonNode value = properties.get("V" + i);
            String text = symbolic.text(value);
            Optional<String> strict = strict(subject, "V" + i);
            // What nobody knows stands in angle brackets.
            if (!text.contains("<")) {
                compared++;
                if (!strict.equals(Optional.of(text))) {
                    apart.add("%s: %s, and strictly %s".formatted(value, text, strict));
                }
            }
        }

        assertThat(apart).isEmpty();
        assertThat(compared).isBetween(VALUES / 2, VALUES - VALUES / 10);
    }

    private static Optional<String> strict(Resource subject, String property) {
        try {
            return Optional.of(subject.property(property).asText());
        } catch (UnreadableTemplate unknown) {
            return Optional.empty();
        }
    }

    private JsonNode value(int deep) {
        return switch (random.nextInt(deep == 0 ? 4 : 14)) {
            case 0, 1 -> one(text("plain"), text("10.0.0.0/16"), text("a:b:c"), JSON.numberNode(7), text(""));
            case 2 ->
                function(
                        "Ref",
                        one(
                                text("Books"),
                                text("Bills"),
                                text("Stage"),
                                text("Alerts"),
                                text("Secret"),
                                text("AWS::Region")));
            case 3 ->
                one(
                        getAtt("Books", "Arn"),
                        getAtt("Clerk", "Arn"),
                        getAtt("Bills", "Arn"),
                        function("Fn::GetAtt", text("Alerts.TopicName")));
            case 4 ->
                function(
                        "Fn::Sub",
                        one(
                                text("${Books}/${!a}/${Clerk.Arn}"),
                                text("x-${Stage}-${AWS::StackName}"),
                                text("${Bills.Arn}")));
            case 5 ->
                function(
                        "Fn::Sub", list(text("${A}+${Stage}"), JSON.objectNode().set("A", value(deep - 1))));
            case 6 -> function("Fn::Join", list(text("-"), list(value(deep - 1), value(deep - 1))));
            case 7 -> function("Fn::Join", list(text(":"), one(function("Ref", text("Zones")), split(deep))));
            case 8 ->
                function(
                        "Fn::Select",
                        list(
                                JSON.numberNode(random.nextInt(3)),
                                one(split(deep), list(value(deep - 1), value(deep - 1)))));
            case 9 ->
                function(
                        "Fn::If",
                        list(one(text("IsLive"), text("IsTest"), text("Open")), value(deep - 1), value(deep - 1)));
            case 10 ->
                function(
                        "Fn::FindInMap",
                        list(
                                text("Sizes"),
                                one(function("Ref", text("Stage")), text("test"), text("none")),
                                text("days")));
            case 11 -> function("Fn::Base64", value(deep - 1));
            case 12 ->
                one(
                        function("Fn::ImportValue", text("shop-clerk")),
                        function(
                                "Fn::Select",
                                list(text("1"), function("Fn::Cidr", list(value(deep - 1), text("2"), text("8"))))),
                        function("Fn::Length", list(value(deep - 1), text("b"))));
            default ->
                function("Fn::ToJsonString", JSON.objectNode().set("a", list(value(deep - 1), JSON.booleanNode(true))));
        };
    }

    private JsonNode split(int deep) {
        return function("Fn::Split", list(one(text(":"), text("-"), text("/")), value(deep - 1)));
    }

    private JsonNode one(JsonNode... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static JsonNode getAtt(String resource, String attribute) {
        return function("Fn::GetAtt", list(text(resource), text(attribute)));
    }

    private static JsonNode function(String name, JsonNode argument) {
        return JSON.objectNode().set(name, argument);
    }

    private static ArrayNode list(JsonNode... elements) {
        return JSON.arrayNode().addAll(List.of(elements));
    }

    private static JsonNode text(String text) {
        return JSON.textNode(text);
    }
}
