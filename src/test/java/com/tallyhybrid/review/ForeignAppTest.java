package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole review on apps that are not ours: CDK stages, and plain CloudFormation in YAML. */
class ForeignAppTest {

    private static final String SHOP = """
            Parameters:
              Size: {Type: String, Default: db.t3.small}
            Conditions:
              Prod: !Equals [!Ref 'AWS::AccountId', '444455556666']
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Zone:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: !Select [0, !Cidr [!GetAtt Network.CidrBlock, 4, 8]]}
              Orders:
                Type: AWS::RDS::DBInstance
                Properties: {DBInstanceClass: !Ref Size, Engine: postgres, KmsKeyId: !Sub 'alias/${AWS::StackName}'}
              Cache:
                Type: AWS::ElastiCache::CacheCluster
                Condition: Prod
                Properties: {CacheNodeType: cache.t3.micro, NumCacheNodes: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void plainTemplatesInYamlAreReviewed() throws IOException {
        String edited = SHOP.replace("'alias/${AWS::StackName}'", "alias/shop")
                .replace("NumCacheNodes: 1", "NumCacheNodes: 3")
                .replace("[!Ref 'AWS::AccountId', '444455556666']", "[!Ref 'AWS::AccountId', '777788889999']");

        assertThat(review(yaml("base", SHOP), yaml("head", edited)).findings())
                .filteredOn(finding -> finding.section() != Section.THE_REST)
                .extracting(Sketch::line)
                .containsExactly(
                        "DANGER may-be-deleted shop/Cache",
                        "DANGER may-be-rebuilt shop/Cache",
                        "NOTICE cost-up shop/Cache");
    }

    @Test
    void theSameTemplatesSayNothing() throws IOException {
        assertThat(review(yaml("base", SHOP), yaml("head", SHOP)).findings()).isEmpty();
    }

    @Test
    void aStackInAStageIsReviewedInItsOwnAccountAndRegion() throws IOException {
        Review review = review(
                stage(
                        "base",
                        "{\"Bucket\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": \"logs-eu-west-1\"}}}"),
                stage(
                        "head",
                        "{\"Bucket\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": {\"Fn::Sub\": \"logs-${AWS::Region}\"}}},"
                                + " \"Keys\": {\"Type\": \"AWS::KMS::Key\"}}"));

        assertThat(review.findings())
                .filteredOn(finding -> finding.section() != Section.THE_REST)
                .extracting(Sketch::line)
                .containsExactly("NOTICE key-rotation-off Prod-Data/Keys", "NOTICE cost-up Prod-Data/Keys");
    }

    private static Review review(Path base, Path head) {
        return Review.of(new Comparison(CloudAssembly.read(base), CloudAssembly.read(head)));
    }

    private Path yaml(String side, String template) throws IOException {
        Path app = Files.createDirectory(folder.resolve(side));
        Files.writeString(app.resolve("shop.yaml"), template);
        return app;
    }

    private Path stage(String side, String resources) throws IOException {
        Path app = Files.createDirectory(folder.resolve(side));
        Path stage = Files.createDirectory(app.resolve("assembly-Prod"));
        Files.writeString(
                app.resolve("manifest.json"),
                "{\"artifacts\": {\"assembly-Prod\": {\"type\": \"cdk:cloud-assembly\","
                        + " \"properties\": {\"directoryName\": \"assembly-Prod\"}}}}");
        Files.writeString(
                stage.resolve("manifest.json"),
                "{\"artifacts\": {\"ProdData\": {\"type\": \"aws:cloudformation:stack\","
                        + " \"environment\": \"aws://444455556666/eu-west-1\","
                        + " \"properties\": {\"templateFile\": \"data.json\", \"stackName\": \"Prod-Data\"}}}}");
        Files.writeString(stage.resolve("data.json"), "{\"Resources\": " + resources + "}");
        return app;
    }
}
