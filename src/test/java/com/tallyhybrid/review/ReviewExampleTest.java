package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.checks.cost.CostChange;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.report.MarkdownReport;
import com.tallyhybrid.review.waiver.Waivers;
import com.tallyhybrid.testkit.templates.Edit;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that shows the review is what the review says today; {@code node tools/review-example.mjs} writes it. */
class ReviewExampleTest {

    private static final Path PAGE = Path.of("docs/review-example.md");

    record Change(String change, List<Edit> edits) {}

    @Test
    void thePageShowsWhatTheReviewSaysOfTheExample() throws IOException {
        List<Change> changes = new ObjectMapper()
                .readValue(new File("tools/review-example.json"), new TypeReference<List<Change>>() {});
        // With the manifest, as the page: some checks ask for the account and the Region.
        CloudAssembly base = CloudAssembly.read(Synthesized.example().folder());
        CloudAssembly head = Edit.apply(
                base,
                changes.stream().flatMap(change -> change.edits().stream()).toList());

        var comparison = new Comparison(base, head);
        String report = MarkdownReport.of(
                Waivers.NONE.judge(Review.of(comparison)),
                new Origins(base, head, List.of()),
                LocalDate.of(2026, 11, 26),
                CostChange.of(comparison).sentences());

        assertThat(Files.readString(PAGE))
                .as("the page; write it again with: node tools/review-example.mjs")
                .contains("\n\n" + report)
                .contains(changes.stream().map(Change::change).toList());
    }
}
