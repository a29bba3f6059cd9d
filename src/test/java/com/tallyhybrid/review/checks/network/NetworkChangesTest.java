package com.tallyhybrid.review.checks.network;

import static com.tallyhybrid.testkit.templates.SmallApp.findings;
import static com.tallyhybrid.testkit.templates.SmallApp.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Check;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small templates of another app. */
class NetworkChangesTest {

    @Nested
    class OfSecurityGroups {

        private static final Check CHECK = new SecurityGroupCheck();

        private static String group(String in, String out) {
            return "Web: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: [%s], SecurityGroupEgress: [%s]}}\n"
                    .formatted(in, out);
        }

        private static final String HTTPS = "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: 443, ToPort: 443}";

        @ParameterizedTest(name = "in {0}: {1}")
        @CsvSource(
                delimiter = '|',
                nullValues = "nothing",
                value = {
                    "{CidrIp: 0.0.0.0/0, IpProtocol: tcp, FromPort: 443, ToPort: 443} | DANGER ingress-widened Web",
                    "{CidrIpv6: '::/0', IpProtocol: tcp, FromPort: 443, ToPort: 443} | DANGER ingress-widened Web",
                    "{CidrIp: 10.1.0.0/16, IpProtocol: tcp, FromPort: 443, ToPort: 443} | nothing",
                    "{CidrIp: 10.1.0.0/16, IpProtocol: udp, FromPort: 443, ToPort: 443} | DANGER ingress-widened Web",
                    "{CidrIp: 10.1.0.0/16, IpProtocol: tcp, FromPort: 443, ToPort: 444} | DANGER ingress-widened Web",
                    "{CidrIp: 10.1.0.0/16, IpProtocol: icmp, FromPort: 8, ToPort: -1} | DANGER ingress-widened Web",
                    "{SourcePrefixListId: pl-1, IpProtocol: tcp, FromPort: 443, ToPort: 443} | DANGER ingress-widened Web",
                    "{SourceSecurityGroupId: {Ref: Web}, IpProtocol: '-1'} | DANGER ingress-widened Web",
                    "{CidrIp: {Ref: Range}, IpProtocol: tcp, FromPort: {Ref: Port}, ToPort: 443} | DANGER ingress-widened Web",
                })
        void whatComesInBesides(String rule, String expected) {
            assertThat(said(CHECK, group(HTTPS, HTTPS), group(HTTPS + ", " + rule, HTTPS)))
                    .isEqualTo(expected == null ? List.of() : List.of(expected));
            assertThat(said(CHECK, group(HTTPS + ", " + rule, HTTPS), group(rule + ", " + HTTPS, HTTPS)))
                    .isEmpty();
        }

