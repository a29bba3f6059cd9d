package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import com.tallyhybrid.testkit.FactSheet;
import com.tallyhybrid.testkit.templates.LargestSettings;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The largest deployments that the settings accept, with the longest names, against the limits that AWS documents. */
class LimitsTest {

    private static List<Templates> largest;

    @BeforeAll
    static void synthesize() {
        largest = Synthesized.largest().map(Synthesized::templates).toList();
    }

    /**
     * A text that AWS limits.
     *
     * @param property JSON pointer to it, below the properties
     * @param most characters
     */
    record TextLimit(String type, String property, int most, String source) {}

    @Test
    void textsFit() {
        var longest = new TreeMap<String, Integer>();
        for (TextLimit limit : FactSheet.rows("text-limits.yaml", TextLimit.class)) {
            assertThat(limit.source()).isNotBlank();
            List<Resource> holders = largest.stream()
                    .flatMap(templates -> templates.assembly().resources(limit.type()).stream())
                    .toList();
            assertThat(holders).as(limit.type()).isNotEmpty();
            holders.forEach(holder -> {
                int length = length(holder, limit.property());
                longest.merge(limit.type() + limit.property(), length, Math::max);
                assertThat(length)
                        .as("%s of %s (%s)", limit.property(), holder.label(), limit.source())
                        .isLessThanOrEqualTo(limit.most());
            });
            assertThat(longest.get(limit.type() + limit.property()))
                    .as("a row that measures nothing: %s", limit)
                    .isPositive();
        }
    }

    /** A document is counted as its JSON, which has no whitespace between its parts. */
    private static int length(Resource holder, String pointer) {
        String top = pointer.substring(1).split("/")[0];
        JsonNode value = holder.property(top).at(pointer.substring(1 + top.length()));
        return value.isTextual()
                ? value.asText().length()
                : value.isMissingNode() ? 0 : value.toString().length();
    }

    /** Every group of every stack, in and out apart, whether its rules stand in it or beside it. */
    @Test
    void firewallRulesFit() {
        for (Templates templates : largest) {
            var rules = new TreeMap<String, Integer>();
            for (Templates.Resource resource : templates.all()) {
                switch (resource.type()) {
                    case "AWS::EC2::SecurityGroup" -> {
                        count(
                                rules,
                                resource,
                                "in",
                                resource.properties()
                                        .path("SecurityGroupIngress")
                                        .size());
                        count(
                                rules,
                                resource,
                                "out",
                                resource.properties()
                                        .path("SecurityGroupEgress")
                                        .size());
                    }
                    case "AWS::EC2::SecurityGroupIngress" -> count(rules, group(templates, resource), "in", 1);
                    case "AWS::EC2::SecurityGroupEgress" -> count(rules, group(templates, resource), "out", 1);
                    default -> {
                        // No rule of a firewall.
                    }
                }
            }
            assertThat(rules)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy((group, number) -> assertThat(number).isLessThanOrEqualTo(60));
            assertThat(rules.values()).as("one group is full").contains(60);
        }
    }

    private static void count(Map<String, Integer> rules, Templates.Resource group, String direction, int number) {
        rules.merge(group + " " + direction, number, Integer::sum);
    }

    private static Templates.Resource group(Templates templates, Templates.Resource rule) {
        String id = rule.properties().path("GroupId").path("Fn::GetAtt").path(0).asText();
        return templates
                .all(resource -> resource.stack().equals(rule.stack())
                        && resource.logicalId().equals(id))
                .get(0);
    }

    /** The settings stop just where AWS does, and leave little unused. */
    @Test
    void whatWouldNotFitIsRefused() {
        int besides = largest.stream()
                .flatMap(templates -> templates.assembly().resources("AWS::IAM::ManagedPolicy").stream())
                .map(policy -> policy.property("PolicyDocument"))
                .filter(policy -> policy.toString().contains("DenyOutsideOffices"))
                .mapToInt(policy -> policy.toString().length()
                        - policy.findValue("aws:SourceIp").toString().length())
                .max()
                .orElseThrow();
        // What the settings take for it, and not much less.
        assertThat(besides).isBetween(1_000, 1_050);

        assertThatThrownBy(() -> DeploymentFile.read(
                        LargestSettings.file(LargestSettings.withApprovers(60, LargestSettings.MOST_SOURCES + 1))))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the 243 networks take 5103 characters");
        assertThatThrownBy(() -> DeploymentFile.read(LargestSettings.file(LargestSettings.withApprovers(61, 1))))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the offices have 61 LANs together");
    }

    /** Routes that a gateway propagates: a hundred in a route table, and as many static ones on a connection. */
    @Test
    void routesAndConnectionsOfOneGatewayFit() {
        for (Templates templates : largest) {
            assertThat(templates.ofType("AWS::EC2::VPNConnectionRoute")).hasSizeBetween(60, 100);
            assertThat(templates.ofType("AWS::EC2::VPNConnection")).hasSizeLessThanOrEqualTo(10);
        }
    }

    /** No widget shows more than a hundred alarms or five hundred metrics, no page more than five hundred widgets. */
    @Test
    void theDashboardFits() throws IOException {
        for (Templates templates : largest) {
            String body = templates
                    .assembly()
                    .resources("AWS::CloudWatch::Dashboard")
                    .get(0)
                    .property("DashboardBody")
                    .asText();
            JsonNode widgets = new ObjectMapper().readTree(body).path("widgets");
            assertThat(widgets).hasSizeBetween(5, 500).allSatisfy(widget -> {
                assertThat(widget.at("/properties/alarms").size()).isLessThanOrEqualTo(100);
                assertThat(widget.at("/properties/metrics").size()).isLessThanOrEqualTo(500);
            });
            assertThat(widgets.findValues("alarms").stream()
                            .mapToInt(JsonNode::size)
                            .sum())
                    .as("more than one widget's worth of alarms")
                    .isGreaterThan(100);
        }
    }

