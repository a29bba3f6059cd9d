package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What people type, in a process of its own: the launcher, its exit code and the day that it gives. */
@Execution(ExecutionMode.CONCURRENT)
class KitProgramTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    @TempDir
    Path folder;

    @Test
    void makesTheKitOfTodayInIndia() throws Exception {
        LocalDate before = LocalDate.now(INDIA);
        Run run = kit(Samples.OUTPUTS.toString());

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("Begin with README.html");
        assertThat(firstRun()).isBetween(before, LocalDate.now(INDIA));
    }

    @Test
    void endsWithTwoWhereItRefuses() throws Exception {
        Run run = kit("pom.xml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.text()).contains("pom.xml: line 1: this is not JSON").doesNotContain("\tat ", "Exception");
        assertThat(folder.resolve("kit")).doesNotExist();
    }

    private LocalDate firstRun() throws IOException {
        Path job = folder.resolve("kit/servers/pune/duplicati-job.json");
        String time =
                new ObjectMapper().readTree(job.toFile()).at("/Schedule/Time").asText();
        return Instant.parse(time).atZone(INDIA).toLocalDate();
    }

    private Run kit(String outputs) throws Exception {
        var command = new ArrayList<>(List.of("node", "bin/tally.mjs", "kit", Samples.EXAMPLE.toString(), outputs));
        command.addAll(List.of("--templates", Samples.templatesOfTheExample().toString()));
        command.addAll(List.of("--to", folder.resolve("kit").toString()));
        File log = folder.resolve("kit.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the command ends").isTrue();
        return new Run(process.exitValue(), Files.readString(log.toPath()));
    }

    private record Run(int exitCode, String text) {}
}
