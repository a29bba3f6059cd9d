package com.tallyhybrid.iam.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as the IAM User Guide decides them. */
class RequestsTest {

    static List<Named<JsonNode>> rows() {
        return Rows.of("requests.yaml");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsAsDocumented(JsonNode row) {
        var scene = new Scene(row);
        String resource = row.get("resource").asText();
        var request = new Request(
                principal(row, scene),
                row.get("action").asText(),
                resource.equals("key") ? scene.assembly().resource("One", "Key").arn() : resource,
                ConditionsTest.context(row.path("context")));

        Decision decision = scene.evaluator().evaluate(request);

        assertThat(decision.outcome().name())
                .as(decision.because())
                .isEqualTo(row.get("expect").asText());
        if (row.has("because")) {
            assertThat(decision.because()).isEqualTo(row.get("because").asText());
        }
    }

    private static Principal principal(JsonNode row, Scene scene) {
        String[] words = row.get("principal").asText().split(" ");
        return switch (words[0]) {
            case "user" ->
                words[1].equals("Eve")
                        ? new Principal.User(
                                "arn:aws:iam::444455556666:user/Eve", List.of(scene.document(row.path("supplied"))))
                        : new Principal.User("arn:aws:iam::111122223333:user/" + words[1]);
            case "role" -> new Principal.RoleSession("arn:aws:iam::111122223333:role/" + words[1]);
            case "root" -> new Principal.Root(words[1]);
            case "token" -> new Principal.Federated("arn:aws:iam::111122223333:oidc-provider/" + words[1]);
            case "service" -> new Principal.Service(words[1]);
            default -> new Principal.Anonymous();
        };
    }
}
