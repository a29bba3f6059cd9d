package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The templates of the example, as auditors read them and reviewers see them change.
 *
 * <p>To accept a change: {@code mvn test -Dtest=GoldenTemplatesTest -Dgolden.update=true}
 */
class GoldenTemplatesTest {

    static final Path GOLDEN = Path.of("docs/audit/templates");

    @Test
    void theTemplatesOfTheExampleAreTheReviewedOnes() throws IOException {
        Map<String, String> synthesized = templatesIn(Synthesized.example().folder());
        if (Boolean.getBoolean("golden.update")) {
            update(synthesized);
        }
        assertThat(synthesized)
                .as("the synthesized templates; a wanted change is accepted with -Dgolden.update=true")
                .isEqualTo(templatesIn(GOLDEN));
    }

    /** Every template in the folder, by file name, byte for byte. */
    static Map<String, String> templatesIn(Path folder) throws IOException {
        var templates = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".template.json"))
                    .toList()) {
                templates.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return templates;
    }

    private static void update(Map<String, String> synthesized) throws IOException {
        Files.createDirectories(GOLDEN);
        for (String stale : templatesIn(GOLDEN).keySet()) {
            Files.delete(GOLDEN.resolve(stale));
        }
        for (Map.Entry<String, String> template : synthesized.entrySet()) {
            Files.writeString(GOLDEN.resolve(template.getKey()), template.getValue());
        }
    }
}
