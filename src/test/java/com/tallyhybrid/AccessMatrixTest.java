package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.accessmatrix.AccessMatrix;
import com.tallyhybrid.accessmatrix.AccessQuestions;
import com.tallyhybrid.accessmatrix.Answer;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.testkit.templates.Mutation;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agents' keys and every other actor can do, from the templates alone. */
class AccessMatrixTest {

    private static final Path GOLDEN = Path.of("docs/audit/access-matrix.csv");

    static Stream<Synthesized> deployments() {
        return Synthesized.all();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyAnswerIsTheOneThatThePromisesAskFor(Synthesized deployment) {
        AccessMatrix matrix = AccessMatrix.of(deployment.templates().assembly());

        assertThat(matrix.answers()).hasSizeGreaterThanOrEqualTo(70);
        assertThat(matrix.answers()).allMatch(Answer::isAsExpected);
    }

    @Test
    void noAgentReachesAnyOther() {
        List<Answer> pairs = AccessMatrix.of(Synthesized.example().templates().assembly()).answers().stream()
                .filter(answer -> answer.story().contains("another agent"))
                .toList();

        assertThat(pairs)
                .extracting(Answer::actor)
                .contains("agent sharma-traders-pune", "agent sharma-traders-nashik");
        assertThat(pairs).isNotEmpty().noneMatch(answer -> answer.actual() == Outcome.ALLOWED);
    }

    /**
     * A statement or a condition that could go without changing any answer guards nothing, or is guarded by nothing.
     */
    @Test
    void everyStatementAndConditionOfABucketVaultKeyOrTopicPolicyDecidesSomething() {
        var app = Synthesized.example().templates().assembly();
        AccessQuestions inquiry = AccessQuestions.of(app);
        List<Outcome> before = outcomes(inquiry.evaluateAgainst(app));

        assertThat(Mutation.of(app))
                .isNotEmpty()
                .filteredOn(mutation ->
                        outcomes(inquiry.evaluateAgainst(mutation.assembly())).equals(before))
                .extracting(Mutation::removed)
                .isEmpty();
    }

    private static List<Outcome> outcomes(AccessMatrix matrix) {
        return matrix.answers().stream().map(Answer::actual).toList();
    }

    /** To accept a change: {@code mvn test -Dtest=AccessMatrixTest -Dgolden.update=true}. */
    @Test
    void theMatrixOfTheExampleIsTheReviewedOne() throws IOException {
        String csv =
                AccessMatrix.of(Synthesized.example().templates().assembly()).toCsv();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, csv);
        }
        assertThat(csv).isEqualTo(Files.readString(GOLDEN));
    }
}
