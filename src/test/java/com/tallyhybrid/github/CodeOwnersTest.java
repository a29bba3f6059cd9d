package com.tallyhybrid.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** GitHub says nothing of an owner that does not exist, so the linter of the workflows does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "\"bash\" may be another system there; GitHub lints on Linux")
class CodeOwnersTest {

    @TempDir
    Path folder;

    @Test
    void aPlaceholderIsWarnedOfInOneSentence() throws Exception {
        assertThat(warning("/bin/ @your-organisation/reviewers\n/docs/ @sharma/books\n", ""))
                .startsWith("warning: ")
                .contains("CODEOWNERS still names @your-organisation/reviewers: GitHub ignores it until")
                .hasLineCount(1);
    }

    @Test
    void onGitHubTheWarningStandsAtTheFile() throws Exception {
        assertThat(warning("/bin/ @your-organisation/reviewers\n", "true"))
                .startsWith("::warning file=" + folder.resolve("CODEOWNERS") + "::")
                .hasLineCount(1);
    }

    @Test
    void anOwnTeamIsNotWarnedOf() throws Exception {
        assertThat(warning("# Replaced @your-organisation/reviewers.\n/bin/ @sharma/books\n", ""))
                .isEmpty();
    }

    @Test
    void theLinterLooksAtTheFileOfThisRepository() throws IOException {
        assertThat(Files.readAllLines(Path.of("tools/lint-workflows/run")))
                .contains("bash tools/lint-workflows/owners")
                .anyMatch(line -> line.contains("zizmor\" --offline"));
        assertThat(Files.readString(Path.of(".ci/run"))).contains("bash tools/lint-workflows/run\n");
        assertThat(Workflow.named("ci.yml").text()).contains("run: bash tools/lint-workflows/run\n");
    }

    private String warning(String owners, String gitHub) throws Exception {
        Path file = Files.writeString(folder.resolve("CODEOWNERS"), owners);
        Path log = folder.resolve("owners.log");
        var builder = new ProcessBuilder("bash", "tools/lint-workflows/owners", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("GITHUB_ACTIONS", gitHub);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the command ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log).stripTrailing();
    }
}
