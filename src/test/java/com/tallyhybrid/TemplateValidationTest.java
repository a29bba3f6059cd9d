package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tallyhybrid.app.ProjectContext;
import com.tallyhybrid.testkit.templates.SpeaksToJsii;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;

/** The feature flags of cdk.json make the CDK refuse a template that CloudFormation would refuse. */
@SpeaksToJsii
class TemplateValidationTest {

    @TempDir
    Path out;

    @Test
    void refusesAnUnknownProperty() {
        assertThatThrownBy(() -> synthesize("AWS::S3::Bucket", Map.of("BucketNam", "books")))
                .hasMessageContaining("BucketNam");
    }

    @Test
    void refusesWhatIsOnlyAWarningElsewhere() {
        assertThatThrownBy(() -> synthesize("AWS::CloudWatch::Alarm", Map.of("ComparisonOperator", "Greater")))
                .hasMessageContaining("ComparisonOperator");
    }

    @Test
    void passesWhatIsRight() {
        assertThatCode(() -> synthesize("AWS::S3::Bucket", Map.of("BucketName", "books")))
                .doesNotThrowAnyException();
    }

    /** Nobody has told the CDK to look away from anything. */
    @Test
    void noFindingIsAcknowledged() throws Exception {
        Path report = Synthesized.example().folder().resolve("validation-report.json");
        assertThat(Files.readString(report)).doesNotContain("suppressedViolations", "violations");
    }

    private void synthesize(String type, Map<String, Object> properties) {
        App app = App.Builder.create()
                .analyticsReporting(false)
                .context(ProjectContext.read())
                .outdir(out.toString())
                .build();
        var stack = new Stack(app, "Trial");
        CfnResource.Builder.create(stack, "Resource")
                .type(type)
                .properties(properties)
                .build();
        app.synth();
    }
}
