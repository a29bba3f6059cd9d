package com.tallyhybrid.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What people type, in a process of its own, with a stand-in for the AWS CLI on the PATH. */
@Execution(ExecutionMode.CONCURRENT)
class PreflightProgramTest {

    @TempDir
    private Path folder;

    @Test
    void findsTheAwsCliOnThePathAndEndsWith0WhereAllIsInOrder() throws Exception {
        StandInCli.in(folder.resolve("tools"), StandInCli.recorded());

        Run run = preflight(List.of(folder.resolve("tools").toString()));

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("OK           account: signed in to 444455556666")
                .contains("43 in order, 0 to mend, 0 not to be told.");
    }

    @Test
    void endsWith2WhereThereIsNoAwsCli() throws Exception {
        assumeNoAwsCliBesideNode();
        Run run = preflight(List.of());

        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("Nothing could be asked: there is no AWS CLI on the PATH.");
    }

    /** A program in the folder where somebody happens to stand must not get their sign-in. */
    @Test
    void startsNoneFromARelativeEntryOfThePath() throws Exception {
        assumeNoAwsCliBesideNode();
        StandInCli.in(folder, "import { writeFileSync } from 'node:fs'; writeFileSync('started.txt', '');");

        Run run = preflight(List.of(".", ""));

        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        assertThat(folder.resolve("started.txt")).doesNotExist();
    }

    private Run preflight(List<String> path) throws Exception {
        var command = new ArrayList<>(List.of(
                onThePath("node"), Path.of("bin/tally.mjs").toAbsolutePath().toString(), "preflight"));
        command.add(RecordedAccount.SETTINGS.toAbsolutePath().toString());
        command.addAll(List.of(
                "--templates",
                RecordedAccount.templatesFolder().toAbsolutePath().toString()));
        File log = folder.resolve("log.txt").toFile();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        var environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        var entries = new ArrayList<>(path);
        needed().forEach(entry -> entries.add(entry.toString()));
        environment.keySet().removeIf(name -> name.equalsIgnoreCase("PATH"));
        environment.put("PATH", String.join(File.pathSeparator, entries));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the command ends").isTrue();
        return new Run(process.exitValue(), Files.readString(log.toPath()));
    }

    private record Run(int exitCode, String text) {}

    /** What the launcher and the stand-in need to be found. */
    private static List<Path> needed() {
        return Stream.of("node", "mvn", "sh")
                .flatMap(program -> find(program).stream())
                .map(Path::getParent)
                .distinct()
                .toList();
    }

    private static void assumeNoAwsCliBesideNode() {
        assumeThat(needed())
                .as("an AWS CLI of this computer lies where Node.js or Maven does, and cannot be hidden from it")
                .noneMatch(folder ->
                        Stream.of("aws", "aws.exe", "aws.cmd").anyMatch(name -> Files.exists(folder.resolve(name))));
    }

    private static String onThePath(String program) throws IOException {
        return find(program)
                .orElseThrow(() -> new IOException("no " + program + " on the PATH"))
                .toString();
    }

    private static Optional<Path> find(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .map(Path::of)
                .flatMap(entry -> List.of(program, program + ".exe", program + ".cmd").stream()
                        .map(entry::resolve))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
