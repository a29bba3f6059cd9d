package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture is believed at once, so it must show what is there today. */
class PicturesTest {

    private static final Path IMAGES = Path.of("docs/images");
    private static final Pattern SHOWN = Pattern.compile("!\\[([^]]*)]\\(([^)\\s]+)\\)");

    @TempDir
    Path folder;

    /** The drawings come out as they are kept, and the pages that were photographed are the same. */
    @Test
    void everyPictureShowsWhatIsThere() throws Exception {
        Path log = folder.resolve("pictures.log");
        Process process = new ProcessBuilder("node", "tools/pictures/pictures.mjs", "--check")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the command ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** Over a line of an office in Pune a page with its pictures opens in a second or two. */
    @ParameterizedTest
    @MethodSource("pictures")
    void noPictureIsLarge(Path picture) throws IOException {
        assertThat(Files.size(picture)).isBetween(500L, 200_000L);
    }

    @Test
    void everyPictureIsShownOrNamedByTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(pictures())
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(readme).contains("docs/images/" + picture.getFileName()));
    }

    /** Who cannot see a picture is told what is on it. */
    @Test
    void everyPictureOfAPageHasWords() throws IOException {
        for (Path page : DocumentationTest.documents().toList()) {
            List<MatchResult> shown =
                    SHOWN.matcher(Files.readString(page)).results().toList();
            assertThat(shown)
                    .allSatisfy(picture ->
                            assertThat(picture.group(1)).as("%s", page).hasSizeGreaterThan(15));
        }
    }

    static Stream<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(IMAGES)) {
            return files.filter(file -> file.toString().matches(".*\\.(svg|png)")).sorted().toList().stream();
        }
    }
}
