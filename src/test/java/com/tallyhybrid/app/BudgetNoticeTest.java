package com.tallyhybrid.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A budget that is spent before anybody does anything is told at the synthesis. */
class BudgetNoticeTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("com.tallyhybrid.testkit.templates.Synthesized#all")
    void theBudgetsOfTheExamplesAreEnough(Synthesized deployment) {
        assertThat(BudgetNotice.of(deployment.folder())).isEmpty();
    }

    /** The example costs 438.30 USD in any case, and up to 457.28 where a price is only known to lie between two. */
    @ParameterizedTest(name = "{0} USD")
    @CsvSource({"1, true", "438, true", "439, false", "600, false"})
    void aBudgetBelowWhatIsPaidInAnyCaseIsTold(int budget, boolean told) throws IOException {
        Optional<String> notice = BudgetNotice.of(exampleWithBudget(budget));

        assertThat(notice.isPresent()).isEqualTo(told);
        notice.ifPresent(text -> assertThat(text)
                .startsWith(
                        "Note: the budget of %d USD per month is below what is paid whatever is done".formatted(budget))
                .contains("438.30 to 457.28 USD and 2 lines whose price is not known")
                .endsWith("Raise operations.monthlyBudgetUsd"));
    }

    @Test
    void withoutABudgetNothingIsSaid() {
        assertThat(BudgetNotice.of(Synthesized.ready().folder())).isEmpty();
    }

    private Path exampleWithBudget(int budget) throws IOException {
        try (Stream<Path> files = Files.list(Synthesized.example().folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName().toString()),
                        Files.readString(file).replace("\"Amount\": 600", "\"Amount\": " + budget));
            }
        }
        return folder;
    }
}
