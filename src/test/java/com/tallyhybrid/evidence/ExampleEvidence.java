package com.tallyhybrid.evidence;

import com.tallyhybrid.testkit.templates.Synthesized;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** What the pack of the example is made from. */
final class ExampleEvidence {

    static final Path RESOURCES = Path.of("src/test/resources/com/tallyhybrid/evidence");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private ExampleEvidence() {}

    static Path templates() {
        return Synthesized.example().folder();
    }

    static EvidenceFiles files() {
        return new EvidenceFiles(
                templates(),
                Path.of("deployments/example.yaml"),
                Optional.empty(),
                Optional.of(RESOURCES.resolve("arrivals.json")),
                Optional.of(RESOURCES.resolve("drill.json")),
                Optional.of(RESOURCES.resolve("attestations.yaml")),
                Optional.of(LocalDate.of(2026, 10, 1)),
                TODAY);
    }
}
