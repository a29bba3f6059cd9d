package com.tallyhybrid.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's rights are those that Duplicati's calls need: no action more, none less. */
@ExtendWith(Synthesized.class)
class AgentRightsTest {

    private static final String BUCKET = "arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1";
    private static final String OWN = "sharma-traders-pune";
    private static final Principal AGENT = new Principal.User("arn:aws:iam::111122223333:user/" + OWN);

    /** What Duplicati does with S3, each with the calls it makes, as its source has them. */
    private enum Operation {
        LIST(List.of("s3:ListBucket")),
        BACKUP(List.of("s3:ListBucket", "s3:PutObject", "s3:GetObject", "s3:DeleteObject")),
        VERIFY(List.of("s3:ListBucket", "s3:GetObject")),
        COMPACT(List.of("s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject")),
        RESTORE(List.of("s3:ListBucket", "s3:GetObject")),
        TEST_CONNECTION(List.of("s3:ListBucket", "s3:PutObject", "s3:GetObject", "s3:DeleteObject"));

        private final List<String> calls;

        Operation(List<String> calls) {
            this.calls = calls;
        }

        boolean worksUnder(Evaluator policies) {
            return calls.stream()
                    .allMatch(call -> policies.evaluate(request(call)).outcome() == Outcome.ALLOWED);
        }

        private static Request request(String call) {
            return call.equals("s3:ListBucket") ? listing(BUCKET) : asked(call, BUCKET + "/" + OWN + "/duplicati-b1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsDuplicatiDo(Operation operation) {
        assertThat(operation.worksUnder(
                        Evaluator.of(Synthesized.example().templates().assembly())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:ListBucket", "s3:PutObject", "s3:GetObject", "s3:DeleteObject"})
    void couldNotDoWithout(String action) {
        Templates less = Synthesized.example().templates().tampered(templates -> take(action, templates));
        Evaluator policies = Evaluator.of(less.assembly());

        assertThat(Stream.of(Operation.values()).filter(operation -> !operation.worksUnder(policies)))
                .isNotEmpty();
    }

    @Test
    void allowsTheseActionsInTheBackupBucketAndNoOtherOfS3(Templates templates) throws IOException {
        Evaluator policies = Evaluator.of(templates.assembly());
        var allowed = new ArrayList<String>();
        for (String action : s3Actions()) {
            if (isAllowed(policies, listing(action, BUCKET))) {
                allowed.add(action + " on the bucket");
            }
            if (isAllowed(policies, asked(action, BUCKET + "/" + OWN + "/a"))) {
                allowed.add(action + " under its own name");
            }
        }
        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "s3:ListBucket on the bucket",
                        "s3:GetObject under its own name",
                        "s3:PutObject under its own name",
                        "s3:DeleteObject under its own name");
    }

    /** Every action that any policy names must exist: a misspelt denial denies nothing. */
    @Test
    void namesOnlyActionsThatS3Has(Templates templates) throws IOException {
        List<String> known = s3Actions();
        var named = new ArrayList<String>();
        templates
                .stacks()
                .values()
                .forEach(template ->
                        template.findValues("Action").forEach(actions -> named.addAll(Templates.texts(actions))));

        assertThat(named.stream().filter(action -> action.startsWith("s3:") && !action.equals("s3:*")))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(known).anyMatch(s3 -> s3.matches(action.replace("*", ".*"))));
    }

    private static boolean isAllowed(Evaluator policies, Request request) {
        return policies.evaluate(request).outcome() == Outcome.ALLOWED;
    }

    private static Request listing(String bucket) {
        return listing("s3:ListBucket", bucket);
    }

    private static Request listing(String action, String bucket) {
        return asked(action, bucket).with("s3:prefix", OWN + "/").with("s3:delimiter", "/");
    }

    private static Request asked(String action, String resource) {
        return new Request(AGENT, action, resource)
                .with("aws:SecureTransport", "true")
                .with("s3:TlsVersion", "1.3")
                .with("aws:ViaAWSService", "false")
                .with("aws:SourceIp", "198.51.100.10");
    }

    private static List<String> s3Actions() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/s3-actions.txt")).stream()
                .filter(line -> line.startsWith("s3:"))
                .toList();
    }

    /** Removes one action from the rights of the agents in the backup bucket. */
    private static void take(String action, Templates templates) {
        templates.ofType("AWS::IAM::ManagedPolicy").stream()
                .filter(policy -> policy.properties().has("Groups"))
                .forEach(policy -> {
                    for (JsonNode statement :
                            policy.properties().path("PolicyDocument").path("Statement")) {
                        if (statement.path("Effect").asText().equals("Allow")) {
                            without(action, (ObjectNode) statement);
                        }
                    }
                });
    }

    private static void without(String action, ObjectNode statement) {
        List<String> rest = Templates.texts(statement.path("Action")).stream()
                .filter(other -> !other.equals(action))
                .toList();
        ArrayNode actions = statement.putArray("Action");
        rest.forEach(actions::add);
        if (rest.isEmpty()) {
            actions.add("s3:GetBucketLocation");
        }
    }
}
