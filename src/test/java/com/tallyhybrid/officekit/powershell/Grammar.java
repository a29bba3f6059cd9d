package com.tallyhybrid.officekit.powershell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The published grammar of PowerShell, run by Node.js, which every build of a CDK app needs anyway.
 *
 * <p>Its two packages are installed below {@code target}, once for each lock file.
 */
public final class Grammar {

    private static final Path SOURCE = Path.of("src/test/powershell");
    private static final Path INSTALLED = Path.of("target/powershell");

    private Grammar() {}

    /** The syntax trees of scripts, by name. */
    public static Map<String, Node> parse(Map<String, String> scripts) {
        try {
            install();
            Path folder = Files.createDirectories(INSTALLED.resolve("scripts"));
            var command = new ArrayList<>(List.of("node", "--liftoff-only", "parse.mjs"));
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                Files.writeString(folder.resolve(script.getKey()), script.getValue());
                command.add("scripts/" + script.getKey());
            }
            JsonNode trees = new ObjectMapper().readTree(run(command));
            var parsed = new TreeMap<String, Node>();
            scripts.forEach((name, text) -> parsed.put(name, Node.of(trees.path("scripts/" + name), text)));
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        copy("parse.mjs");
        copy("package.json");
        Path lock = INSTALLED.resolve("package-lock.json");
        // The lock is copied last: it is there only after a whole installation.
        if (Files.exists(lock) && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) == -1) {
            return;
        }
        Files.deleteIfExists(lock);
        copy("package-lock.json");
        try {
            // On Windows npm is a batch file. No scripts: the native parser that they would build is not used.
            String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
            run(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        } catch (IOException | AssertionError failed) {
            Files.deleteIfExists(lock);
            throw failed;
        }
    }

    private static void copy(String file) throws IOException {
        Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String run(List<String> command) throws IOException {
        Path errors = Files.createTempFile("powershell", ".log");
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
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
