package com.tallyhybrid.testkit.powershell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.NodePackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private Grammar() {}

    /** The syntax trees of scripts, by name. */
    public static Map<String, Node> parse(Map<String, String> scripts) {
        try {
            PACKAGES.install("parse.mjs");
            // A folder for each call: tests run side by side.
            Path folder = Files.createTempDirectory(PACKAGES.installed(), "scripts");
            var command = new ArrayList<>(List.of("node", "--liftoff-only", "parse.mjs"));
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                Files.writeString(folder.resolve(script.getKey()), script.getValue());
                command.add(folder.getFileName() + "/" + script.getKey());
            }
            JsonNode trees = new ObjectMapper().readTree(PACKAGES.run(command));
            var parsed = new TreeMap<String, Node>();
            scripts.forEach((name, text) ->
                    parsed.put(name, Node.of(trees.path(folder.getFileName() + "/" + name), text)));
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
