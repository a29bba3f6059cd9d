package com.tallyhybrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The CDK's command line of the version in {@code package.json}: as it is installed here, or where {@code npx} keeps it.
 * Asking {@code npx} once is a second less at every later start.
 */
public final class CdkCommandLine {

    private static final String VERSION = version(Path.of("package.json"), "/devDependencies/aws-cdk");

    private static Path program;

    private CdkCommandLine() {}

    /** The program, for Node.js to run. */
    public static synchronized Path program() throws IOException, InterruptedException {
        if (program == null) {
            Path here = Path.of("node_modules");
            program = isPinned(here) ? in(here) : in(ofNpx());
        }
        return program;
    }

    private static Path in(Path modules) {
        return modules.resolve("aws-cdk/bin/cdk").toAbsolutePath();
    }

    private static boolean isPinned(Path modules) {
        Path description = modules.resolve("aws-cdk/package.json");
        return Files.exists(description)
                && Files.exists(in(modules))
                && version(description, "/version").equals(VERSION);
    }

    /** {@code npx} puts what it fetched at the head of the search path of what it starts. */
    private static Path ofNpx() throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Process npx = new ProcessBuilder(
                        windows ? "npx.cmd" : "npx",
                        "--yes",
                        "--package",
                        "aws-cdk@" + VERSION,
                        "--",
                        "node",
                        "--print",
                        "process.env.PATH")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        npx.getOutputStream().close();
        String path = new String(npx.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(npx.waitFor()).as("npx finds the command line of the CDK").isZero();
        return Stream.of(path.split(File.pathSeparator))
                .map(Path::of)
                .filter(folder -> folder.endsWith(Path.of("node_modules", ".bin")))
                .map(Path::getParent)
                .filter(CdkCommandLine::isPinned)
                .findFirst()
                .orElseThrow(() -> new IOException("npx does not say where the CDK is: " + path));
    }

    private static String version(Path file, String place) {
        try {
            return new ObjectMapper().readTree(file.toFile()).at(place).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
