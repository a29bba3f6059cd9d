package com.tallyhybrid.review.checks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes a bill larger or smaller, in other people's apps. */
class CostCheckTest {

    private static final String TOPIC = "Topic: {Type: 'AWS::SNS::Topic'}\n";

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
            AWS::RDS::DBInstance  | AllocatedStorage: 100        | AllocatedStorage: '200'        | cost-up
            AWS::RDS::DBInstance  | AllocatedStorage: 100        | AllocatedStorage: {Ref: Size}  | cost-changes
            AWS::RDS::DBInstance  | DBInstanceClass: a           | DBInstanceClass: b             | cost-changes
            AWS::RDS::DBInstance  | MultiAZ: true                | MultiAZ: false                 | cost-down
            AWS::RDS::DBInstance  | MultiAZ: false               | Port: 1                        |
            AWS::Logs::LogGroup   | RetentionInDays: 30          | KmsKeyId: k                    | cost-up
            AWS::Logs::LogGroup   | KmsKeyId: k                  | RetentionInDays: 3653          | cost-down
            AWS::Lambda::Function | MemorySize: 128              | Runtime: java17                |
            AWS::DirectoryService::MicrosoftAD | Edition: Standard | Name: a                      | cost-up
            AWS::FSx::FileSystem  | StorageType: HDD             | StorageType: SSD               | cost-up
            AWS::EC2::VPCEndpoint | ServiceName: s               | VpcEndpointType: Gateway       |
            """)
    void theDirectionIsNamed(String type, String before, String after, String rule) {
        List<ReviewFinding> findings = Sketch.of(new CostCheck(), resource(type, before), resource(type, after));

        assertThat(findings).extracting(ReviewFinding::ruleId).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void everyEntryOfAListCountsHoweverItIsNested() {
        String plan =
                "Plan: {Type: 'AWS::Backup::BackupPlan', Properties: {BackupPlan: {BackupPlanRule: [{CopyActions: %s}, {CopyActions: [a]}]}}}";

        assertThat(Sketch.of(new CostCheck(), plan.formatted("[a]"), plan.formatted("[a, b]")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("cost-up");
                    assertThat(finding.before()).isEqualTo("2");
                    assertThat(finding.after()).isEqualTo("3");
                });
        assertThat(Sketch.of(new CostCheck(), plan.formatted("[a]"), plan.formatted("[b]")))
                .isEmpty();
    }

    @Test
    void anOlderSpellingOfAPropertyCostsTheSame() {
        String bucket = resource(
                "AWS::S3::Bucket",
                "LifecycleConfiguration: {Rules: [%s, {NoncurrentVersionExpiration: {NoncurrentDays: 9}}]}");
        String today = "{NoncurrentVersionExpiration: {NoncurrentDays: 30}}";
        String older = "{NoncurrentVersionExpirationInDays: %s}";

        assertThat(Sketch.of(new CostCheck(), bucket.formatted(today), bucket.formatted(older.formatted(30))))
                .isEmpty();
        assertThat(Sketch.of(new CostCheck(), bucket.formatted(today), bucket.formatted(older.formatted(31))))
                .extracting(ReviewFinding::ruleId)
                .containsExactly("cost-up");
    }

    @Test
    void whatComesIsBilledAndWhatGoesIsNot() {
        String gateway = "Nat: {Type: 'AWS::EC2::NatGateway'}";

        assertThat(lines(TOPIC, TOPIC + gateway)).containsExactly("NOTICE cost-up App/Nat");
        assertThat(lines(TOPIC + gateway, TOPIC)).containsExactly("NOTICE cost-down App/Nat");
        assertThat(lines(TOPIC + gateway, TOPIC + gateway.replace("Nat:", "Other:")))
                .isEmpty();
    }

    @Test
    void whatIsRetainedIsBilledFurtherOn() {
        String key = "%s: {Type: 'AWS::KMS::Key', DeletionPolicy: Retain}";

        assertThat(lines(TOPIC + key.formatted("Old"), TOPIC)).isEmpty();
        assertThat(lines(TOPIC + key.formatted("Old"), TOPIC + key.formatted("New")))
                .containsExactly("NOTICE cost-up App/New");
    }

    @Test
    void aStackThatIsLeftBehindIsBilledFurtherOn() {
        assertThat(Sketch.of(
                        new CostCheck(),
                        List.of(Sketch.stack("Net", "Nat: {Type: 'AWS::EC2::NatGateway'}"), Sketch.stack("App", TOPIC)),
                        List.of(Sketch.stack("App", TOPIC))))
                .isEmpty();
    }

    @Test
    void onlyAnInterfaceEndpointIsBilled() {
        String endpoint = "Door: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcEndpointType: %s, SubnetIds: %s}}";

        assertThat(lines(TOPIC, TOPIC + endpoint.formatted("Gateway", "[]"))).isEmpty();
        assertThat(lines(TOPIC, TOPIC + endpoint.formatted("Interface", "[a]")))
                .containsExactly("NOTICE cost-up App/Door");
        assertThat(lines(endpoint.formatted("Interface", "[a]"), endpoint.formatted("Interface", "[a, b]")))
                .containsExactly("NOTICE cost-up App/Door");
    }

    private static String resource(String type, String property) {
        return "Thing: {Type: '%s', Properties: {%s}}".formatted(type, property);
    }

    private static List<String> lines(String before, String after) {
        return Sketch.of(new CostCheck(), before, after).stream()
                .map(Sketch::line)
                .toList();
    }
}
