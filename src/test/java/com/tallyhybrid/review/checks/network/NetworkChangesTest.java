package com.tallyhybrid.review.checks.network;

import static com.tallyhybrid.testkit.templates.SmallApp.findings;
import static com.tallyhybrid.testkit.templates.SmallApp.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

        /** Each is the rule that lets in HTTPS from 10.0.0.0/8 or less, said with a choice that only the deployment makes. */
        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                nullValues = "nothing",
                value = {
                    "{'Fn::If': [C, {CidrIp: 0.0.0.0/0, IpProtocol: tcp, FromPort: 443, ToPort: 443}, {Ref: 'AWS::NoValue'}]} | From the internet: 0.0.0.0/0 tcp 443 (all but 10.0.0.0/8 tcp 443)",
                    "{CidrIp: {'Fn::If': [C, 0.0.0.0/0, 10.0.0.0/8]}, IpProtocol: tcp, FromPort: 443, ToPort: 443} | From the internet: 0.0.0.0/0 tcp 443 (all but 10.0.0.0/8 tcp 443)",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: {'Fn::If': [C, 442, 443]}, ToPort: 443} | 10.0.0.0/8 tcp 442",
                    "{CidrIp: 10.1.0.0/16, IpProtocol: {'Fn::If': [C, tcp, {'Fn::If': [D, udp, tcp]}]}, FromPort: 443, ToPort: 443} | 10.1.0.0/16 udp 443",
                    "{CidrIp: {'Fn::If': [C, 10.1.0.0/16, 10.0.0.0/9]}, IpProtocol: tcp, FromPort: 443, ToPort: 443} | nothing",
                })
        void anOpenChoicePassesWhatAnyOfItsBranchesPasses(String rule, String more) {
            assertThat(findings(CHECK, group(HTTPS, HTTPS), group(HTTPS + ", " + rule, HTTPS)))
                    .extracting(ReviewFinding::meaning)
                    .isEqualTo(
                            more == null
                                    ? List.of()
                                    : List.of(more + " could now reach what the security group shop/Web protects."));
            assertThat(said(CHECK, group(HTTPS + ", " + rule, HTTPS), group(rule + ", " + HTTPS, HTTPS)))
                    .isEmpty();
        }

        @Test
        void aChoiceBetweenListsIsReadToo() {
            String open = HTTPS.replace("10.0.0.0/8", "0.0.0.0/0");
            String choice = group("", HTTPS)
                    .replace(
                            "SecurityGroupIngress: []",
                            "SecurityGroupIngress: {'Fn::If': [C, [%s], [%s, %s]]}".formatted(HTTPS, HTTPS, open));

            assertThat(said(CHECK, group(HTTPS, HTTPS), choice)).containsExactly("DANGER ingress-widened Web");
            assertThat(said(CHECK, choice, choice)).isEmpty();
        }

        @Test
        void aListOfAddressesInTheTemplatesIsLookedInto() {
            String office = prefixes("10.0.0.0/8");
            String world = prefixes("10.0.0.0/8", "0.0.0.0/0");
            String other = "List: {Type: 'AWS::EC2::VPC'}\n";
            String listed =
                    group("{SourcePrefixListId: {Ref: List}, IpProtocol: tcp, FromPort: 443, ToPort: 443}", HTTPS);

            assertThat(said(CHECK, listed + office, listed + world)).containsExactly("DANGER ingress-widened Web");
            assertThat(said(CHECK, listed + world, listed + office)).containsExactly("NOTICE ingress-narrowed Web");
            assertThat(said(CHECK, group(HTTPS, HTTPS), listed + office)).isEmpty();
            assertThat(findings(CHECK, group(HTTPS, HTTPS), listed + other))
                    .extracting(ReviewFinding::after)
                    .contains("prefix list shop/List tcp 443");
        }

        private static String prefixes(String... entries) {
            return "List: {Type: 'AWS::EC2::PrefixList', Properties: {Entries: [%s]}}\n"
                    .formatted(Stream.of(entries).map("{Cidr: %s}"::formatted).collect(Collectors.joining(", ")));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{SourceSecurityGroupId: sg-1, IpProtocol: tcp, FromPort: 1, ToPort: 2} | security group sg-1 tcp 1-2",
                    "{CidrIp: {Ref: Range}, IpProtocol: tcp, FromPort: 1, ToPort: 1} | shop/Range (known only at deployment) tcp 1",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: {Ref: Port}, ToPort: 9} | 10.0.0.0/8 (tcp shop/Port-9)",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: icmp, FromPort: 8, ToPort: -1} | 10.0.0.0/8 icmp type 8",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: icmp, FromPort: 3, ToPort: 4} | 10.0.0.0/8 icmp type 3 code 4",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: icmpv6, FromPort: -1, ToPort: -1} | 10.0.0.0/8 icmpv6",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: 50} | 10.0.0.0/8 protocol 50",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: '-1'} | 10.0.0.0/8 all traffic",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: icmp, FromPort: 8, ToPort: 0} | 10.0.0.0/8 icmp type 8 code 0",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: 0, ToPort: 0} | 10.0.0.0/8 tcp 0",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: 9, ToPort: -1} | 10.0.0.0/8 tcp 9-65535",
                    "{IpProtocol: tcp, FromPort: 1, ToPort: 1} | 'FromPort 1, IpProtocol tcp, ToPort 1 tcp 1'",
                    "{CidrIp: 10.0.0.0/8, IpProtocol: udp, FromPort: 53, ToPort: 53} | 10.0.0.0/8 udp 53",
                })
        void aRuleIsNamedInWords(String rule, String words) {
            assertThat(findings(CHECK, group("", HTTPS), group(rule, HTTPS)))
                    .extracting(ReviewFinding::after)
                    .containsExactly(words);
        }

        @ParameterizedTest
        @CsvSource({"6, 'tcp 6'", "7, and 1 more", "9, and 3 more"})
        void ofManyRulesTheFirstAreNamedAndTheOthersCounted(int rules, String end) {
            String many = IntStream.rangeClosed(1, rules)
                    .mapToObj(port ->
                            "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: %s, ToPort: %s}".formatted(port, port))
                    .collect(Collectors.joining(", "));

            assertThat(findings(CHECK, group(many, HTTPS), group("{CidrIp: 10.0.0.0/8, IpProtocol: '-1'}", HTTPS)))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.before()).endsWith(end));
        }

        /** The members of a group have addresses too. */
        @Test
        void fromEverybodyToOneGroupIsLess() {
            String world = "{CidrIp: 0.0.0.0/0, IpProtocol: tcp, FromPort: 443, ToPort: 443}";
            String members = "{SourceSecurityGroupId: sg-1, IpProtocol: tcp, FromPort: 443, ToPort: 443}";

            assertThat(said(CHECK, group(world, HTTPS), group(members, HTTPS)))
                    .containsExactly("NOTICE ingress-narrowed Web");
            assertThat(said(CHECK, group(members, HTTPS), group(world, HTTPS)))
                    .containsExactly("DANGER ingress-widened Web");
            assertThat(said(CHECK, group(HTTPS, HTTPS), group(members, HTTPS)))
                    .as("who knows whether they are in 10.0.0.0/8")
                    .contains("DANGER ingress-widened Web");
        }

        @Test
        void aRuleOfItsOwnNamesItsGroupInTwoWays() {
            String open =
                    "In: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {%s, CidrIp: 0.0.0.0/0, IpProtocol: tcp, FromPort: 1, ToPort: 1}}";

            for (String name : List.of("GroupId: {Ref: Web}", "GroupName: {Ref: Web}")) {
                assertThat(findings(CHECK, group("", HTTPS), group("", HTTPS) + open.formatted(name)))
                        .singleElement()
                        .satisfies(finding ->
                                assertThat(finding.meaning()).endsWith("the security group shop/Web protects."));
            }
        }

        @Test
        void aConditionThatTurnsBringsOrTakesARule() {
            String rule = """
                    In: {Type: 'AWS::EC2::SecurityGroupIngress', Condition: C, Properties: {GroupId: {Ref: Web},
                      CidrIp: 0.0.0.0/0, IpProtocol: tcp, FromPort: 22, ToPort: 22}}
                    ---
                    Conditions: {C: {'Fn::Equals': [a, %s]}}
                    """;
            String never = group("", HTTPS) + rule.formatted("b");
            String always = group("", HTTPS) + rule.formatted("a");

            assertThat(Sketch.of(CHECK, never, always))
                    .extracting(Sketch::line)
                    .containsExactly("DANGER ingress-widened App/In");
            assertThat(Sketch.of(CHECK, always, never))
                    .extracting(Sketch::line)
                    .containsExactly("NOTICE ingress-narrowed App/In");
            assertThat(Sketch.of(CHECK, never, never.replace("22", "23")))
                    .as("another value of a parameter would make it")
                    .extracting(Sketch::line)
                    .containsExactly("DANGER ingress-widened App/In", "NOTICE ingress-narrowed App/In");
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
        void saysWhichWayMoreOrLessPasses() {
            String out = ALLOW.replace("NetworkAclId", "Egress: true, NetworkAclId");
            String world = out.replace("10.0.0.0/8", "0.0.0.0/0");

            assertThat(findings(CHECK, ACL + ALLOW, ACL + ALLOW + DENY))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.meaning())
                                .isEqualTo(
                                        "Network ACL shop/Acl could no longer let in what relies on it: 10.1.0.0/16 tcp 22.");
                        assertThat(finding.before()).isEqualTo("10.1.0.0/16 tcp 22");
                    });
            assertThat(findings(CHECK, ACL, ACL + out)).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).hasToString("NOTICE");
                assertThat(finding.meaning())
                        .isEqualTo("Network ACL shop/Acl could now let out more than before: 10.0.0.0/8 tcp 1-1000.");
                assertThat(finding.path()).isEqualTo("out");
            });
            assertThat(said(CHECK, ACL + out, ACL + world)).containsExactly("DANGER network-acl-widened Acl");
            assertThat(said(CHECK, ACL + world, ACL + out)).containsExactly("NOTICE network-acl-narrowed Acl");
            assertThat(said(CHECK, "", ACL + ALLOW))
                    .as("it comes with its network")
                    .isEmpty();
        }

        @Test
        void aRefusalThatMayNotBeThereRefusesNothing() {
            String choice = DENY.replace("RuleAction: deny", "RuleAction: {'Fn::If': [C, deny, allow]}");
            String hanging = DENY.replace("Properties:", "Condition: C, Properties:");

            assertThat(said(CHECK, ACL + ALLOW + DENY, ACL + ALLOW + choice))
                    .contains("DANGER network-acl-widened Acl");
            assertThat(said(CHECK, ACL + ALLOW + DENY, ACL + ALLOW + hanging))
                    .containsExactly("DANGER network-acl-widened Acl");
            assertThat(said(CHECK, ACL + ALLOW + choice, ACL + ALLOW + choice)).isEmpty();
            assertThat(said(CHECK, ACL + ALLOW + hanging, ACL + ALLOW + hanging))
                    .isEmpty();
        }

        @Test
        void aSubnetThatFollowsAnotherListIsComparedWithItsOldOne() {
            String subnet = "Net: {Type: 'AWS::EC2::Subnet'}\n";
            String tied = subnet
                    + "Tie: {Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: {SubnetId: {Ref: Net}, NetworkAclId: %s}}\n";
            String strict = ACL + ALLOW + DENY;
            String both = strict
                    + (ACL + ALLOW)
                            .replace("Acl:", "Lax:")
                            .replace("Ref: Acl", "Ref: Lax")
                            .replace("Allow:", "Allow2:");

            assertThat(findings(CHECK, both + tied.formatted("{Ref: Acl}"), both + tied.formatted("{Ref: Lax}")))
                    .singleElement()
                    .satisfies(
                            finding -> assertThat(finding.meaning())
                                    .isEqualTo(
                                            "The network ACL of the subnet shop/Net could now let in more than before: 10.1.0.0/16 tcp 22."));
            assertThat(said(CHECK, both + tied.formatted("{Ref: Lax}"), both + tied.formatted("{Ref: Acl}")))
                    .containsExactly("NOTICE network-acl-narrowed Tie");
            assertThat(findings(CHECK, both + tied.formatted("{Ref: Acl}"), both + subnet))
                    .as("both ways, of both versions of addresses")
                    .hasSize(4);
            assertThat(said(CHECK, both + subnet, both + tied.formatted("{Ref: Acl}")))
                    .containsOnly("NOTICE network-acl-narrowed Tie");
            assertThat(said(CHECK, both + tied.formatted("{Ref: Acl}"), both + tied.formatted("acl-1")))
                    .isEmpty();
            assertThat(said(CHECK, both + tied.formatted("acl-1"), both + tied.formatted("{Ref: Lax}")))
                    .isEmpty();
            assertThat(said(CHECK, both, both + tied.formatted("{Ref: Acl}"))).isEmpty();
            assertThat(said(CHECK, both + tied.formatted("{Ref: Acl}"), both)).isEmpty();
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
                    "DestinationCidrBlock: 10.0.0.0/16, GatewayId: local | NOTICE route-added Way",
                    "DestinationCidrBlock: 10.9.0.0/16, OdbNetworkArn: o | DANGER route-added Way",
                    "DestinationCidrBlock: 0.0.0.0/0, GatewayId: {'Fn::If': [C, {Ref: Vgw}, {Ref: Igw}]} | DANGER route-added Way",
                })
        void aNewRouteIsJudgedByWhereItLeads(String to, String expected) {
            assertThat(said(CHECK, TABLE, TABLE + route(to))).containsExactly(expected);
            assertThat(said(CHECK, TABLE + route(to), TABLE + route(to))).isEmpty();
            assertThat(said(CHECK, TABLE + route(to), TABLE)).containsExactly("NOTICE route-removed Way");
        }

        @Test
        void saysWhereTrafficGoesAndWhereItNoLongerGoes() {
            String vpn = "DestinationCidrBlock: 0.0.0.0/0, GatewayId: {Ref: Vgw}";

            assertThat(findings(CHECK, TABLE, TABLE + route(vpn)))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.meaning())
                                .isEqualTo("Traffic from the subnets of shop/Table to 0.0.0.0/0 would go to the VPN.");
                        assertThat(finding.before()).isEmpty();
                        assertThat(finding.after()).isEqualTo("0.0.0.0/0 to the VPN");
                    });
            assertThat(findings(CHECK, TABLE + route(vpn), TABLE))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.meaning())
                                .isEqualTo(
                                        "Traffic from the subnets of shop/Table to 0.0.0.0/0 would no longer go to the VPN;"
                                                + " what relies on it stops working.");
                        assertThat(finding.before()).isEqualTo("0.0.0.0/0 to the VPN");
                        assertThat(finding.after()).isEmpty();
                    });
        }

        @Test
        void saysWhatIsBehindTheVpn() {
            String way =
                    "Way: {Type: 'AWS::EC2::VPNConnectionRoute', Properties: {VpnConnectionId: vpn-1, DestinationCidrBlock: 192.168.1.0/24}}";

            assertThat(findings(CHECK, "", way))
                    .extracting(ReviewFinding::meaning)
                    .containsExactly("192.168.1.0/24 would be looked for behind the VPN connection vpn-1.");
            assertThat(findings(CHECK, way, ""))
                    .extracting(ReviewFinding::meaning)
                    .containsExactly("192.168.1.0/24 would no longer be looked for behind the VPN connection vpn-1;"
                            + " what relies on it stops working.");
        }

        @Test
        void aWayToTheInternetIsAdvisedAgainst() {
            assertThat(findings(CHECK, TABLE, TABLE + route("DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1")))
                    .extracting(finding -> finding.advice().orElse(""))
                    .containsExactly("Reach AWS through an endpoint, and the office through the VPN.");
            assertThat(findings(CHECK, TABLE, TABLE + route("DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: n")))
                    .extracting(finding -> finding.advice().orElse(""))
                    .containsExactly("Keep the routes as they are, or name the smallest network that is needed.");
        }

        @Test
        void aSubnetThatFollowsAnotherTableIsComparedWithItsOldOne() {
            String open = TABLE.replace("Table:", "Public:")
                    + route("DestinationCidrBlock: 0.0.0.0/0, GatewayId: {Ref: Igw}")
                            .replace("Ref: Table", "Ref: Public");
            String both = "Table: {Type: 'AWS::EC2::RouteTable'}\n" + open + "Net: {Type: 'AWS::EC2::Subnet'}\n";
            String tie =
                    "Tie: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: {Ref: Net}, RouteTableId: {Ref: %s}}}\n";

            assertThat(findings(CHECK, both + tie.formatted("Table"), both + tie.formatted("Public")))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).hasToString("DANGER");
                        assertThat(finding.meaning())
                                .isEqualTo(
                                        "Traffic from the subnet shop/Net to 0.0.0.0/0 would go to an internet gateway.");
                    });
            assertThat(said(CHECK, both, both + tie.formatted("Public"))).containsExactly("DANGER route-added Tie");
            assertThat(said(CHECK, both + tie.formatted("Public"), both + tie.formatted("Table")))
                    .containsExactly("NOTICE route-removed Tie");
            assertThat(said(CHECK, both + tie.formatted("Table"), both + tie.formatted("Table")))
                    .isEmpty();
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
                    "AWS::EC2::Subnet | MapPublicIpOnLaunch: 'True' | DANGER public-addresses Door",
                    "AWS::EC2::EIPAssociation | InstanceId: i | DANGER public-addresses Door",
                    "AWS::EKS::Cluster | ResourcesVpcConfig: {PublicAccessCidrs: [192.0.2.0/24, 0.0.0.0/0]} | DANGER public-addresses Door",
                    "AWS::EC2::ClientVpnAuthorizationRule | AuthorizeAllGroups: true | DANGER network-joined Door",
                    "AWS::EC2::VPCEndpointService | AcceptanceRequired: false | DANGER endpoint-service-opened Door",
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
        void aDoorBesideAnOpenOneIsTold() {
            String open = "%s: {Type: 'AWS::EC2::Subnet', Properties: {MapPublicIpOnLaunch: true}}\n";

            assertThat(said(CHECK, open.formatted("One"), open.formatted("One") + open.formatted("Two")))
                    .containsExactly("DANGER public-addresses Two");
        }

        @Test
        void aDoorThatAwsOpensWhereNothingIsSaidIsOpenThen() {
            String shut = "Door: {Type: 'AWS::DMS::ReplicationInstance', Properties: {PubliclyAccessible: false}}";
            String silent = "Door: {Type: 'AWS::DMS::ReplicationInstance', Properties: {}}";

            assertThat(said(CHECK, shut, silent)).containsExactly("DANGER public-addresses Door");
            assertThat(said(CHECK, silent, shut)).isEmpty();
            assertThat(said(CHECK, silent, silent)).isEmpty();
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
