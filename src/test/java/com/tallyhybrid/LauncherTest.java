package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The launcher is written in JavaScript, and so are its tests: {@code src/test/launcher}. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherTest {

    private static final Path TESTS = Path.of("src/test/launcher");

    @TempDir
    Path folder;

    @Test
    void theTestsOfTheLauncherPass() throws Exception {
        Path log = folder.resolve("log.txt");
        var command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        try (var files = Files.list(TESTS)) {
            files.map(Path::toString).sorted().forEach(command::add);
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("the tests end").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(passed(log)).isGreaterThan(60);
    }

    private static int passed(Path log) throws IOException {
        Matcher passed = Pattern.compile("(?m)^# pass (\\d+)$").matcher(Files.readString(log));
        return passed.find() ? Integer.parseInt(passed.group(1)) : 0;
    }
}
