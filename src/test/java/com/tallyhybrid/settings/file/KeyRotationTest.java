package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow a deployment whose servers use their keys. */
class KeyRotationTest {

    private static final String FIRM = """
            name: %s
            account: "%s"
            alertEmails: [it@example.com]
            backup:
              servers:
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} without {1}, then {2} without {3}")
    @CsvSource(delimiter = '|', textBlock = """
            [1]    | []     | [1]    | []
            [1]    | []     | [1, 2] | []
            [1, 2] | []     | [2]    | [1]
            [1, 2] | []     | [1]    | [2]
            [2]    | [1]    | [2, 3] | [1]
            [2]    | [1]    | [3, 2] | [1]
            [2, 3] | [1]    | [3]    | [2, 1]
            [1, 2] | []     | [2, 3] | [1]
            [1]    | []     | [1, 3] | [2]
            [1]    | [2]    | [1, 3] | [2]
            """)
    void goesOnWhereTheServerKeepsAKey(String active, String retired, String nextActive, String nextRetired)
            throws IOException {
        Path deployed = write("deployed", server("pune", active, retired));
        Path next = write("next", server("pune", nextActive, nextRetired));

        assertThatCode(() -> DeploymentFile.readChange(next, deployed)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} without {1}, then {2} without {3}")
    @CsvSource(delimiter = '|', textBlock = """
            [1]    | []  | [2]    | [1]    | line 7: backup.servers[0].keySerials: [2] was [1], so the server on pune would lose its key before it has the new one; deploy [1, 2] first
            [1]    | []  | [3, 2] | [1]    | line 7: backup.servers[0].keySerials: [3, 2] was [1], so the server on pune would lose its key before it has the new one; deploy [1, 2] first
            [1, 2] | []  | [3]    | [1, 2] | line 7: backup.servers[0].keySerials: [3] was [1, 2], so the server on pune would lose its key before it has the new one; deploy [2, 3] first
            [3]    | [1, 2] | [4] | [1, 2, 3] | line 7: backup.servers[0].keySerials: [4] was [3], so the server on pune would lose its key before it has the new one; deploy [3, 4] first
            [2]    | [1] | [1, 2] | []     | line 7: backup.servers[0].keySerials[0]: serial 1 was retired; a retired key is never made again; give 3
            [2]    | [1] | [1]    | [2]    | line 7: backup.servers[0].keySerials[0]: serial 1 was retired; a retired key is never made again; give 3
            [1]    | [2] | [1]    | []     | line 8: backup.servers[0].retiredKeySerials: the list has lost 2; what was retired stays in it for ever
            [1]    | [3, 2] | [1] | []     | line 8: backup.servers[0].retiredKeySerials: the list has lost 2, 3; what was retired stays in it for ever
            [1, 2] | []  | [1]    | []     | line 7: backup.servers[0].keySerials: serial 2 was in use and is in neither list now, so a later key would be made under its number; add 2 to retiredKeySerials
            """)
    void isRefusedWhereAServerWouldLoseItsKeyOrAKeyItsHistory(
            String active, String retired, String nextActive, String nextRetired, String problem) throws IOException {
        Path deployed = write("deployed", server("pune", active, retired));
        Path next = write("next", server("pune", nextActive, nextRetired));

        assertThat(refusal(next, deployed))
                .isEqualTo(next.toString().replace('\\', '/') + " is refused: 1 problem. Nothing was synthesized.\n  "
                        + problem);
    }

    @Test
    void tellsOfEveryServer() throws IOException {
        Path deployed = write(
                "deployed",
                server("pune", "[1]", "[]") + server("nashik", "[1, 2]", "[]") + server("surat", "[1]", "[]"));
        Path next = write(
                "next",
                server("surat", "[2]", "[1]") + server("pune", "[1, 2]", "[]") + server("nashik", "[3]", "[1, 2]"));

        assertThat(refusal(next, deployed))
                .contains("2 problems")
                .contains("line 7: backup.servers[0].keySerials: [2] was [1], so the server on surat")
                .contains("line 13: backup.servers[2].keySerials: [3] was [1, 2], so the server on nashik");
    }

    @Test
    void leavesNewAndRemovedServersFree() throws IOException {
        Path deployed = write("deployed", server("pune", "[1]", "[]") + server("nashik", "[1]", "[]"));
        Path next = write("next", server("pune", "[1]", "[]") + server("surat", "[3]", "[1, 2]"));

        assertThatCode(() -> DeploymentFile.readChange(next, deployed)).doesNotThrowAnyException();
    }

    /** They stand beside the old deployment and take nothing from it. */
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"mehta-exports, 123456789012", "sharma-traders, 210987654321"})
    void leavesAnotherDeploymentFree(String name, String account) throws IOException {
        Path deployed = write("deployed", server("pune", "[1]", "[]"));
        Path next = Files.writeString(
                directory.resolve("next.yaml"), FIRM.formatted(name, account) + server("pune", "[2]", "[1]"));

        assertThatCode(() -> DeploymentFile.readChange(next, deployed)).doesNotThrowAnyException();
    }

    @Test
    void isAskedOnlyOfTwoGoodFiles() throws IOException {
        Path good = write("good", server("pune", "[1]", "[]"));
        Path bad = write("bad", server("pune", "[2]", "[]"));

        assertThat(refusal(bad, good)).contains("bad.yaml is refused", "serial 1 is neither active nor retired");
        assertThat(refusal(good, bad)).contains("bad.yaml is refused", "serial 1 is neither active nor retired");
        assertThat(refusal(good, directory.resolve("absent.yaml"))).contains("absent.yaml", "there is no such file");
    }

    private static String refusal(Path next, Path deployed) {
        return catchThrowableOfType(InvalidSettings.class, () -> DeploymentFile.readChange(next, deployed))
                .getMessage();
    }

    private Path write(String name, String servers) throws IOException {
        String firm = FIRM.formatted("sharma-traders", "123456789012");
        return Files.writeString(directory.resolve(name + ".yaml"), firm + servers);
    }

    private static String server(String name, String active, String retired) {
        return "    - name: %s\n      keySerials: %s\n      retiredKeySerials: %s\n".formatted(name, active, retired);
    }
}
