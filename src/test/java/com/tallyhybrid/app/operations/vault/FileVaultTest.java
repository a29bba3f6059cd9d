package com.tallyhybrid.app.operations.vault;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static com.tallyhybrid.testkit.templates.Templates.statements;
import static com.tallyhybrid.testkit.templates.Templates.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.app.storage.LockedVault;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second, locked set of the file server's backups, and the proof that it can be restored. */
@ExtendWith(Synthesized.class)
class FileVaultTest {

    private static final List<String> VAULTS = List.of("Vault", "VaultCopy");

    @Test
    void locksBothVaultsAndLeavesAWayBackWhereTheOwnerDidNotGiveItUp(Templates templates) {
        for (String vault : VAULTS) {
            assertThat(templates.properties(vault).path("LockConfiguration"))
                    .isEqualTo(json("{'MinRetentionDays': 30, 'MaxRetentionDays': 366}"));
            assertThat(templates.properties(vault).path("EncryptionKeyArn").has("Fn::GetAtt"))
                    .isTrue();
        }
    }

    @Test
    void locksForEverOnlyWhereTheOwnerSaysSo() {
        Templates forEver = Synthesized.selfManaged().templates();
        for (String vault : VAULTS) {
            assertThat(forEver.properties(vault)
                            .at("/LockConfiguration/ChangeableForDays")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void refusesToEveryoneToEndARecoveryPointOrToShortenItsLife(Templates templates) {
        for (String vault : VAULTS) {
            JsonNode statement =
                    statements(templates.properties(vault).path("AccessPolicy")).get("DenyEndingRecoveryPoints");
            assertThat(statement).as(vault).isNotNull();
            assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
            assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("*");
            assertThat(statement.has("Condition")).isFalse();
            assertThat(texts(statement.path("Action")))
                    .contains("backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle");
        }
    }

    @Test
    void backsUpHalfADayAfterFsxItselfAndCopiesWithinTheLock(Templates templates) {
        assertThat(templates
                        .ofType("AWS::Backup::BackupPlan")
                        .get(0)
                        .properties()
                        .at("/BackupPlan/BackupPlanRule"))
                .isEqualTo(json("""
                        [{'RuleName': 'daily', 'TargetBackupVault': 'sharma-traders-vault',
                          'ScheduleExpression': 'cron(0 14 * * ? *)', 'ScheduleExpressionTimezone': 'Asia/Kolkata',
                          'StartWindowMinutes': 60, 'CompletionWindowMinutes': 480,
                          'Lifecycle': {'DeleteAfterDays': 90},
                          'CopyActions': [{
                            'DestinationBackupVaultArn':
                              'arn:aws:backup:ap-south-1:111122223333:backup-vault:sharma-traders-vault-copy',
                            'Lifecycle': {'DeleteAfterDays': 90}}]}]
                        """));
    }

    /** AWS Backup fails every job whose retention is outside the vault's lock. */
    @Test
    void acceptsNoRetentionOutsideTheLock() throws IOException {
        JsonNode days = new ObjectMapper()
                .readTree(new File("src/main/resources/com/tallyhybrid/settings/file/schema.json"))
                .at("/properties/fileServer/properties/vaultDays");
        assertThat(days.path("minimum").asInt()).isGreaterThanOrEqualTo(LockedVault.LEAST_DAYS);
        assertThat(days.path("maximum").asInt()).isLessThanOrEqualTo(LockedVault.MOST_DAYS);
        assertThat(days.path("default").asInt()).isBetween(LockedVault.LEAST_DAYS, LockedVault.MOST_DAYS);
    }

    @Test
    void choosesTheFileServerByNameAndNotByATagThatCouldBeTakenOff(Templates templates) {
        JsonNode selection = templates
                .ofType("AWS::Backup::BackupSelection")
                .get(0)
                .properties()
                .path("BackupSelection");
        assertThat(selection.path("Resources").toString())
                .contains("file-system/")
                .contains("ExportsOutputRefFileSystem");
        assertThat(selection.has("ListOfTags")).isFalse();
    }

    @Test
    void copiesToHyderabadOnlyWhereTheOwnerWantsToTryIt() {
        Templates hyderabad = Synthesized.selfManaged().templates();
        assertThat(hyderabad.stack("Replica").path("Resources").has("VaultCopy"))
                .isTrue();
        assertThat(hyderabad.stack("Operations").path("Resources").has("VaultCopy"))
                .isFalse();
        assertThat(hyderabad
                        .ofType("AWS::Backup::BackupPlan")
                        .get(0)
                        .properties()
                        .findValue("DestinationBackupVaultArn"))
                .isEqualTo(json("'arn:aws:backup:ap-south-2:111122223333:backup-vault:mehta-exports-vault-copy'"));
    }

    @Test
    void restoresTheNewestBackupEveryQuarterIntoTheSameNetworkAndDomain(Templates templates) {
        JsonNode plan =
                templates.ofType("AWS::Backup::RestoreTestingPlan").get(0).properties();
        assertThat(plan.path("ScheduleExpression").asText()).isEqualTo("cron(0 10 10 1,4,7,10 ? *)");
        assertThat(plan.path("RecoveryPointSelection")).isEqualTo(json("""
                {'Algorithm': 'LATEST_WITHIN_WINDOW', 'RecoveryPointTypes': ['SNAPSHOT'], 'SelectionWindowDays': 7,
                 'IncludeVaults': ['arn:aws:backup:ap-south-1:111122223333:backup-vault:sharma-traders-vault']}
                """));
        JsonNode metadata = templates
                .ofType("AWS::Backup::RestoreTestingSelection")
                .get(0)
                .properties()
                .path("RestoreMetadataOverrides");
        assertThat(metadata.fieldNames())
                .toIterable()
                .containsExactly("StorageType", "KmsKeyId", "SubnetIds", "SecurityGroupIds", "WindowsConfiguration");
        assertThat(metadata.path("WindowsConfiguration").toString())
                .contains("MULTI_AZ_1", "ExportsOutputRefDirectory", "AutomaticBackupRetentionDays");
    }

    @Test
    void restoresIntoTheFirmsOwnDomainWithoutAPassword() {
        String metadata = Synthesized.selfManaged()
                .templates()
                .ofType("AWS::Backup::RestoreTestingSelection")
                .get(0)
                .properties()
                .path("RestoreMetadataOverrides")
                .toString();
        assertThat(metadata)
                .contains("DomainJoinServiceAccountSecret", "secret:mehta-exports/fsx-join-AbC123", "SINGLE_AZ_2")
                .doesNotContain("PreferredSubnetId");
    }

    @Test
    void copiesIntoTheSecondVaultOnly(Templates templates) {
        JsonNode copy = right(templates, "CopyOut");
        assertThat(texts(copy.path("Action"))).containsExactly("backup:CopyFromBackupVault");
        assertThat(copy.path("Condition")).isEqualTo(json("""
                {'StringEquals': {'aws:RequestedRegion': 'ap-south-1'},
                 'ForAllValues:ArnEquals': {'backup:CopyTargets':
                   'arn:aws:backup:ap-south-1:111122223333:backup-vault:sharma-traders-vault-copy'}}
                """));
    }

    /** Whoever restores must not be able to remove the real file server. */
    @Test
    void removesRestoredFileServersOnly(Templates templates) {
        assertThat(right(templates, "RemoveWhatWasRestored").path("Condition"))
                .isEqualTo(json("{'Null': {'aws:ResourceTag/aws:backup:source-resource': 'false'}}"));
    }

    private static JsonNode right(Templates templates, String sid) {
        return templates.all(resource -> resource.stack().equals("Operations")).stream()
                .map(resource ->
                        statements(resource.properties().path("PolicyDocument")).get(sid))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> guardsTheVaults() {
        return Stream.of(
                notices(
                        "a vault without lock",
                        templates -> ((ObjectNode) templates.properties("Vault")).remove("LockConfiguration"),
                        this::locksBothVaultsAndLeavesAWayBackWhereTheOwnerDidNotGiveItUp),
                notices(
                        "a lock that nobody can undo where nobody asked for it",
                        templates -> ((ObjectNode) templates.properties("Vault").path("LockConfiguration"))
                                .put("ChangeableForDays", 3),
                        this::locksBothVaultsAndLeavesAWayBackWhereTheOwnerDidNotGiveItUp),
                notices(
                        "a vault whose recovery points may be deleted",
                        templates -> ((ObjectNode) templates.properties("VaultCopy")).remove("AccessPolicy"),
                        this::refusesToEveryoneToEndARecoveryPointOrToShortenItsLife),
                notices(
                        "a plan that no longer copies",
                        templates -> ((ObjectNode) templates
                                        .ofType("AWS::Backup::BackupPlan")
                                        .get(0)
                                        .properties()
                                        .at("/BackupPlan/BackupPlanRule/0"))
                                .remove("CopyActions"),
                        this::backsUpHalfADayAfterFsxItselfAndCopiesWithinTheLock),
                notices(
                        "a restore role that may remove the real file server",
                        templates -> templates
                                .all(resource -> resource.stack().equals("Operations"))
                                .forEach(resource -> resource.properties()
                                        .path("PolicyDocument")
                                        .path("Statement")
                                        .forEach(statement -> ((ObjectNode) statement).remove("Condition"))),
                        this::removesRestoredFileServersOnly));
    }
}
