package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weaker policy does nothing today, and everything later. */
class RemovalPolicyCheckTest {

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource({
        "AWS::S3::Bucket, DeletionPolicy: Retain, DeletionPolicy: Delete, DANGER deletion-policy-weakened App/Thing",
        "AWS::S3::Bucket, DeletionPolicy: RetainExceptOnCreate, Metadata: {}, DANGER deletion-policy-weakened App/Thing",
        "AWS::EC2::Volume, DeletionPolicy: Retain, DeletionPolicy: Snapshot, DANGER deletion-policy-weakened App/Thing",
        "AWS::RDS::DBCluster, Metadata: {}, DeletionPolicy: Delete, DANGER deletion-policy-weakened App/Thing",
        "AWS::S3::Bucket, UpdateReplacePolicy: Retain, UpdateReplacePolicy: Delete, DANGER replace-policy-weakened App/Thing",
        "AWS::EC2::Subnet, DeletionPolicy: Retain, DeletionPolicy: Delete, NOTICE deletion-policy-weakened App/Thing",
        "AWS::CloudWatch::Dashboard, DeletionPolicy: Retain, DeletionPolicy: Delete, HARMLESS deletion-policy-weakened App/Thing"
    })
    void aWeakerPolicyIsNamed(String type, String before, String after, String finding) {
        assertThat(lines(type, before, after)).containsExactly(finding);
    }

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource({
        "AWS::S3::Bucket, DeletionPolicy: Retain, DeletionPolicy: RetainExceptOnCreate",
        "AWS::S3::Bucket, DeletionPolicy: RetainExceptOnCreate, DeletionPolicy: Retain",
        "AWS::S3::Bucket, DeletionPolicy: Delete, DeletionPolicy: Retain",
        "AWS::S3::Bucket, Metadata: {}, DeletionPolicy: Delete",
        "AWS::RDS::DBCluster, Metadata: {}, DeletionPolicy: Snapshot"
    })
    void anEqualOrStrongerOneIsNot(String type, String before, String after) {
        assertThat(lines(type, before, after)).isEmpty();
    }

    @Test
    void aNewResourceHasNoFormerPolicy() {
        assertThat(Sketch.of(
                        new RemovalPolicyCheck(),
                        "Topic: {Type: 'AWS::SNS::Topic'}",
                        "Topic: {Type: 'AWS::SNS::Topic'}\nThing: {Type: 'AWS::S3::Bucket', DeletionPolicy: Delete}"))
                .isEmpty();
    }

    private static List<String> lines(String type, String before, String after) {
        return Sketch.of(
                        new RemovalPolicyCheck(),
                        "Thing: {Type: '%s', %s}".formatted(type, before),
                        "Thing: {Type: '%s', %s}".formatted(type, after))
                .stream()
                .map(Sketch::line)
                .toList();
    }
}
