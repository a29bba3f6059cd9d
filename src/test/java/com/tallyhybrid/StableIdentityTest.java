package com.tallyhybrid;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.SpeaksToJsii;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.Stack;

/** Names that CloudFormation remembers: changing one deletes something and makes another, or blocks a deploy. */
@ExtendWith(Synthesized.class)
@SpeaksToJsii
class StableIdentityTest {

    /** Besides what holds data: what a server in the office must know again. */
    private static final Set<String> CREDENTIALS =
            Set.of("AWS::SecretsManager::Secret", "AWS::IAM::User", "AWS::IAM::AccessKey");

    @Test
    void everyResourceThatMustNotBeReplacedKeepsItsLogicalId(Templates templates) {
        assertThat(templates.all(resource ->
                        PromisesTest.STATEFUL.contains(resource.type()) || CREDENTIALS.contains(resource.type())))
                .extracting(Templates.Resource::toString)
                .containsExactlyInAnyOrder(
                        "Alerting/AlertTopic",
                        "Alerting/AlertsKey",
                        "Audit/AuditKey",
                        "Audit/Trail",
                        "Audit/TrailBucket",
                        "Audit/TrailBucketPolicy",
                        "Audit/TrailLog",
                        "Backup/AccessLogBucket",
                        "Backup/AccessLogBucketPolicy",
                        "Backup/AgentNashik",
                        "Backup/AgentNashikKey1",
                        "Backup/AgentNashikKey1Secret",
                        "Backup/AgentPune",
                        "Backup/AgentPuneKey1",
                        "Backup/AgentPuneKey1Secret",
                        "Backup/ArchiveBucket",
                        "Backup/ArchiveBucketPolicy",
                        "Backup/ArrivalLedger",
                        "Backup/BackupBucket",
                        "Backup/BackupBucketPolicy",
                        "Backup/BackupRecordsKey",
                        "Backup/DeletionLedger",
                        "FileServer/Directory",
                        "FileServer/DirectoryAdminPassword",
                        "FileServer/FileServerAuditLog",
                        "FileServer/FileServerKey",
                        "FileServer/FileServerSecurityGroup",
                        "FileServer/FileSystem",
                        "Network/FlowLog",
                        "Network/IsolatedSubnet1",
                        "Network/IsolatedSubnet2",
                        "Network/NashikCustomerGateway",
                        "Network/NashikVpnConnection",
                        "Network/NashikVpnLog",
                        "Network/NetworkLogsKey",
                        "Network/PuneCustomerGateway",
                        "Network/PuneVpnConnection",
                        "Network/PuneVpnLog",
                        "Network/Vpc",
                        "Network/VpnGateway",
                        "Operations/RecoveryEndpointsSecurityGroup",
                        "Operations/RecoveryServerSecurityGroup",
                        "Operations/Vault",
                        "Operations/VaultCopy",
                        "Operations/VaultCopyKey",
                        "Operations/VaultKey",
                        "Operations/VaultLedger",
                        "Replica/ReplicaAlertTopic",
                        "Replica/ReplicaAlertsKey",
                        "Replica/ArchiveReplicaBucket",
                        "Replica/ArchiveReplicaBucketPolicy",
                        "Replica/ReplicaBucket",
                        "Replica/ReplicaBucketPolicy");
    }

    @Test
    void stacksKeepTheirNamesInTheOrderOfTheirDefinition() {
        assertThat(Synthesized.example().stacks())
                .extracting(Stack::getStackName)
                .containsExactly(
                        "sharma-traders-Alerting",
                        "sharma-traders-Replica",
                        "sharma-traders-Backup",
                        "sharma-traders-Network",
                        "sharma-traders-FileServer",
                        "sharma-traders-Audit",
                        "sharma-traders-Operations");
    }

    @Test
    void theBackupOnlyProfileHasNeitherNetworkNorFileServer() {
        assertThat(Synthesized.backupOnly().templates().stacks())
                .containsOnlyKeys("Alerting", "Replica", "Backup", "Audit", "Operations");
    }

    /** An export that vanishes while it is in use blocks the deploy; one that is new may be imported soon. */
    @Test
    void everyStackExportsJustWhatOthersMayUse(Templates templates) {
        assertThat(exports(templates))
                .isEqualTo(Map.of(
                        "Alerting",
                        List.of(
                                "ExportsOutputRefAlertTopic943736D4",
                                "ExportsOutputFnGetAttAlertsKeyArn081D8799",
                                "ExportsOutputFnGetAttEventPublisherRoleF67F44B1Arn0F8C1B5E",
                                "ExportsOutputFnGetAttRemindersPublisherRole61E0A2EAArnD0B250AD"),
                        "Audit",
                        List.of(),
                        "Backup",
                        List.of(),
                        "FileServer",
                        List.of(
                                "ExportsOutputRefDirectoryBB2107FB",
                                "ExportsOutputRefFileSystem269DB546",
                                "ExportsOutputFnGetAttFileServerKeyArn9C6C7B17",
                                "ExportsOutputFnGetAttFileServerSecurityGroupGroupId53C50C77"),
                        "Operations",
                        List.of(),
                        "Network",
                        List.of(
                                "ExportsOutputRefVpc0040386A",
                                "ExportsOutputRefIsolatedSubnet1552826B1",
                                "ExportsOutputRefIsolatedSubnet2C06BC054"),
                        "Replica",
                        List.of()));
    }

    @TestFactory
    Stream<DynamicTest> guardsIdentity() {
        return Stream.of(
                notices(
                        "a renamed file system",
                        templates -> {
                            var resources =
                                    (ObjectNode) templates.stack("FileServer").path("Resources");
                            resources.set("FileServerF66D29FE", resources.remove("FileSystem"));
                        },
                        this::everyResourceThatMustNotBeReplacedKeepsItsLogicalId),
                notices(
                        "a missing export",
                        templates -> ((ObjectNode) templates.stack("Network").path("Outputs"))
                                .remove("ExportsOutputRefVpc0040386A"),
                        this::everyStackExportsJustWhatOthersMayUse));
    }

    private static Map<String, List<String>> exports(Templates templates) {
        var exports = new TreeMap<String, List<String>>();
        templates.stacks().forEach((role, template) -> {
            var names = new ArrayList<String>();
            template.path("Outputs").properties().forEach(output -> {
                if (output.getValue().has("Export")) {
                    names.add(output.getKey());
                }
            });
            exports.put(role, names);
        });
        return exports;
    }
}
