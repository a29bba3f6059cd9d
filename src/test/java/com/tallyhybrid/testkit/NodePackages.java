package com.tallyhybrid.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Packages of npm that tests run, and the scripts beside them that run them; Node.js is what every build of a CDK app
 * needs anyway.
 *
 * @param source holds {@code package.json}, its lock file and the scripts
 * @param installed where they are installed, once for each lock file
 */
public record NodePackages(Path source, Path installed) {

    /**
     * Installs the packages where they are not installed yet, and copies the scripts. One caller at a time, and nothing that is
     * there already is written again: another test may be running it.
     *
     * @throws IOException where the installation failed, such as for want of a registry
     */
    public synchronized void install(String... scripts) throws IOException {
        Files.createDirectories(installed);
        for (String script : scripts) {
            copy(script);
        }
        copy("package.json");
        Path lock = installed.resolve("package-lock.json");
        // The lock is copied last: it is there only after a whole installation.
        if (Files.exists(lock) && Files.mismatch(lock, source.resolve("package-lock.json")) == -1) {
            return;
        }
        Files.deleteIfExists(lock);
        copy("package-lock.json");
        try {
            // On Windows npm is a batch file. No scripts: nothing here needs what they would build.
            String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
            run(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        } catch (IOException | AssertionError failed) {
            Files.deleteIfExists(lock);
            throw new IOException("npm cannot install " + source, failed);
        }
    }

    private void copy(String file) throws IOException {
        Path there = installed.resolve(file);
        if (!Files.exists(there) || Files.mismatch(source.resolve(file), there) != -1) {
            Files.copy(source.resolve(file), there, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A command that goes on; what it has to complain of stands among the output of the tests. */
    public Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What a command writes, which must end well within two minutes. */
    public String run(List<String> command) throws IOException {
        Path errors = Files.createTempFile("node", ".log");
        Process process = new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError("%s failed:%n%s%s".formatted(command, output, Files.readString(errors)));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroy();
            Files.deleteIfExists(errors);
        }
    }
}