    @Test
    void templatesFit() {
        largest.forEach(templates -> templates.stacks().forEach((role, template) -> {
            assertThat(template.path("Resources").size()).as(role).isLessThanOrEqualTo(500);
            assertThat(template.path("Outputs").size()).as(role).isLessThanOrEqualTo(200);
            assertThat(template.toString().length()).as(role).isLessThan(1_000_000);
        }));
    }

    /** CloudWatch looks back a week at most where the period is an hour or longer. */
    @Test
    void alarmsLookBackNoFurtherThanTheyMay() {
        largest.forEach(templates -> assertThat(templates.ofType("AWS::CloudWatch::Alarm"))
                .allSatisfy(alarm -> {
                    int period = alarm.properties().findValue("Period").asInt();
                    int span = period
                            * alarm.properties().path("EvaluationPeriods").asInt();
                    assertThat(span).as("%s", alarm).isLessThanOrEqualTo(period >= 3_600 ? 604_800 : 86_400);
                }));
    }

    /**
     * What one account may hold.
     *
     * @param what as AWS calls it
     * @param sum the numbers of that name are added up; without one, the resources are counted
     * @param each {@code region} or {@code account}
     * @param raised whether AWS raises it on request
     */
    record Quota(String what, String type, String sum, int most, String each, boolean raised, String source) {

        int deployments(Templates templates) {
            int used = used(templates);
            return used == 0 ? Integer.MAX_VALUE : most / used;
        }

        /** By one deployment, in the Region that has more. */
        int used(Templates templates) {
            Map<String, Integer> byPlace = templates.ofType(type).stream()
                    .collect(Collectors.groupingBy(
                            resource ->
                                    each.equals("region") && resource.stack().equals("Replica")
                                            ? "Hyderabad"
                                            : "Mumbai",
                            Collectors.summingInt(this::amount)));
            return byPlace.values().stream().max(Comparator.naturalOrder()).orElse(0);
        }

        private int amount(Templates.Resource resource) {
            return sum == null
                    ? 1
                    : resource.properties().findValues(sum).stream()
                            .mapToInt(JsonNode::asInt)
                            .sum();
        }
    }

    /** Counted with what they belong to, and limited there if at all. */
    private static final Set<String> PARTS = Set.of(
            "AWS::KMS::Alias",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::SNS::Subscription",
            "AWS::IAM::AccessKey",
            "AWS::Logs::MetricFilter",
            "AWS::EC2::Subnet",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::EC2::VPNGatewayRoutePropagation",
            "AWS::EC2::VPNConnectionRoute",
            "AWS::EC2::FlowLog",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::Backup::BackupSelection",
            "AWS::Backup::RestoreTestingSelection");

    @Test
    void everyKindOfResourceHasAQuotaOrBelongsToOneThatHas() {
        Set<String> counted = quotas().stream().map(Quota::type).collect(Collectors.toSet());
        assertThat(counted).doesNotContainAnyElementsOf(PARTS);
        largest.forEach(templates -> assertThat(templates.all())
                .extracting(Templates.Resource::type)
                .filteredOn(type -> !counted.contains(type) && !PARTS.contains(type))
                .isEmpty());
    }

    @Test
    void theLargestDeploymentFitsIntoAnAccount() {
        for (Quota quota : quotas()) {
            largest.forEach(templates -> assertThat(quota.used(templates))
                    .as("%s (%s)", quota.what(), quota.source())
                    .isLessThanOrEqualTo(quota.most()));
        }
    }

    @Test
    void oneDeploymentTakesOneLogPolicyAndOneTrail() {
        Stream.concat(Synthesized.all().map(Synthesized::templates), largest.stream())
                .forEach(templates -> {
                    assertThat(templates.ofType("AWS::Logs::ResourcePolicy")).hasSize(1);
                    assertThat(templates.ofType("AWS::CloudTrail::Trail")).hasSize(1);
                });
    }

    @Test
    void thePageOfLimitsSaysHowManyDeploymentsOneAccountHolds() throws IOException {
        Quota withoutFiles = decisive(Synthesized.backupOnly().templates());
        Quota withFiles = decisive(Synthesized.example().templates());
        assertThat(Files.readString(Path.of("docs/guarantees.md")))
                .contains(
                        "**One account holds** %s deployments without a file server (%s: %s%s) and %s with one (%s: %s%s"
                                .formatted(
                                        withoutFiles.deployments(
                                                Synthesized.backupOnly().templates()),
                                        withoutFiles.what(),
                                        withoutFiles.most(),
                                        raised(withoutFiles),
                                        withFiles.deployments(
                                                Synthesized.example().templates()),
                                        withFiles.what(),
                                        withFiles.most(),
                                        raised(withFiles)));
    }

    private static String raised(Quota quota) {
        return quota.raised() ? "" : ", never more";
    }

    private static Quota decisive(Templates templates) {
        return quotas().stream()
                .min(Comparator.comparingInt(quota -> quota.deployments(templates)))
                .orElseThrow();
    }

    /** Every row counts something. */
    private static List<Quota> quotas() {
        List<Quota> quotas = FactSheet.rows("/com/tallyhybrid/fleet/quotas.yaml", Quota.class);
        var profiles = new ArrayList<>(largest);
        Synthesized.all().map(Synthesized::templates).forEach(profiles::add);
        assertThat(quotas).allSatisfy(quota -> {
            assertThat(quota.source()).isNotBlank();
            assertThat(quota.each()).isIn("region", "account");
            assertThat(profiles).as(quota.what()).anyMatch(templates -> quota.used(templates) > 0);
        });
        return quotas;
    }
}