        @Test
        void saysWhatExactlyIsNew() {
            String wide = HTTPS.replace("10.0.0.0/8", "10.0.0.0/7");

            assertThat(findings(CHECK, group(HTTPS, HTTPS), group(wide, HTTPS)))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.before()).isEqualTo("10.0.0.0/8 tcp 443");
                        assertThat(finding.after()).isEqualTo("10.0.0.0/7 tcp 443");
                        assertThat(finding.meaning())
                                .isEqualTo(
                                        "From the internet: 11.0.0.0/8 tcp 443 could now reach what the security group"
                                                + " shop/Web protects.");
                    });
        }

        @Test
        void saysWhichWayAndHowFarItGoes() {
            String inside = HTTPS.replace("10.0.0.0/8", "10.0.0.0/16");
            String open = HTTPS.replace("10.0.0.0/8", "0.0.0.0/0");

            assertThat(meaning(group(inside, HTTPS), group(HTTPS, HTTPS)))
                    .startsWith("10.")
                    .endsWith(" could now reach what the security group shop/Web protects.");
            assertThat(meaning(group(HTTPS, inside), group(HTTPS, HTTPS)))
                    .startsWith("What the security group shop/Web protects could now reach more of the network: 10.");
            assertThat(meaning(group(HTTPS, HTTPS), group(HTTPS, open)))
                    .startsWith("What the security group shop/Web protects could now reach the internet: ");
            assertThat(meaning(group(HTTPS, HTTPS), group(inside, HTTPS)))
                    .startsWith("10.")
                    .endsWith(" could no longer reach what the security group shop/Web protects;"
                            + " what relies on it stops working.");
            assertThat(meaning(group(HTTPS, HTTPS), group(HTTPS, inside)))
                    .startsWith("What the security group shop/Web protects could no longer reach 10.");
        }

        private static String meaning(String before, String after) {
            assertThat(findings(CHECK, before, after)).hasSize(1);
            return findings(CHECK, before, after).get(0).meaning();
        }

        @Test
        void aGroupWithoutRulesForGoingOutLetsEverythingOut() {
            String silent = "Web: {Type: 'AWS::EC2::SecurityGroup'}\n";
            String nothing = "{CidrIp: 255.255.255.255/32, IpProtocol: icmp, FromPort: 252, ToPort: 86}";

            assertThat(said(CHECK, group("", nothing), group("", ""))).containsExactly("DANGER egress-widened Web");
            assertThat(said(CHECK, "", silent)).containsExactly("NOTICE new-egress Web");
            assertThat(said(CHECK, "", group("", nothing))).isEmpty();
            assertThat(said(CHECK, group("", nothing), "")).isEmpty();
        }

        @Test
        void aNewGroupIsAnAlarmWhereTheInternetComesIn() {
            String open = HTTPS.replace("10.0.0.0/8", "0.0.0.0/0");

            assertThat(said(CHECK, "", group(HTTPS, HTTPS))).containsExactly("NOTICE new-ingress Web");
            assertThat(said(CHECK, "", group(open, HTTPS))).containsExactly("DANGER new-ingress Web");
        }
    }

    @Nested
    class OfNetworkAcls {

        private static final Check CHECK = new NetworkAclCheck();

        private static String entry(String id, int number, String action, String cidr, String ports) {
            return """
                    %s: {Type: 'AWS::EC2::NetworkAclEntry', Properties: {NetworkAclId: {Ref: Acl}, RuleNumber: %d,
                      RuleAction: %s, CidrBlock: %s, Protocol: 6, PortRange: {%s}}}
                    """.formatted(id, number, action, cidr, ports);
        }

        private static final String ACL = "Acl: {Type: 'AWS::EC2::NetworkAcl'}\n";
        private static final String ALLOW = entry("Allow", 200, "allow", "10.0.0.0/8", "From: 1, To: 1000");
        private static final String DENY = entry("Deny", 100, "deny", "10.1.0.0/16", "From: 22, To: 22");

        @Test
        void aRefusalThatGoesLetsMoreIn() {
            assertThat(findings(CHECK, ACL + ALLOW + DENY, ACL + ALLOW))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).hasToString("DANGER");
                        assertThat(finding.subject().logicalId()).isEqualTo("Acl");
                        assertThat(finding.meaning()).endsWith("10.1.0.0/16 tcp 22.");
                    });
            assertThat(said(CHECK, ACL + ALLOW, ACL + ALLOW + DENY)).containsExactly("NOTICE network-acl-narrowed Acl");
        }

        @Test
        void aRefusalThatComesTooLateRefusesNothing() {
            assertThat(said(CHECK, ACL + ALLOW, ACL + ALLOW + DENY.replace("100", "300")))
                    .isEmpty();
            assertThat(said(CHECK, ACL + ALLOW + DENY, ACL + ALLOW.replace("200", "50") + DENY))
                    .containsExactly("DANGER network-acl-widened Acl");
        }

        @Test
        void otherNumbersInTheSameOrderAreNoChange() {
            assertThat(said(CHECK, ACL + ALLOW + DENY, ACL + ALLOW.replace("200", "210") + DENY.replace("100", "90")))
                    .isEmpty();
        }
    }

    @Nested
    class OfRoutes {

        private static final Check CHECK = new RouteCheck();
        private static final String TABLE = """
                Table: {Type: 'AWS::EC2::RouteTable'}
                Igw: {Type: 'AWS::EC2::InternetGateway'}
                Vgw: {Type: 'AWS::EC2::VPNGateway'}
                """;

        private static String route(String to) {
            return "Way: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: {Ref: Table}, %s}}\n".formatted(to);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "DestinationCidrBlock: 0.0.0.0/0, GatewayId: {Ref: Igw} | DANGER route-added Way",
                    "DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1 | DANGER route-added Way",
                    "DestinationCidrBlock: 192.168.0.0/16, GatewayId: {Ref: Vgw} | NOTICE route-added Way",
                    "DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: e | DANGER route-added Way",
                    "DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: n | DANGER route-added Way",
                    "DestinationCidrBlock: 10.9.0.0/16, VpcPeeringConnectionId: p | DANGER route-added Way",
                    "DestinationPrefixListId: pl-1, VpcEndpointId: v | NOTICE route-added Way",
                })
        void aNewRouteIsJudgedByWhereItLeads(String to, String expected) {
            assertThat(said(CHECK, TABLE, TABLE + route(to))).containsExactly(expected);
            assertThat(said(CHECK, TABLE + route(to), TABLE + route(to))).isEmpty();
            assertThat(said(CHECK, TABLE + route(to), TABLE)).containsExactly("NOTICE route-removed Way");
        }

        @Test
        void anotherTargetIsAnotherWay() {
            String nat = "DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: n";

            assertThat(said(
                            CHECK,
                            TABLE + route(nat),
                            TABLE + route("DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1")))
                    .containsExactlyInAnyOrder("DANGER route-added Way", "NOTICE route-removed Way");
        }
    }

    @Nested
    class OfDoors {

        private static final Check CHECK = new ExposureCheck();

        @ParameterizedTest(name = "{0} {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "AWS::EC2::Subnet | MapPublicIpOnLaunch: true | DANGER public-addresses Door",
                    "AWS::RDS::DBInstance | PubliclyAccessible: 'true' | DANGER public-addresses Door",
                    "AWS::EC2::Instance | NetworkInterfaces: [{AssociatePublicIpAddress: true}] | DANGER public-addresses Door",
                    "AWS::ElasticLoadBalancingV2::LoadBalancer | Scheme: internet-facing | DANGER public-addresses Door",
                    "AWS::EC2::VPCGatewayAttachment | InternetGatewayId: i | DANGER internet-gateway-attached Door",
                    "AWS::EC2::VPCEndpoint | PrivateDnsEnabled: true | NOTICE private-dns Door",
                })
        void aDoorThatOpensIsTold(String type, String property, String expected) {
            String resource = "Door: {Type: '%s', Properties: {%s}}";

            assertThat(said(CHECK, resource.formatted(type, "Other: 1"), resource.formatted(type, property)))
                    .containsExactly(expected);
            assertThat(said(CHECK, resource.formatted(type, property), resource.formatted(type, property)))
                    .isEmpty();
            assertThat(said(CHECK, resource.formatted(type, property), resource.formatted(type, "Other: 1")))
                    .isEmpty();
        }

        @Test
        void aDoorThatStaysShutIsNothing() {
            assertThat(
                            said(
                                    CHECK,
                                    "",
                                    "Net: {Type: 'AWS::EC2::Subnet', Properties: {MapPublicIpOnLaunch: false}}\n"
                                            + "Igw: {Type: 'AWS::EC2::InternetGateway'}\n"
                                            + "Lb: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Scheme: internal}}"))
                    .isEmpty();
        }
    }
}
