package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.SmallApp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that CloudFormation would refuse must not end a review. */
class OddTemplatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: {Type: 'AWS::IAM::Role'}",
                "A: {Type: 'AWS::IAM::Role', Properties: {AssumeRolePolicyDocument: 5, Policies: x}}",
                "A: {Type: 'AWS::IAM::Policy', Properties: {PolicyDocument: {Statement: [null, 1, {Effect: Allow}]}}}",
                "A: {Type: 'AWS::IAM::Policy', Properties: {PolicyDocument: {Statement: {Effect: Deny, NotAction: []}}}}",
                "A: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: {Statement: {Effect: Allow, NotPrincipal: {}}}}}",
                "A: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: [], PolicyDocument: '{\"Statement\":'}}",
                "A: {Type: 'AWS::KMS::Key', Properties: {KeyPolicy: {Statement: {Effect: Allow, Condition: [1], Action: {}}}}}",
                "A: {Type: 'AWS::KMS::Key', Properties: {KeyPolicy: {Statement: {Effect: Allow, Condition: {Bool: null}}}}}",
                "A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::GetAtt': []}, Subscription: [1]}}",
                "A: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: [1, {CidrIp: 10.0.0.999/8, FromPort: x}]}}",
                "A: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupEgress: {CidrIp: 0.0.0.0/0, FromPort: 9, ToPort: 2}}}",
                "A: {Type: 'AWS::EC2::NetworkAclEntry', Properties: {Icmp: 3, Protocol: 1, RuleNumber: {}}}",
                "A: {Type: 'AWS::EC2::Route', Properties: []}",
                "A: {Type: 'AWS::Lambda::Permission'}",
                "A: {Type: 'AWS::Events::EventBusPolicy', Properties: {Condition: {Type: 1}}}",
            })
    void aReviewEndsWithFindingsWhateverTheTemplateHolds(String resources) {
        CloudAssembly odd = SmallApp.of(resources);
        CloudAssembly empty = SmallApp.of("");

        assertThatCode(() -> Review.of(new Comparison(empty, odd))).doesNotThrowAnyException();
        assertThatCode(() -> Review.of(new Comparison(odd, empty))).doesNotThrowAnyException();
    }
}
