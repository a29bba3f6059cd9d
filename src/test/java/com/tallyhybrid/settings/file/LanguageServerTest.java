package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.NodePackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks the language server that VS Code's YAML extension runs, over its own protocol, what an owner sees while typing.
 *
 * <p>Every refused file and every file that is taken is opened in it. Where npm cannot install the server the whole class is
 * skipped, and says so.
 */
class LanguageServerTest {

    private static final NodePackages SERVER = new NodePackages(Path.of("src/test/editor"), Path.of("target/editor"));
    private static final Path REFUSED = Path.of("src/test/resources/refused");
    private static final String SCHEMA_LINE = "# yaml-language-server: $schema=schema.json\n";

    private static final String UNKNOWN = "unknown key";

    private static JsonNode said;

    @BeforeAll
    static void open() throws IOException {
        try {
            SERVER.install("diagnose.mjs");
        } catch (IOException unreachable) {
            assumeTrue(
                    false, "npm cannot install the language server, so no editor is tried: " + unreachable.getCause());
        }
        Path folder = Files.createDirectories(SERVER.installed().resolve("deployments"));
        Files.copy(
                Path.of("deployments/schema.json"), folder.resolve("schema.json"), StandardCopyOption.REPLACE_EXISTING);
        for (Path file : files()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Files.writeString(
                    folder.resolve(file.getFileName().toString()), SCHEMA_LINE + text, StandardCharsets.ISO_8859_1);
        }
        said = new ObjectMapper()
                .readTree(SERVER.run(List.of(
                        "node", "diagnose.mjs", "deployments", "example.yaml:7:2", "backup-lock-too-long.yaml:8:4")));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> refused = Files.list(REFUSED);
                Stream<Path> shipped = Files.list(Path.of("deployments"))) {
            return Stream.concat(refused, shipped)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("github-oidc.template.yaml"))
                    .sorted()
                    .toList();
        }
    }

    static Stream<String> refused() throws IOException {
        return files().stream()
                .filter(file -> file.startsWith(REFUSED))
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.startsWith("file-"));
    }

    /** The mistakes that people make, as the tests of the refusals name them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit-trail-switched-off",
                "backup-lock-too-long",
                "backup-lock-in-quotes",
                "backup-server-name-of-a-device",
                "backup-serials-three",
                "backup-serials-twice",
                "backup-servers-as-text",
                "backup-servers-none",
                "backup-servers-without-dash",
                "backup-source-everywhere",
                "backup-source-private",
                "deployment-account-in-curly-quotes",
                "deployment-account-with-hyphens",
                "deployment-account-without-quotes",
                "deployment-email-not-a-list",
                "deployment-email-parts-too-long",
                "deployment-email-without-domain",
                "deployment-emails-with-dots-at-edges",
                "deployment-name-kept-by-aws",
                "deployment-name-kept-by-s3",
                "deployment-name-too-long",
                "deployment-name-with-capitals",
                "directory-both",
                "directory-dns-public",
                "directory-domain-of-one-part",
                "directory-neither",
                "directory-secret-by-name",
                "directory-secret-in-hyderabad",
                "directory-secret-without-suffix",
                "fileserver-file-server-without-network",
                "fileserver-storage-too-small",
                "fileserver-storage-with-unit",
                "fileserver-throughput-without-metrics",
                "keys-missing-in-directory",
                "keys-unknown-key",
                "network-gateway-carrier",
                "network-gateway-host-name",
                "network-gateway-private",
                "network-lan-host-bits",
                "network-lan-one-address",
                "network-lan-public",
                "network-offices-eleven",
                "network-tunnel-reserved",
                "network-tunnel-elsewhere",
                "network-vpc-too-large",
                "network-vpc-too-small",
                "operations-approvers-that-iam-refuses",
                "operations-runbooks-with-a-port-that-is-none",
                "server-folder-is-a-disk",
                "server-folder-on-another-computer",
                "server-folder-with-slashes",
                "server-start-time-of-twelve-hours",
                "server-times-of-several-kinds"
            })
    void saysTheReadersSentence(String mistake) {
        List<Problem> problems = problems(mistake + ".yaml");

        assertThat(problems)
                .allSatisfy(problem -> assertThat(diagnostics(mistake + ".yaml"))
                        .as("%s", problem)
                        .anyMatch(diagnostic -> isOf(diagnostic, problem)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysNothingElse(String file) {
        List<Problem> problems = problems(file);
        assumeFalse(problems.get(0).path().isEmpty(), "not YAML, of which each parser has its own words");
        assumeFalse(file.equals("backup-serials-one-with-fraction.yaml"), "1.0 is 1 to the server, and there twice");

        assertThat(diagnostics(file))
                .allSatisfy(diagnostic -> assertThat(problems).anyMatch(problem -> isOf(diagnostic, problem)));
        assertThat(diagnostics(file)).doesNotHaveDuplicates();
    }

    @Test
    void saysNothingOfAFileThatIsTaken() throws IOException {
        assertThat(files())
                .filteredOn(file -> !file.startsWith(REFUSED))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(diagnostics(file.getFileName().toString())).isEmpty());
    }

    @Test
    void showsWhatAKeyTakesAndItsDefault() {
        assertThat(said.at("/backup-lock-too-long.yaml/hovers/8:4").asText())
                .contains("Changing it later applies to new versions only.")
                .contains("**Takes** a whole number of days from 1 to 365.")
                .contains("**Left out:** `35`.");
    }

    private record Diagnostic(int line, String message) {}

    private static List<Diagnostic> diagnostics(String file) {
        return said.path(file)
                .path("diagnostics")
                .valueStream()
                // Its first line names the schema.
                .map(one -> new Diagnostic(
                        one.path("line").asInt() - 1, one.path("message").asText()))
                .toList();
    }

    private static List<Problem> problems(String file) {
        var refusal = catchThrowableOfType(InvalidSettings.class, () -> DeploymentFile.read(REFUSED.resolve(file)));
        return refusal.problems();
    }

    /**
     * A list or group begins for the server on the line below its key, and what the whole file lacks on its first line. Of an
     * unknown key the reader says too what was meant, and leaves out that the meant one is missing.
     */
    private static boolean isOf(Diagnostic diagnostic, Problem problem) {
        boolean near = diagnostic.line() == 1
                || problem.line() == diagnostic.line()
                || problem.line() + 1 == diagnostic.line();
        if (diagnostic.message().startsWith(UNKNOWN)) {
            return problem.line() == diagnostic.line() && problem.text().startsWith(UNKNOWN);
        }
        String missing = diagnostic.message().replaceFirst(": missing;.*", "");
        String sentence = problem.text().startsWith("no value")
                ? diagnostic.message().replace(SchemaProblems.A_LIST_HAS_DASHES, "")
                : diagnostic.message();
        return near && problem.toString().contains(sentence)
                || problem.text().equals("unknown key; did you mean '%s'?".formatted(missing));
    }
}
