package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest deployment that the settings accept, with the longest names, against the limits that AWS documents. */
class LimitsTest {

    private static final String LONGEST = "abcdefghijklmnopqr";

    private static Templates largest;

    @BeforeAll
    static void synthesize(@TempDir Path folder) throws IOException {
        var file = folder.resolve("largest.yaml");
        Files.writeString(file, largestSettings());
        largest = Synthesized.of(file.toString()).templates();
    }

    private static String largestSettings() {
        var yaml = new StringBuilder("""
                name: abcdefghijklmnopqrst
                account: "111122223333"
                alertEmails: [it@example.com]
                network:
                  vpcCidr: 10.0.0.0/16
                  offices:
                """);
        for (int office = 10; office < 20; office++) {
            yaml.append("    - name: %s%s\n      gatewayIp: 198.51.100.%s\n      lanCidrs: ["
                    .formatted(LONGEST, office, office));
            for (int lan = 0; lan < 10; lan++) {
                yaml.append(lan == 0 ? "" : ", ").append("10.%s.%s.0/24".formatted(office, lan));
            }
            yaml.append("]\n");
        }
        yaml.append("backup:\n  servers:\n");
        for (int server = 10; server < 30; server++) {
            yaml.append("    - name: %s%s\n      keySerials: [1, 2]\n".formatted(LONGEST, server));
        }
        return yaml.append("""
                  allowedSources: [198.51.100.0/24]
                  breakGlassUsers: [arn:aws:iam::111122223333:user/owner]
                fileServer:
                  storageGib: 65536
                  clientCidrs: [10.10.0.0/24]
                  adminCidrs: [10.10.0.5/32]
                  directory:
                    managed:
                      domain: corp.example
                """).toString();
    }

    @Test
    void namesFit() {
        Map<String, Map<String, Integer>> longest = Map.of(
                "AWS::S3::Bucket", Map.of("BucketName", 63),
                "AWS::IAM::User", Map.of("UserName", 64),
                "AWS::IAM::Role", Map.of("RoleName", 64),
                "AWS::Events::Rule", Map.of("Name", 64),
                "AWS::CloudWatch::Alarm", Map.of("AlarmName", 255, "AlarmDescription", 1024),
                "AWS::Scheduler::ScheduleGroup", Map.of("Name", 64),
                "AWS::Logs::LogGroup", Map.of("LogGroupName", 512),
                "AWS::SecretsManager::Secret", Map.of("Name", 512),
                "AWS::CloudTrail::Trail", Map.of("TrailName", 128),
                "AWS::KMS::Alias", Map.of("AliasName", 256));
        longest.forEach((type, properties) -> assertThat(largest.ofType(type))
                .as(type)
                .isNotEmpty()
                .allSatisfy(resource -> properties.forEach((property, limit) -> assertThat(
                                resource.properties().path(property).asText().length())
                        .as("%s of %s", property, resource)
                        .isLessThanOrEqualTo(limit))));
    }

    @Test
    void policiesFit() {
        fits("AWS::S3::BucketPolicy", "PolicyDocument", 20_480);
        fits("AWS::IAM::ManagedPolicy", "PolicyDocument", 6_144);
        fits("AWS::KMS::Key", "KeyPolicy", 32_768);
        fits("AWS::SNS::TopicPolicy", "PolicyDocument", 30_000);
        fits("AWS::Logs::ResourcePolicy", "PolicyDocument", 5_120);
    }

    @Test
    void documentsFit() {
        fits("AWS::SSM::Document", "Content", 65_536);
    }

    /** No widget shows more than a hundred alarms or five hundred metrics, no page more than five hundred widgets. */
    @Test
    void theDashboardFits() throws IOException {
        String body = largest.assembly()
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

    @Test
    void patternsFit() {
        fits("AWS::Events::Rule", "EventPattern", 2_048);
        fits("AWS::Logs::MetricFilter", "FilterPattern", 1_024);
    }

    @Test
    void templatesFit() {
        largest.stacks().forEach((role, template) -> {
            assertThat(template.path("Resources").size()).as(role).isLessThanOrEqualTo(500);
            assertThat(template.path("Outputs").size()).as(role).isLessThanOrEqualTo(200);
            assertThat(template.toString().length()).as(role).isLessThan(1_000_000);
        });
    }

    /** CloudWatch looks back a week at most where the period is an hour or longer. */
    @Test
    void alarmsLookBackNoFurtherThanTheyMay() {
        assertThat(largest.ofType("AWS::CloudWatch::Alarm")).allSatisfy(alarm -> {
            int period = alarm.properties().findValue("Period").asInt();
            int span = period * alarm.properties().path("EvaluationPeriods").asInt();
            assertThat(span).as("%s", alarm).isLessThanOrEqualTo(period >= 3_600 ? 604_800 : 86_400);
        });
    }

    private static void fits(String type, String property, int limit) {
        assertThat(largest.ofType(type)).isNotEmpty().allSatisfy(resource -> {
            JsonNode value = resource.properties().path(property);
            String text = value.isTextual() ? value.asText() : value.toString();
            assertThat(text.length()).as("%s of %s", property, resource).isLessThanOrEqualTo(limit);
        });
    }
}
