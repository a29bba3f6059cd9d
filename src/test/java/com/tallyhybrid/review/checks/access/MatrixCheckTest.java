package com.tallyhybrid.review.checks.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.SmallApp;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MatrixCheckTest {

    private static final CloudAssembly EXAMPLE = CloudAssembly.read(Path.of("docs/audit/templates"));
    private static final String BACKUP = "sharma-traders-Backup";

    @Test
    void nothingIsSaidWhereNoAnswerChanges() {
        assertThat(changes(resources -> {})).isEmpty();
    }

    @Test
    void whoMayDestroyVersionsWithoutTheRefusalIsNamed() {
        List<ReviewFinding> findings =
                changes(resources -> statements(resources, "BackupBucketPolicy").remove(2));

        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.section()).isEqualTo(Section.ACCESS_WIDENED);
            assertThat(finding.severity()).isEqualTo(Severity.DANGER);
            assertThat(finding.ruleId()).isEqualTo("matrix-now-allowed");
            assertThat(finding.subject().label()).isEqualTo(BACKUP + "/BackupBucketPolicy");
            assertThat(finding.subject().type()).isEqualTo("AWS::S3::BucketPolicy");
            assertThat(finding.before())
                    .isEqualTo("refused by " + BACKUP + "/BackupBucketPolicy, statement DenyDestroying");
            assertThat(finding.after()).isEqualTo("allowed by what its own policies are taken to allow");
        });
        assertThat(findings)
                .extracting(ReviewFinding::path)
                .contains("administrator", "user who may take the break-glass role", "root user")
                .doesNotHaveDuplicates();
        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding.meaning())
                        .startsWith(
                                "Today this is refused; after the change it would be allowed. The administrator: destroys")
                        .contains("s3:DeleteObjectVersion on backup/"));
    }

    @Test
    void whatStopsWorkingIsANotice() {
        List<ReviewFinding> findings = changes(
                resources -> statements(resources, "AgentsOwnPrefix9C9C75A9").remove(1));

        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
            assertThat(finding.ruleId()).isEqualTo("matrix-now-denied");
            assertThat(finding.path()).startsWith("agent sharma-traders-");
            assertThat(finding.meaning()).startsWith("Today this is allowed; after the change it would be refused,");
            assertThat(finding.before()).startsWith("allowed by sharma-traders-Backup/AgentsOwnPrefix9C9C75A9");
            assertThat(finding.after()).startsWith("refused: ");
        });
    }

    @Test
    void aPolicyThatIsNotUnderstoodLeavesTheMatrixUnanswered() {
        assertThat(changes(resources -> ((ObjectNode)
                                statements(resources, "BackupBucketPolicy").get(2))
                        .put("Effect", "Perhaps")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ruleId()).isEqualTo("matrix-unanswered");
                    assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                    assertThat(finding.meaning()).contains("unknown Effect Perhaps");
                });
    }

    @Test
    void anotherAppIsAskedNothing() {
        var shop = SmallApp.of("Books: {Type: 'AWS::S3::Bucket'}");
        var bigger = SmallApp.of("Books: {Type: 'AWS::S3::Bucket'}\nBills: {Type: 'AWS::S3::Bucket'}");

        assertThat(new MatrixCheck().examine(new Comparison(shop, bigger)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.section()).isEqualTo(Section.THE_REST);
                    assertThat(finding.severity()).isEqualTo(Severity.HARMLESS);
                    assertThat(finding.ruleId()).isEqualTo("matrix-does-not-apply");
                });
    }

    private static List<ReviewFinding> changes(Consumer<ObjectNode> edit) {
        CloudAssembly base = deployed(resources -> {});
        return new MatrixCheck().examine(new Comparison(base, deployed(edit)));
    }

    /** The example as {@code cdk synth} would place it, with an edit of the stack of the backups. */
    private static CloudAssembly deployed(Consumer<ObjectNode> edit) {
        return CloudAssembly.of(EXAMPLE.templates().values().stream()
                .map(template -> {
                    String region = template.stack().endsWith("Replica") ? "ap-south-2" : "ap-south-1";
                    ObjectNode body = template.body().deepCopy();
                    if (template.stack().equals(BACKUP)) {
                        edit.accept((ObjectNode) body.get("Resources"));
                    }
                    return new Template(
                            template.stack(),
                            Environment.of("aws://111122223333/" + region),
                            template.terminationProtection(),
                            body,
                            template.file());
                })
                .toList());
    }

    private static ArrayNode statements(ObjectNode resources, String policy) {
        return (ArrayNode) resources.path(policy).at("/Properties/PolicyDocument/Statement");
    }
}
