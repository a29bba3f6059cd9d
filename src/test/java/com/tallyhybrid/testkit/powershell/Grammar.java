package com.tallyhybrid.testkit.powershell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.NodePackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The published grammar of PowerShell, run by Node.js, which every build of a CDK app needs anyway.
 *
 * <p>Its two packages are installed below {@code target}, once for each lock file.
 */
public final class Grammar {

    private static final NodePackages PACKAGES =
            new NodePackages(Path.of("src/test/powershell"), Path.of("target/powershell"));

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One process for all tests of this JVM, with which it ends: most of a start is the loading of the grammar. */
    private static Process parser;

    private Grammar() {}

    /** The syntax trees of scripts, by name. */
    public static synchronized Map<String, Node> parse(Map<String, String> scripts) {
        try {
            if (parser == null) {
                PACKAGES.install("parse.mjs");
                parser = PACKAGES.start(List.of("node", "--liftoff-only", "parse.mjs"));
            }
            parser.outputWriter(StandardCharsets.UTF_8)
                    .append(JSON.writeValueAsString(scripts))
                    .append('\n')
                    .flush();
            String answer = parser.inputReader(StandardCharsets.UTF_8).readLine();
            if (answer == null) {
                throw new AssertionError("the parser ended; what it complained of stands above");
            }
            JsonNode trees = JSON.readTree(answer);
            var parsed = new TreeMap<String, Node>();
            scripts.forEach((name, text) -> parsed.put(name, Node.of(trees.path(name), text)));
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
