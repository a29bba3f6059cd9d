package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves a template in other people's apps. */
class DeletionCheckTest {

    private static final String NOTHING = "Topic: {Type: 'AWS::SNS::Topic'}";

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "AWS::S3::Bucket, DeletionPolicy: Retain, stays in the account",
        "AWS::S3::Bucket, DeletionPolicy: RetainExceptOnCreate, stays in the account",
        "AWS::S3::Bucket, DeletionPolicy: Delete, would be deleted.",
        "AWS::S3::Bucket, UpdateReplacePolicy: Retain, would be deleted.",
        "AWS::EC2::Volume, DeletionPolicy: Snapshot, would be deleted after a snapshot",
        "AWS::RDS::DBInstance, Properties: {}, would be deleted after a snapshot",
        "AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: c}, would be deleted.",
        "AWS::DynamoDB::Table, Properties: {}, would be deleted."
    })
    void theDeployedPolicyDecidesWhatSurvives(String type, String attribute, String meaning) {
        ReviewFinding finding = only("Thing: {Type: '%s', %s}\n%s".formatted(type, attribute, NOTHING), NOTHING);

        assertThat(Sketch.line(finding)).isEqualTo("DANGER deleted App/Thing");
        assertThat(finding.meaning()).contains(meaning);
        assertThat(finding.advice()).isPresent();
    }

    /** A key that is retained and managed by nobody still opens what it opened. */
    @ParameterizedTest
    @ValueSource(strings = {"AWS::IAM::AccessKey", "AWS::IAM::User", "AWS::SecretsManager::Secret"})
    void nobodyIsToldToRetainACredential(String type) {
        assertThat(only("Thing: {Type: '%s'}\n%s".formatted(type, NOTHING), NOTHING)
                        .advice())
                .hasValueSatisfying(advice -> assertThat(advice).doesNotContain("Retain"));
        assertThat(only("Thing: {Type: 'AWS::S3::Bucket'}\n" + NOTHING, NOTHING).advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("DeletionPolicy: Retain"));
    }

    @Test
    void anAlarmThatGoesIsANoticeAndADashboardIsNotEvenThat() {
        assertThat(Sketch.line(only("Alarm: {Type: 'AWS::CloudWatch::Alarm'}\n" + NOTHING, NOTHING)))
                .isEqualTo("NOTICE deleted App/Alarm");
        assertThat(only("Board: {Type: 'AWS::CloudWatch::Dashboard'}\n" + NOTHING, NOTHING)
                        .section())
                .isEqualTo(Section.THE_REST);
    }

    @Test
    void whatComesBackUnderAnotherLogicalIdIsOneFinding() {
        String table = "%s: {Type: 'AWS::DynamoDB::Table', Properties: {A: 1, B: 2, C: 3, D: %s}}";

        assertThat(Sketch.line(only(table.formatted("Old", "4"), table.formatted("New", "5"))))
                .isEqualTo("DANGER new-logical-id App/Old");
    }

    @Test
    void whatComesBackInAnotherStackIsNamedThere() {
        String table = "Table: {Type: 'AWS::DynamoDB::Table', Properties: {A: 1}}\n";
        List<ReviewFinding> findings = Sketch.of(
                new DeletionCheck(),
                List.of(Sketch.stack("One", table + NOTHING), Sketch.stack("Two", NOTHING)),
                List.of(Sketch.stack("One", NOTHING), Sketch.stack("Two", table + NOTHING)));

        assertThat(findings).extracting(Sketch::line).containsExactly("DANGER new-logical-id One/Table");
        assertThat(findings.get(0).after()).isEqualTo("Two/Table");
    }

    @Test
    void somethingElseOfTheSameTypeIsNoReturn() {
        assertThat(Sketch.line(only(
                        "Old: {Type: 'AWS::DynamoDB::Table', Properties: {A: 1, B: 2}}",
                        "New: {Type: 'AWS::DynamoDB::Table', Properties: {A: 7, B: 8}}")))
                .isEqualTo("DANGER deleted App/Old");
    }

    @Test
    void anAlarmWithoutAFixedNameMayBeRenamedFreely() {
        String alarm = "%s: {Type: 'AWS::CloudWatch::Alarm', Properties: {MetricName: m}}";

        assertThat(only(alarm.formatted("Old"), alarm.formatted("New")).section())
                .isEqualTo(Section.THE_REST);
        assertThat(Sketch.of(new NameCheck(), alarm.formatted("Old"), alarm.formatted("New")))
                .isEmpty();
    }

    @Test
    void aNewResourceCannotTakeANameThatIsInUse() {
        String bucket = "%s: {Type: 'AWS::S3::Bucket', Properties: {BucketName: %s}}";

        assertThat(Sketch.of(new NameCheck(), bucket.formatted("Old", "books"), bucket.formatted("New", "books")))
                .extracting(Sketch::line)
                .containsExactly("DANGER name-taken App/New");
        assertThat(Sketch.of(new NameCheck(), bucket.formatted("Old", "books"), bucket.formatted("New", "ledgers")))
                .isEmpty();
    }

    @Test
    void aNameMayBeUsedAgainInAnotherRegion() {
        String topic = "Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: alerts}}";

        assertThat(Sketch.of(
                        new NameCheck(),
                        List.of(Sketch.stack("One", topic)),
                        List.of(
                                Sketch.stack("One", topic),
                                Sketch.stack("Two", "aws://444455556666/us-east-1", topic))))
                .isEmpty();
    }

    @Test
    void anotherTypeUnderOneLogicalIdIsRefused() {
        assertThat(Sketch.line(only("Thing: {Type: 'AWS::SQS::Queue'}", "Thing: {Type: 'AWS::SNS::Topic'}")))
                .isEqualTo("DANGER type-changed App/Thing");
        assertThat(Sketch.line(only("Thing: {Type: 'AWS::S3::Bucket'}", "Thing: {Type: 'AWS::SNS::Topic'}")))
                .isEqualTo("DANGER type-changed App/Thing");
    }

    @Test
    void aResourceThatHangsOnAnotherConditionMayGo() {
        String app = """
                Bucket: {Type: 'AWS::S3::Bucket', Condition: Prod}
                Free: {Type: 'AWS::S3::Bucket'}
                ---
                Conditions:
                  Prod: {'Fn::Equals': [{Ref: Stage}, %s]}
                """;

        assertThat(Sketch.of(new DeletionCheck(), app.formatted("prod"), app.formatted("production")))
                .extracting(Sketch::line)
                .containsExactly("DANGER may-be-deleted App/Bucket");
        assertThat(Sketch.of(new DeletionCheck(), app.formatted("prod"), app.formatted("prod")))
                .isEmpty();
    }

    @Test
    void aConditionThatIsDroppedKeepsTheResource() {
        assertThat(Sketch.of(
                        new DeletionCheck(),
                        "Bucket: {Type: 'AWS::S3::Bucket', Condition: Prod}",
                        "Bucket: {Type: 'AWS::S3::Bucket'}"))
                .isEmpty();
    }

    private static ReviewFinding only(String before, String after) {
        List<ReviewFinding> findings = Sketch.of(new DeletionCheck(), before, after);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
