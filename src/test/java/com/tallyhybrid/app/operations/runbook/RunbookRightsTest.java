package com.tallyhybrid.app.operations.runbook;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.automation.Automation;
import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.automation.Rights;
import com.tallyhybrid.testkit.automation.Run;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The role of each runbook allows every call that it makes, nothing that it does not, and nothing in another Region. */
@ExtendWith(Synthesized.class)
class RunbookRightsTest {

    /**
     * A run that goes through every step.
     *
     * @param document without the deployment's name
     */
    record Case(String document, Supplier<RecordedAws> aws, List<String> parameters) {

        @Override
        public String toString() {
            return document;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("test-alerts", Recordings::alerts, List.of()),
                new Case(
                        "recover-objects",
                        Recordings::deletedBackups,
                        List.of("Server=pune", "NotAfter=2026-11-23T16:30:00Z")),
                new Case("restore-file-server", Recordings::restoredFileServer, List.of()),
                new Case("move-aliases", Recordings::aliases, List.of("NewFileSystemId=fs-0fedcba9876543210")),
                new Case(
                        "start-recovery-server",
                        Recordings::recoveryServer,
                        List.of("Server=pune", "KeyPairName=rescue")),
                new Case("end-recovery-server", Recordings::runningServer, List.of("Server=pune")),
                new Case("check-stacks", Recordings::unprotectedStack, List.of()),
                new Case("restore-drill", Recordings::drillAlone, List.of("Server=pune", "KeyPairName=rescue")));
    }

    @Test
    void everyDocumentIsHere(Templates templates) {
        assertThat(cases())
                .extracting(found -> "sharma-traders-" + found.document())
                .containsExactlyInAnyOrderElementsOf(
                        Automation.of(templates, Recordings.aws()).documents());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRoleAllowsEveryCallAndNoMore(Case found) {
        allowsEveryCallAndNoMore(found, Synthesized.example().templates());
    }

    private static void allowsEveryCallAndNoMore(Case found, Templates templates) {
        Rights rights = rights(found, templates);
        assertThat(rights.missing()).isEmpty();
        assertThat(rights.unused()).isEmpty();
        assertThat(rights.isTakenBySystemsManager()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRoleAllowsNothingInAnotherRegion(Case found) {
        assertThat(rights(found, Synthesized.example().templates()).allowedElsewhere())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRoleAllowsNothingOfAnotherDeployment(Case found) {
        allowsNothingOfOthers(found, Synthesized.example().templates());
    }

    private static void allowsNothingOfOthers(Case found, Templates templates) {
        assertThat(rights(found, templates).allowedOfOthers()).isEmpty();
    }

    private static Rights rights(Case found, Templates templates) {
        String document = "sharma-traders-" + found.document();
        RecordedAws aws = found.aws().get();
        Run run = Automation.of(Synthesized.example().templates(), aws)
                .start(document, found.parameters().toArray(String[]::new));
        assertThat(run.failures()).isEmpty();
        return Rights.of(templates, document).need(aws.of(run.execution()));
    }

    @TestFactory
    Stream<DynamicTest> guardsTheRoles() {
        Case recover = cases().get(1);
        Case move = cases().get(3);
        return Stream.of(
                notices(
                        "a role that may delete a file system",
                        templates -> ((ArrayNode)
                                        statement(templates, "MoveNames").path("Action"))
                                .add("fsx:DeleteFileSystem"),
                        templates -> allowsEveryCallAndNoMore(move, templates)),
                notices(
                        "a role that may no longer move names",
                        templates -> statement(templates, "MoveNames")
                                .put("Resource", "arn:aws:fsx:ap-south-1:1:file-system/x"),
                        templates -> allowsEveryCallAndNoMore(move, templates)),
                notices(
                        "a role that reads whatever lies in the account's buckets",
                        templates -> statement(templates, "ReadVersions").put("Resource", "arn:aws:s3:::*"),
                        templates -> allowsNothingOfOthers(recover, templates)));
    }

    private static ObjectNode statement(Templates templates, String sid) {
        return templates.all(resource -> resource.stack().equals("Operations")).stream()
                .map(policy -> Templates.statements(policy.properties().path("PolicyDocument"))
                        .get(sid))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
