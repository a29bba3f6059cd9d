package com.tallyhybrid;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.FactSheet;
import com.tallyhybrid.testkit.templates.NamedByText;
import com.tallyhybrid.testkit.templates.NamedByText.Mention;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order CloudFormation creates what belongs together, and what comes last because it cannot be taken back. */
class CreationOrderTest {

    static Stream<Synthesized> deployments() {
        return Stream.concat(Synthesized.all(), Synthesized.largest());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whatIsNamedByTextIsCreatedBeforeOrLookedUpByNobody(Synthesized deployment) {
        inOrder(deployment.templates(), deployment.stackNeeds());
    }

    private static void inOrder(Templates templates, Map<String, Set<String>> stackNeeds) {
        Set<String> notLookedUp = notLookedUp();
        List<Mention> mentions = new NamedByText(templates, stackNeeds).mentions();
        assertThat(mentions).as("names by text").hasSizeGreaterThan(20);
        assertThat(mentions)
                .filteredOn(mention -> !mention.ordered() && !notLookedUp.contains(mention.place()))
                .isEmpty();
    }

    @Test
    void everyExceptionIsNeeded() {
        Set<String> needed = deployments()
                .flatMap(deployment ->
                        new NamedByText(deployment.templates(), deployment.stackNeeds()).mentions().stream())
                .filter(mention -> !mention.ordered())
                .map(Mention::place)
                .collect(Collectors.toSet());
        assertThat(notLookedUp()).isEqualTo(needed);
    }

    /**
     * A place where AWS keeps a name as text.
     *
     * @param place type and property of the holder
     * @param why nobody looks the name up when the holder is created
     */
    record Kept(String place, String why) {}

    private static Set<String> notLookedUp() {
        List<Kept> rows = FactSheet.rows("not-looked-up.yaml", Kept.class);
        assertThat(rows).allSatisfy(row -> assertThat(row.why()).isNotBlank());
        return rows.stream().map(Kept::place).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void plansAndRestoreTestsFollowTheVaultsOfTheirStack(Synthesized deployment) {
        followTheirVaults(deployment.templates());
    }

    private static void followTheirVaults(Templates templates) {
        var order = new NamedByText(templates, Map.of());
        List<String> vaults = templates
                .all(resource ->
                        resource.stack().equals("Operations") && resource.type().equals("AWS::Backup::BackupVault"))
                .stream()
                .map(Templates.Resource::logicalId)
                .toList();
        assertThat(templates.ofType("AWS::Backup::BackupPlan"))
                .allSatisfy(plan -> assertThat(order.before(plan)).containsAll(vaults));
        assertThat(templates.ofType("AWS::Backup::RestoreTestingPlan"))
                .allSatisfy(plan -> assertThat(order.before(plan)).contains("Vault"));
    }

    /** AWS Backup tries the role of a selection at once, and IAM takes a while to know a new role everywhere. */
    @ParameterizedTest
    @MethodSource("deployments")
    void theBackupSelectionIsTheLastOfItsStack(Synthesized deployment) {
        isLast(deployment.templates(), "AWS::Backup::BackupSelection");
    }

    /** CloudTrail writes to its locked bucket at once: a failure after it could not be rolled back. */
    @ParameterizedTest
    @MethodSource("deployments")
    void theTrailIsTheLastOfItsStack(Synthesized deployment) {
        assertThat(deployment.templates().ofType("AWS::CloudTrail::Trail")).hasSize(1);
        isLast(deployment.templates(), "AWS::CloudTrail::Trail");
    }

    private static void isLast(Templates templates, String type) {
        var order = new NamedByText(templates, Map.of());
        assertThat(templates.ofType(type)).allSatisfy(last -> {
            Set<String> before = order.before(last);
            assertThat(templates.all(other -> other.stack().equals(last.stack())))
                    .extracting(Templates.Resource::logicalId)
                    .filteredOn(id -> !before.contains(id))
                    .containsExactly(last.logicalId());
        });
    }

    /** Backups are what an owner waits for: nothing of the audit may keep them waiting. */
    @ParameterizedTest
    @MethodSource("deployments")
    void auditAndOperationsFollowTheBackups(Synthesized deployment) {
        assertThat(deployment.stackNeeds().get("Audit")).contains("Alerting", "Backup");
        assertThat(deployment.stackNeeds().get("Operations")).contains("Alerting", "Backup", "Replica");
        assertThat(deployment.stackNeeds().get("Backup")).containsExactlyInAnyOrder("Alerting", "Replica");
    }

    @TestFactory
    Stream<DynamicTest> guardsTheOrder() {
        return Stream.of(
                notices(
                        "a plan before its vaults",
                        templates -> templates
                                .ofType("AWS::Backup::BackupPlan")
                                .get(0)
                                .definition()
                                .remove("DependsOn"),
                        CreationOrderTest::inOrderOfTheExample),
                notices(
                        "a plan before the vault of the copies",
                        templates -> templates
                                .ofType("AWS::Backup::BackupPlan")
                                .get(0)
                                .definition()
                                .putArray("DependsOn")
                                .add("Vault"),
                        CreationOrderTest::followTheirVaults),
                notices(
                        "a restore test before its vault",
                        templates -> templates
                                .ofType("AWS::Backup::RestoreTestingPlan")
                                .get(0)
                                .definition()
                                .remove("DependsOn"),
                        CreationOrderTest::followTheirVaults),
                notices(
                        "a flow log before its log group",
                        templates -> templates
                                .ofType("AWS::EC2::FlowLog")
                                .get(0)
                                .definition()
                                .putArray("DependsOn"),
                        CreationOrderTest::inOrderOfTheExample),
                notices(
                        "a rule before its ledger, whose name is joined from pieces",
                        templates -> {
                            Templates.Resource rule = templates
                                    .all(resource -> resource.properties()
                                            .path("Name")
                                            .asText()
                                            .equals("sharma-traders-deletions"))
                                    .get(0);
                            rule.definition().remove("DependsOn");
                            ((ObjectNode) rule.properties().path("Targets").get(0))
                                    .putObject("Arn")
                                    .putArray("Fn::Join")
                                    .add("")
                                    .addArray()
                                    .add("arn:aws:logs:ap-south-1:111122223333:log-group:/aws/events/")
                                    .add("sharma-traders/deletions");
                        },
                        CreationOrderTest::inOrderOfTheExample),
                notices(
                        "a document that hands over to a later one",
                        templates -> templates
                                .all(resource -> resource.logicalId().startsWith("DrillRunbook"))
                                .forEach(part -> part.definition().remove("DependsOn")),
                        CreationOrderTest::inOrderOfTheExample),
                notices(
                        "a policy whose principal is known by text only",
                        templates -> ((ObjectNode) templates
                                        .properties("BackupBucketPolicy")
                                        .at("/PolicyDocument/Statement/0"))
                                .putObject("Principal")
                                .put("AWS", "arn:aws:iam::111122223333:role/sharma-traders-break-glass"),
                        CreationOrderTest::inOrderOfTheExample),
                notices(
                        "a trail before an alarm",
                        templates -> ((ArrayNode) templates.resource("Trail").path("DependsOn")).remove(4),
                        templates -> isLast(templates, "AWS::CloudTrail::Trail")),
                notices(
                        "a selection before the dashboard",
                        templates -> templates
                                .ofType("AWS::Backup::BackupSelection")
                                .get(0)
                                .definition()
                                .remove("DependsOn"),
                        templates -> isLast(templates, "AWS::Backup::BackupSelection")));
    }

    private static void inOrderOfTheExample(Templates templates) {
        inOrder(templates, Synthesized.example().stackNeeds());
    }
}
