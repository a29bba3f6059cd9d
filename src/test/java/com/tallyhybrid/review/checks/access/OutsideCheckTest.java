package com.tallyhybrid.review.checks.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change names that lies outside; the app is deployed into 444455556666 in eu-west-1. */
class OutsideCheckTest {

    private static String resource(String type, String properties) {
        return "X: {Type: '%s', Properties: {%s}}\n".formatted(type, properties);
    }

    private static List<String> said(String before, String after) {
        return Sketch.of(new OutsideCheck(), before, after).stream()
                .map(finding -> finding.severity() + " " + finding.ruleId() + " " + finding.path())
                .toList();
    }

    /** Where something is given, the account is a danger; where it is sent or mentioned, somebody has to look. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "AWS::EKS::AccessEntry | PrincipalArn: 'arn:aws:iam::999900001111:role/x' | DANGER foreign-account PrincipalArn",
                "AWS::EKS::AccessEntry | PrincipalArn: 'arn:aws:iam::444455556666:role/x' | nothing",
                "AWS::LakeFormation::PrincipalPermissions | Principal: {DataLakePrincipalIdentifier: '999900001111'} | DANGER foreign-account Principal.DataLakePrincipalIdentifier",
                "AWS::DLM::LifecyclePolicy | PolicyDetails: {Schedules: [{ShareRules: [{TargetAccounts: ['999900001111']}]}]} | DANGER foreign-account PolicyDetails.Schedules[0].ShareRules[0].TargetAccounts[0]",
                "Acme::Shop::Share | Grantees: [{Account: '999900001111'}] | DANGER foreign-account Grantees[0].Account",
                "AWS::Events::Rule | Targets: [{Arn: 'arn:aws:events:eu-west-1:999900001111:event-bus/b'}] | NOTICE foreign-account Targets[0].Arn",
                "AWS::Events::Rule | Targets: [{Arn: {'Fn::If': [C, 'arn:aws:sns:eu-west-1:444455556666:t', 'arn:aws:sns:eu-west-1:999900001111:t']}}] | NOTICE foreign-account Targets[0].Arn",
                "AWS::Events::Rule | Targets: [{Arn: 'arn:aws:sns:eu-west-1:444455556666:t'}] | nothing",
                "AWS::SNS::Topic | Tags: [{Key: ticket, Value: '123456789012'}] | nothing",
                "AWS::SNS::Topic | TopicName: books-1234567890123 | nothing",
            })
    void anAccountOutsideIsJudgedByWhatItIsNamedFor(String type, String properties, String expected) {
        assertThat(said("{}", resource(type, properties))).isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(said(resource(type, properties), resource(type, properties))).isEmpty();
    }

    @Test
    void anAccountThatIsMentionedAlreadyIsGivenSomethingNew() {
        String mentioned =
                "T: {Type: 'AWS::Events::Rule', Properties: {Targets: [{Arn: 'arn:aws:sns:eu-west-1:999900001111:t'}]}}\n";

        assertThat(said(mentioned, mentioned + resource("AWS::RAM::ResourceShare", "Principals: ['999900001111']")))
                .containsExactly("DANGER foreign-account Principals[0]");
        assertThat(said(
                        mentioned,
                        mentioned
                                + resource(
                                        "AWS::Logs::Destination",
                                        "TargetArn: 'arn:aws:kinesis:eu-west-1:999900001111:stream/s'")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "Target: {Arn: 'arn:aws:scheduler:::aws-sdk:s3:deleteBucketPolicy'} | DANGER scheduled-call Target.Arn",
                "Definition: {States: {A: {Resource: 'arn:aws:states:::aws-sdk:s3:deleteBucket'}}} | DANGER scheduled-call Definition.States.A.Resource",
                "Definition: {States: {A: {Resource: 'arn:aws:states:::aws-sdk:s3:listBuckets'}}} | NOTICE scheduled-call Definition.States.A.Resource",
                "DefinitionString: '{\"a\":\"arn:aws:states:::aws-sdk:s3:listBuckets\",\"b\":\"arn:aws:states:::aws-sdk:kms:disableKey\"}' | DANGER scheduled-call DefinitionString",
                "Definition: {States: {A: {Resource: 'arn:aws:states:::lambda:invoke'}}} | nothing",
            })
    void aCallThatNobodyIsAskedAboutIsJudgedByWhatItDoes(String properties, String expected) {
        assertThat(said("{}", resource("AWS::StepFunctions::StateMachine", properties)))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }
}
