package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bad file in {@code refused} gives exactly the message beside it.
 *
 * <p>To add a case, put the file there as {@code <topic>-<mistake>.yaml} and write what an administrator should read
 * to the {@code .txt} of the same name.
 */
class RefusedFilesTest {

    private static final Path REFUSED = Path.of("src", "test", "resources", "refused");

    static List<String> mistakes() throws IOException {
        return names(".yaml").stream().sorted().toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void tellsTheAdministrator(String mistake) throws IOException {
        Path file = REFUSED.resolve(mistake + ".yaml");

        var refusal = catchThrowableOfType(InvalidSettings.class, () -> DeploymentFile.read(file));

        assertThat(refusal).as("a refusal of " + file).isNotNull();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFUSED.resolve(mistake + ".txt"), refusal.getMessage() + "\n");
        }
        assertThat(refusal.getMessage() + "\n").isEqualTo(Files.readString(REFUSED.resolve(mistake + ".txt")));
    }

    @Test
    void haveAMessageEach() throws IOException {
        assertThat(names(".yaml")).hasSizeGreaterThan(100).isEqualTo(names(".txt"));
    }

    private static Set<String> names(String extension) throws IOException {
        try (Stream<Path> files = Files.list(REFUSED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(extension))
                    .map(name -> name.substring(0, name.length() - extension.length()))
                    .collect(Collectors.toSet());
        }
    }
}
