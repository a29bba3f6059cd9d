package com.tallyhybrid.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.Waivers;
import com.tallyhybrid.testkit.templates.Sketch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What machines read is what the shipped schema says. */
class JsonReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyKindOfReportFollowsTheSchema() throws IOException {
        assertThat(refusals(Findings.judgement())).isZero();
        assertThat(refusals(Findings.everywhere("<hostile> \"text\"\n"))).isZero();
        assertThat(refusals(real())).isZero();
    }

    @Test
    void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
        var report = (ObjectNode) JSON.readTree(JsonReport.of(real(), Origins.UNKNOWN, Optional.empty()));
        assertThat(schema().validate(report.deepCopy().put("more", 1))).isNotEmpty();
        assertThat(schema().validate(report.deepCopy().without("passes"))).isNotEmpty();
        ((ObjectNode) report.at("/findings/0")).put("severity", "SOMEWHAT");
        assertThat(schema().validate(report)).isNotEmpty();
    }

    @Test
    void theReportSaysWhatItFoundAndWhetherItPasses() throws IOException {
        JsonNode report = JSON.readTree(JsonReport.of(real(), Origins.UNKNOWN, Optional.empty()));

        assertThat(report.path("passes").asBoolean(true)).isFalse();
        assertThat(report.at("/findings/0/rule").asText()).isEqualTo("bucket-versioning-off");
        assertThat(report.at("/findings/0/subject/logicalId").asText()).isEqualTo("Thing");
        assertThat(report.at("/findings/0/path").asText()).isEqualTo("VersioningConfiguration.Status");
        assertThat(report.at("/findings/0/waiver").isMissingNode()).isTrue();
        assertThat(JSON.readTree(JsonReport.of(Findings.everywhere("x"), Origins.UNKNOWN, Optional.empty()))
                        .at("/findings/1/waiver/expires")
                        .asText())
                .isEqualTo("2026-11-26");
    }

    @Test
    void linesEndAlikeOnEverySystem() {
        assertThat(JsonReport.of(real(), Origins.UNKNOWN, Optional.empty()))
                .doesNotContain("\r")
                .endsWith("}\n")
                .contains("\n  \"findings\"");
    }

    private static WaivedReview real() {
        String bucket = "Thing: {Type: 'AWS::S3::Bucket', Properties: {VersioningConfiguration: {Status: %s}}}";
        return Waivers.NONE.judge(Review.of(Sketch.comparison(
                bucket.formatted("Enabled"), bucket.formatted("Suspended") + "\nNew: {Type: 'A::B::C'}")));
    }

    private static int refusals(WaivedReview judgement) throws IOException {
        return schema().validate(JSON.readTree(JsonReport.of(judgement, Origins.UNKNOWN, Optional.empty())))
                .size();
    }

    private static Schema schema() throws IOException {
        try (InputStream json = JsonReport.class.getResourceAsStream("report.schema.json")) {
            return SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(JSON.readTree(json));
        }
    }
}
