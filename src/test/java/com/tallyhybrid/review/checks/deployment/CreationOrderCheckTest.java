package com.tallyhybrid.review.checks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no longer waits for another resource of its stack is told, and only that. */
class CreationOrderCheckTest {

    private static final String LOG = "Log: {Type: 'AWS::Logs::LogGroup'}\n";
    private static final String TOPIC = "Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: {Ref: Log}}}\n";

    @Test
    void aLostDependencyIsTold() {
        assertThat(lost(
                        LOG + "Rule: {Type: 'AWS::Events::Rule', DependsOn: [Log]}",
                        LOG + "Rule: {Type: 'AWS::Events::Rule'}"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("DependsOn");
                    assertThat(finding.before()).isEqualTo("[\"Log\"]");
                    assertThat(finding.meaning()).contains("wait for Log any more");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rule: {Type: 'AWS::Events::Rule', DependsOn: Log}",
                "Rule: {Type: 'AWS::Events::Rule', Properties: {Targets: [{Arn: {'Fn::GetAtt': [Log, Arn]}}]}}",
                "Rule: {Type: 'AWS::Events::Rule', DependsOn: Topic}",
                "Rule: {Type: 'AWS::Events::Rule', Properties: {Targets: [{Arn: {'Fn::Sub': 'x${Topic}'}}]}}"
            })
    void whatStillWaitsInAnotherWayIsNotTold(String rule) {
        assertThat(lost(LOG + TOPIC + "Rule: {Type: 'AWS::Events::Rule', DependsOn: [Log]}", LOG + TOPIC + rule))
                .isEmpty();
    }

    @Test
    void whatIsGoneNeedsNoOneToWait() {
        assertThat(lost(
                        LOG + "Rule: {Type: 'AWS::Events::Rule', DependsOn: [Log]}",
                        "Rule: {Type: 'AWS::Events::Rule'}"))
                .isEmpty();
    }

    private static List<ReviewFinding> lost(String before, String after) {
        return new CreationOrderCheck().examine(Sketch.comparison(before, after));
    }
}
