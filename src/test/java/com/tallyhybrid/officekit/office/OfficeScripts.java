package com.tallyhybrid.officekit.office;

import com.tallyhybrid.testkit.powershell.Grammar;
import com.tallyhybrid.testkit.powershell.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The scripts that the office gets, and their syntax trees. */
final class OfficeScripts {

    private static final Path FOLDER = Path.of("src/main/office");
    private static final Map<String, String> TEXTS = read();
    private static final Map<String, Node> TREES = Grammar.parse(TEXTS);

    private OfficeScripts() {}

    static Map<String, String> texts() {
        return TEXTS;
    }

    static Map<String, Node> trees() {
        return TREES;
    }

    /** The tree of a script of a test. */
    static Node parse(String script) {
        return Grammar.parse(Map.of("fragment.ps1", script)).get("fragment.ps1");
    }

    /** The trees, with a change in one script, which must be a change. */
    static Map<String, Node> tampered(String script, UnaryOperator<String> change) {
        String changed = change.apply(TEXTS.get(script));
        if (changed.equals(TEXTS.get(script))) {
            throw new IllegalArgumentException("nothing changes in " + script);
        }
        var trees = new TreeMap<>(TREES);
        trees.putAll(Grammar.parse(Map.of(script, changed)));
        return trees;
    }

    private static Map<String, String> read() {
        var scripts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                scripts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scripts;
    }
}
