package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scanners take minutes to install, so the build does not run them; it notices when what they looked at has changed. */
class ScannersTest {

    private static final Path TEMPLATES = Path.of("docs/audit/templates");
    private static final Path PAGE = Path.of("docs/scanners.md");

    @Test
    void thePageIsOfTheTemplatesThatAreThere() throws Exception {
        assertThat(Files.readString(PAGE))
                .as("the templates have changed: run python3 tools/scanners, and read what is new")
                .contains("SHA-256 of the templates: `%s`".formatted(fingerprint()));
    }

    /** An auditor compares the page with the scanners that he runs himself. */
    @Test
    void thePageNamesTheVersionsThatArePinned() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Files.readAllLines(Path.of("tools/scanners/requirements.txt")))
                .isNotEmpty()
                .allMatch(line -> line.matches("[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*"))
                .filteredOn(line -> line.startsWith("cfn-lint==") || line.startsWith("checkov=="))
                .hasSize(2)
                .allSatisfy(line -> assertThat(page).contains("| " + line.replace("==", " | ") + " |"));
    }

    /** Another CDK could read a template otherwise than the one that wrote it. */
    @Test
    void cdkNagLooksThroughTheCdkOfTheApp() throws IOException {
        JsonNode pins = new ObjectMapper()
                .readTree(Files.readString(Path.of("tools/scanners/cdk-nag/package.json")))
                .get("devDependencies");

        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<cdk.version>%s<".formatted(pins.get("aws-cdk-lib").asText()))
                .contains("<constructs.version>%s<"
                        .formatted(pins.get("constructs").asText()));
        assertThat(Files.readString(PAGE))
                .contains("| cdk-nag | %s |".formatted(pins.get("cdk-nag").asText()));
    }

    private static String fingerprint() throws Exception {
        var lines = new StringBuilder();
        for (Path template : templates()) {
            lines.append(sha256(Files.readAllBytes(template)))
                    .append("  ")
                    .append(template.getFileName())
                    .append('\n');
        }
        return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".template.json"))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
