package com.tallyhybrid.app.network;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import com.tallyhybrid.testkit.templates.Templates.Resource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class NetworkStackTest {

    @Test
    void hasTwoIsolatedSubnetsInTwoZonesAndNoOther(Templates templates) {
        assertThat(templates.ofType("AWS::EC2::Subnet"))
                .extracting(subnet -> subnet.properties().path("CidrBlock").asText() + " in zone "
                        + subnet.properties()
                                .path("AvailabilityZone")
                                .path("Fn::Select")
                                .path(0))
                .containsExactly("10.20.0.0/18 in zone 0", "10.20.64.0/18 in zone 1");
        assertThat(templates.ofType("AWS::EC2::Subnet"))
                .noneMatch(subnet ->
                        subnet.properties().path("MapPublicIpOnLaunch").asBoolean());
        // Routes come from the VPN gateway alone.
        assertThat(templates.ofType("AWS::EC2::Route")).isEmpty();
    }

    @Test
    void takesRoutesFromTheVpnIntoBothSubnets(Templates templates) {
        JsonNode propagation =
                templates.ofType("AWS::EC2::VPNGatewayRoutePropagation").get(0).properties();
        assertThat(propagation.path("VpnGatewayId")).isEqualTo(json("{'Ref': 'VpnGateway'}"));
        assertThat(propagation.path("RouteTableIds"))
                .containsExactlyInAnyOrderElementsOf(templates.ofType("AWS::EC2::RouteTable").stream()
                        .map(table -> json("{'Ref': '%s'}".formatted(table.logicalId())))
                        .toList());
    }

    @Test
    void recordsAllTrafficForFourHundredDays(Templates templates) {
        JsonNode flows = templates.ofType("AWS::EC2::FlowLog").get(0).properties();
        assertThat(flows.path("TrafficType").asText()).isEqualTo("ALL");
        assertThat(flows.path("ResourceId")).isEqualTo(json("{'Ref': 'Vpc'}"));
        assertThat(templates.properties("FlowLog").path("RetentionInDays").asInt())
                .isEqualTo(400);
    }

    @Test
    void letsThisAccountReadBackupsThroughTheEndpointAndNothingElse(Templates templates) {
        assertThat(templates
                        .ofType("AWS::EC2::VPCEndpoint")
                        .get(0)
                        .properties()
                        .path("PolicyDocument")
                        .path("Statement"))
                .isEqualTo(json("""
                        [{'Sid': 'ReadBackups', 'Effect': 'Allow', 'Principal': {'AWS': '*'},
                          'Action': ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'],
                          'Resource': ['%1$s', '%1$s/*'],
                          'Condition': {'StringEquals': {'aws:PrincipalAccount': '111122223333'}}}]
                        """.formatted("arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1")));
    }

    @Test
    void hardensBothTunnelsOfEveryOffice(Templates templates) {
        for (Resource vpn : templates.ofType("AWS::EC2::VPNConnection")) {
            JsonNode tunnels = vpn.properties().path("VpnTunnelOptionsSpecifications");
            assertThat(tunnels).hasSize(2);
            assertThat(tunnels)
                    .allSatisfy(tunnel -> assertThat(withoutLogs(tunnel)).isEqualTo(json("""
                            {'IKEVersions': [{'Value': 'ikev2'}],
                             'Phase1EncryptionAlgorithms': [{'Value': 'AES256-GCM-16'}, {'Value': 'AES256'}],
                             'Phase2EncryptionAlgorithms': [{'Value': 'AES256-GCM-16'}, {'Value': 'AES256'}],
                             'Phase1IntegrityAlgorithms':
                               [{'Value': 'SHA2-256'}, {'Value': 'SHA2-384'}, {'Value': 'SHA2-512'}],
                             'Phase2IntegrityAlgorithms':
                               [{'Value': 'SHA2-256'}, {'Value': 'SHA2-384'}, {'Value': 'SHA2-512'}],
                             'Phase1DHGroupNumbers': [{'Value': 14}, {'Value': 19}, {'Value': 20}, {'Value': 21}],
                             'Phase2DHGroupNumbers': [{'Value': 14}, {'Value': 19}, {'Value': 20}, {'Value': 21}],
                             'Phase1LifetimeSeconds': 28800, 'Phase2LifetimeSeconds': 3600,
                             'DPDTimeoutSeconds': 30, 'DPDTimeoutAction': 'restart', 'StartupAction': 'start',
                             'EnableTunnelLifecycleControl': true}
                            """)));
        }
    }

    private static JsonNode withoutLogs(JsonNode tunnel) {
        return ((ObjectNode) tunnel.deepCopy()).without(List.of("LogOptions", "TunnelInsideCidr"));
    }

    @Test
    void logsBothTunnelsOfEveryOfficeFromTheFirstDay(Templates templates) {
        for (Resource vpn : templates.ofType("AWS::EC2::VPNConnection")) {
            String office = vpn.logicalId().replace("VpnConnection", "");
            String group = "/aws/vendedlogs/sharma-traders/vpn/" + office.toLowerCase(Locale.ROOT);
            assertThat(templates
                            .properties(office + "VpnLog")
                            .path("LogGroupName")
                            .asText())
                    .isEqualTo(group);
            assertThat(vpn.properties().path("VpnTunnelOptionsSpecifications"))
                    .hasSize(2)
                    .allSatisfy(tunnel -> {
                        JsonNode logs = tunnel.path("LogOptions").path("CloudwatchLogOptions");
                        assertThat(logs.path("LogEnabled").asBoolean()).isTrue();
                        assertThat(logs.path("LogGroupArn").asText()).endsWith(":log-group:" + group);
                    });
        }
    }

    @Test
    void leavesThePreSharedKeysToAws(Templates templates) {
        assertThat(templates.ofType("AWS::EC2::VPNConnection")).hasSize(2).allSatisfy(vpn -> {
            assertThat(vpn.properties().path("PreSharedKeyStorage").asText()).isEqualTo("SecretsManager");
            assertThat(vpn.properties().toString()).doesNotContain("\"PreSharedKey\"");
        });
    }

    @Test
    void routesTheLansOfAStaticOfficeAndLeavesABgpOfficeToItsRouter(Templates templates) {
        assertThat(templates.ofType("AWS::EC2::VPNConnectionRoute"))
                .extracting(Resource::properties)
                .containsExactly(json("""
                        {'DestinationCidrBlock': '192.168.10.0/24', 'VpnConnectionId': {'Ref': 'PuneVpnConnection'}}
                        """));
        assertThat(templates
                        .properties("PuneVpnConnection")
                        .path("StaticRoutesOnly")
                        .asBoolean())
                .isTrue();
        assertThat(templates
                        .properties("NashikVpnConnection")
                        .path("StaticRoutesOnly")
                        .asBoolean())
                .isFalse();
        assertThat(templates.properties("NashikCustomerGateway").path("BgpAsn").asInt())
                .isEqualTo(65010);
    }

    @Test
    void fixesTheAddressesInsideTheTunnelsWhereTheSettingsDo() {
        assertThat(Synthesized.selfManaged().templates().ofType("AWS::EC2::VPNConnection"))
                .flatExtracting(vpn -> vpn.properties().findValuesAsText("TunnelInsideCidr"))
                .isNotEmpty()
                .allMatch(cidr -> cidr.startsWith("169.254."))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsALostTunnelFromALostOffice(Templates templates) {
        assertThat(templates
                        .alarm("sharma-traders-tunnel-down-pune")
                        .path("Statistic")
                        .asText())
                .isEqualTo("Maximum");
        assertThat(templates
                        .alarm("sharma-traders-tunnel-redundancy-lost-pune")
                        .path("Statistic")
                        .asText())
                .isEqualTo("Minimum");
        assertThat(templates.ofType("AWS::CloudWatch::Alarm"))
                .filteredOn(
                        alarm -> alarm.properties().path("Namespace").asText().equals("AWS/VPN"))
                .hasSize(4)
                .allSatisfy(alarm -> {
                    assertThat(alarm.properties().path("TreatMissingData").asText())
                            .isEqualTo("breaching");
                    assertThat(alarm.properties().path("ComparisonOperator").asText())
                            .isEqualTo("LessThanThreshold");
                    assertThat(alarm.properties().path("Threshold").asInt()).isEqualTo(1);
                });
    }

    @Test
    void emptiesTheDefaultSecurityGroupEveryDay(Templates templates) {
        JsonNode association = templates.ofType("AWS::SSM::Association").get(0).properties();
        assertThat(association.path("Name").asText())
                .isEqualTo("AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules");
        assertThat(association.path("Targets")).isEqualTo(json("""
                [{'Key': 'ParameterValues', 'Values': [{'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup']}]}]
                """));
        assertThat(association.path("ScheduleExpression").asText()).isEqualTo("rate(1 day)");
    }

    @TestFactory
    Stream<DynamicTest> guardsTheTunnels() {
        return Stream.of(
                notices(
                        "that IKEv1 is allowed",
                        templates -> ((ArrayNode) tunnel(templates, 1).path("IKEVersions"))
                                .addObject()
                                .put("Value", "ikev1"),
                        this::hardensBothTunnelsOfEveryOffice),
                notices(
                        "a tunnel left to AWS's defaults",
                        templates -> ((ArrayNode) templates
                                        .properties("NashikVpnConnection")
                                        .path("VpnTunnelOptionsSpecifications"))
                                .remove(1),
                        this::hardensBothTunnelsOfEveryOffice),
                notices(
                        "one tunnel that is not logged",
                        templates -> ((ObjectNode)
                                        tunnel(templates, 1).path("LogOptions").path("CloudwatchLogOptions"))
                                .put("LogEnabled", false),
                        this::logsBothTunnelsOfEveryOfficeFromTheFirstDay),
                notices(
                        "a pre-shared key in the template",
                        templates -> tunnel(templates, 0).put("PreSharedKey", "s3cr3t.s3cr3t"),
                        this::leavesThePreSharedKeysToAws));
    }

    private static ObjectNode tunnel(Templates templates, int index) {
        return (ObjectNode) templates
                .properties("PuneVpnConnection")
                .path("VpnTunnelOptionsSpecifications")
                .get(index);
    }
}
