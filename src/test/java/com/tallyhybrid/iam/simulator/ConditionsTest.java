package com.tallyhybrid.iam.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions as the IAM User Guide explains them. */
class ConditionsTest {

    static List<Named<JsonNode>> rows() {
        return Rows.of("conditions.yaml");
    }

    static Stream<Named<JsonNode>> opposites() {
        return rows().stream().filter(row -> row.getPayload().has("opposite"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holdsAsDocumented(JsonNode row) {
        assertThat(allows(row, "when")).isEqualTo(row.get("holds").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void deniesExactlyWhenItHolds(JsonNode row) {
        assertThat(outcome(row, "when", "Deny") == Decision.Outcome.EXPLICIT_DENY)
                .isEqualTo(row.get("holds").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("opposites")
    void comesOutTheOtherWayRoundWhenNegated(JsonNode row) {
        assertThat(allows(row, "opposite")).isNotEqualTo(row.get("holds").asBoolean());
    }

    private static boolean allows(JsonNode row, String condition) {
        return outcome(row, condition, "Allow") == Decision.Outcome.ALLOWED;
    }

    private static Decision.Outcome outcome(JsonNode row, String condition, String effect) {
        ObjectNode statement = new ObjectMapper().createObjectNode().put("Effect", effect);
        statement.put("Action", "*").put("Resource", "*").set("Condition", row.get(condition));
        ObjectNode scene = new ObjectMapper().createObjectNode();
        scene.set("identity", statement);
        var user = new Principal.User("arn:aws:iam::%s:user/Dev".formatted(Scene.ACCOUNT));
        return new Scene(scene)
                .evaluator()
                .evaluate(new Request(user, "s3:GetObject", "arn:aws:s3:::books/a", context(row.get("context"))))
                .outcome();
    }

    static Map<String, List<String>> context(JsonNode node) {
        Map<String, List<String>> context = new HashMap<>();
        node.properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            for (JsonNode value : entry.getValue().isArray() ? entry.getValue() : List.of(entry.getValue())) {
                values.add(value.asText());
            }
            context.put(entry.getKey(), values);
        });
        return context;
    }
}
