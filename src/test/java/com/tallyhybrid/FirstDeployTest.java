package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.app.FirstDeploy;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.SpeaksToJsii;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** A first day that goes wrong can be repeated: what a stack is, and whether it is protected, are two things. */
@SpeaksToJsii
class FirstDeployTest {

    static Stream<Synthesized> deployments() {
        return Synthesized.all();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void noStackIsProtectedOnTheFirstDayAndTheTemplatesAreTheSame(Synthesized deployment) throws IOException {
        Synthesized firstDay = deployment.onFirstDay("true");

        assertThat(firstDay.assembly().getStacks())
                .isNotEmpty()
                .noneMatch(CloudFormationStackArtifact::getTerminationProtection);
        assertThat(templates(firstDay)).isEqualTo(templates(deployment));
    }

    @Test
    void everyStackIsProtectedWhenTheKeySaysFalse() {
        assertThat(Synthesized.backupOnly().onFirstDay("false").assembly().getStacks())
                .isNotEmpty()
                .allMatch(CloudFormationStackArtifact::getTerminationProtection);
    }

    @Test
    void aFileMayHoldABoolean() {
        assertThat(Synthesized.backupOnly().onFirstDay(true).assembly().getStacks())
                .noneMatch(CloudFormationStackArtifact::getTerminationProtection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "True", "1", " true", "on", "tru"})
    void anythingButTrueAndFalseIsRefusedInWords(String value) {
        assertThat(FirstDeploy.of(value).refusal())
                .get()
                .asString()
                .contains(
                        "firstDeploy",
                        "\"%s\"".formatted(value),
                        "allowed are true and false",
                        "Nothing was synthesized");
        assertThat(FirstDeploy.of(value).note()).isEmpty();
    }

    @Test
    void theNoticeSaysWhatSwitchesTheProtectionOn() {
        assertThat(FirstDeploy.of("true").note())
                .get()
                .asString()
                .contains("without protection", "deploy --all without");
        for (Object off : new Object[] {"false", false, null}) {
            assertThat(FirstDeploy.of(off).note()).isEmpty();
            assertThat(FirstDeploy.of(off).refusal()).isEmpty();
        }
    }

    /** Who commits the key, or deploys with it by mistake, is told what it does before anybody approves. */
    @Test
    void theReviewCallsItADangerForEveryStack() {
        Synthesized deployed = Synthesized.backupOnly();
        var change = new Comparison(read(deployed), read(deployed.onFirstDay("true")));

        assertThat(Review.of(change).findings())
                .filteredOn(finding -> finding.severity() == Severity.DANGER)
                .extracting(ReviewFinding::ruleId)
                .hasSameSizeAs(deployed.assembly().getStacks())
                .containsOnly("termination-protection-off");
        assertThat(Review.of(new Comparison(read(deployed.onFirstDay("true")), read(deployed)))
                        .findings())
                .noneMatch(finding -> finding.severity() == Severity.DANGER);
    }

    private static CloudAssembly read(Synthesized deployment) {
        return CloudAssembly.read(deployment.folder());
    }

    private static Map<String, String> templates(Synthesized deployment) throws IOException {
        return GoldenTemplatesTest.templatesIn(deployment.folder());
    }
}
