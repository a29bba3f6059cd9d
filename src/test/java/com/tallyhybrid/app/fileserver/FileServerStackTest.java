package com.tallyhybrid.app.fileserver;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class FileServerStackTest {

    /** What a member of a Windows domain opens to its controllers. */
    private static final List<String> DIRECTORY_PORTS = List.of(
            "tcp 53",
            "udp 53",
            "tcp 88",
            "udp 88",
            "udp 123",
            "tcp 135",
            "tcp 389",
            "udp 389",
            "tcp 445",
            "tcp 464",
            "udp 464",
            "tcp 636",
            "tcp 3268-3269",
            "tcp 9389",
            "tcp 49152-65535");

    @Test
    void acceptsSmbFromTheOfficesAdministrationFromItsHostAndNothingElse(Templates templates) {
        assertThat(rules(templates, "SecurityGroupIngress"))
                .containsExactlyInAnyOrder(
                        "192.168.10.0/24 tcp 445", "192.168.20.0/24 tcp 445", "192.168.10.5/32 tcp 5985");
        assertThat(inStack(templates, "AWS::EC2::SecurityGroup")).hasSize(1);
        assertThat(inStack(templates, "AWS::EC2::SecurityGroupIngress")).isEmpty();
    }

    @Test
    void reachesItsDirectoryAndNothingElse(Templates templates) {
        assertThat(rules(templates, "SecurityGroupEgress"))
                .containsExactlyInAnyOrderElementsOf(DIRECTORY_PORTS.stream()
                        .map(port -> "10.20.0.0/16 " + port)
                        .toList());
        assertThat(inStack(templates, "AWS::EC2::SecurityGroupEgress")).isEmpty();
    }

    @Test
    void describesEveryRuleToTheAuditor(Templates templates) {
        JsonNode group = templates.properties("FileServerSecurityGroup");
        assertThat(List.of("SecurityGroupIngress", "SecurityGroupEgress"))
                .allSatisfy(direction -> assertThat(group.path(direction))
                        .isNotEmpty()
                        .allSatisfy(rule ->
                                assertThat(rule.path("Description").asText()).isNotBlank()));
    }

    @Test
    void spansTwoZonesInOneSecurityGroupForLife(Templates templates) {
        JsonNode fileSystem = templates.properties("FileSystem");
        assertThat(fileSystem.path("SubnetIds")).hasSize(2);
        assertThat(fileSystem.path("WindowsConfiguration").path("PreferredSubnetId"))
                .isEqualTo(fileSystem.path("SubnetIds").get(0));
        assertThat(fileSystem.path("SecurityGroupIds"))
                .isEqualTo(json("[{'Fn::GetAtt': ['FileServerSecurityGroup', 'GroupId']}]"));
    }

    @Test
    void isEncryptedBackedUpDailyAndPatchedAtAnotherTime(Templates templates) {
        JsonNode windows = templates.properties("FileSystem").path("WindowsConfiguration");
        assertThat(templates.properties("FileSystem").path("KmsKeyId"))
                .isEqualTo(json("{'Fn::GetAtt': ['FileServerKey', 'Arn']}"));
        assertThat(windows.path("AutomaticBackupRetentionDays").asInt()).isEqualTo(30);
        assertThat(windows.path("DailyAutomaticBackupStartTime").asText()).isEqualTo("20:30");
        assertThat(windows.path("WeeklyMaintenanceStartTime").asText()).isEqualTo("6:22:30");
        assertThat(windows.path("CopyTagsToBackups").asBoolean()).isTrue();
    }

    @Test
    void auditsEveryAccess(Templates templates) {
        assertThat(templates
                        .properties("FileSystem")
                        .path("WindowsConfiguration")
                        .path("AuditLogConfiguration"))
                .isEqualTo(json("""
                        {'FileAccessAuditLogLevel': 'SUCCESS_AND_FAILURE',
                         'FileShareAccessAuditLogLevel': 'SUCCESS_AND_FAILURE',
                         'AuditLogDestination':
                           'arn:aws:logs:ap-south-1:111122223333:log-group:/aws/fsx/sharma-traders/audit'}
                        """));
        assertThat(templates
                        .properties("FileServerAuditLog")
                        .path("RetentionInDays")
                        .asInt())
                .isEqualTo(400);
    }

    @Test
    void joinsAStandardDirectoryWhosePasswordIsOnlyReferredTo(Templates templates) {
        JsonNode directory = templates.properties("Directory");
        assertThat(directory.path("Edition").asText()).isEqualTo("Standard");
        assertThat(directory.path("VpcSettings").path("SubnetIds")).hasSize(2);
        assertThat(directory.path("Password")).isEqualTo(json("""
                {'Fn::Join': ['', ['{{resolve:secretsmanager:', {'Ref': 'DirectoryAdminPassword'},
                                   ':SecretString:::}}']]}
                """));
        assertThat(templates
                        .properties("FileSystem")
                        .path("WindowsConfiguration")
                        .path("ActiveDirectoryId"))
                .isEqualTo(json("{'Ref': 'Directory'}"));
    }

    @Test
    void joinsTheFirmsOwnDomainWithAServiceAccountFromASecret() {
        Templates own = Synthesized.selfManaged().templates();
        assertThat(own.ofType("AWS::DirectoryService::MicrosoftAD")).isEmpty();
        assertThat(own.ofType("AWS::SecretsManager::Secret"))
                .allMatch(secret -> secret.stack().equals("Backup"));
        JsonNode domain = own.properties("FileSystem")
                .path("WindowsConfiguration")
                .path("SelfManagedActiveDirectoryConfiguration");
        assertThat(domain.path("DomainJoinServiceAccountSecret").asText())
                .startsWith("arn:aws:secretsmanager:ap-south-1:");
        assertThat(domain.has("Password")).isFalse();
        assertThat(domain.path("DnsIps")).isNotEmpty();
        assertThat(own.properties("FileSystem").path("SubnetIds")).hasSize(1);
    }

    /** Not the VPC: the office LANs that hold the domain's DNS servers. */
    @Test
    void reachesTheFirmsOwnDomainInItsOffice() {
        assertThat(rules(Synthesized.selfManaged().templates(), "SecurityGroupEgress"))
                .containsExactlyInAnyOrderElementsOf(Stream.of("10.1.0.0/16 ", "10.2.0.0/16 ")
                        .flatMap(lan -> DIRECTORY_PORTS.stream().map(lan::concat))
                        .toList());
    }

    @Test
    void warnsWhenFifteenPercentAreLeftOrNothingIsHeard(Templates templates) {
        JsonNode alarm = templates.alarm("sharma-traders-file-server-space");
        assertThat(alarm.path("MetricName").asText()).isEqualTo("FreeStorageCapacity");
        assertThat(alarm.path("Threshold").asLong()).isEqualTo(75L * 1024 * 1024 * 1024);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
    }

    @Test
    void warnsOfThroughputAndOperationsAtTheirLimit(Templates templates) {
        assertThat(List.of("network", "disk", "iops"))
                .extracting(what -> templates
                        .alarm("sharma-traders-file-server-busy-" + what)
                        .path("MetricName")
                        .asText())
                .containsExactly(
                        "NetworkThroughputUtilization",
                        "FileServerDiskThroughputUtilization",
                        "FileServerDiskIopsUtilization");
    }

    @Test
    void tellsThePersonWhoDeploysWhatTheyNeed(Templates templates) {
        var outputs = new ArrayList<String>();
        templates.stack("FileServer").path("Outputs").properties().stream()
                // The others are for stacks, not for people.
                .filter(output -> !output.getValue().has("Export"))
                .forEach(output -> outputs.add(output.getKey()));
        assertThat(outputs)
                .containsExactlyInAnyOrder(
                        "FileSystemId",
                        "SmbHost",
                        "DirectoryDnsIps",
                        "RemotePowerShell",
                        "DirectoryAdminPasswordSecret");
    }

    private static List<Templates.Resource> inStack(Templates templates, String type) {
        return templates.all(resource ->
                resource.stack().equals("FileServer") && resource.type().equals(type));
    }

    @TestFactory
    Stream<DynamicTest> guardsTheFileServer() {
        return Stream.of(
                notices(
                        "an extra rule for remote desktop",
                        templates -> ((ArrayNode) templates
                                        .properties("FileServerSecurityGroup")
                                        .path("SecurityGroupIngress"))
                                .addObject()
                                .put("CidrIp", "192.168.10.0/24")
                                .put("IpProtocol", "tcp")
                                .put("FromPort", 3389)
                                .put("ToPort", 3389),
                        this::acceptsSmbFromTheOfficesAdministrationFromItsHostAndNothingElse),
                notices(
                        "a rule beside the group",
                        templates -> ((ObjectNode) templates.stack("FileServer").path("Resources"))
                                .putObject("Extra")
                                .put("Type", "AWS::EC2::SecurityGroupIngress"),
                        this::acceptsSmbFromTheOfficesAdministrationFromItsHostAndNothingElse),
                notices(
                        "daily backups that are off",
                        templates -> ((ObjectNode)
                                        templates.properties("FileSystem").path("WindowsConfiguration"))
                                .put("AutomaticBackupRetentionDays", 0),
                        this::isEncryptedBackedUpDailyAndPatchedAtAnotherTime));
    }

    private static List<String> rules(Templates templates, String direction) {
        var rules = new ArrayList<String>();
        templates.properties("FileServerSecurityGroup").path(direction).forEach(rule -> {
            String from = rule.path("FromPort").asText();
            String to = rule.path("ToPort").asText();
            rules.add("%s %s %s"
                    .formatted(
                            rule.path("CidrIp").asText(),
                            rule.path("IpProtocol").asText(),
                            from.equals(to) ? from : from + "-" + to));
        });
        return rules;
    }
}
