package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/**
 * A YAML file of another program of this project, read and refused as a deployment file is: by a schema whose {@code x-allowed}
 * says in words what each key takes, with every problem at once and the line of each.
 */
public final class CheckedDocument {

    private final YamlDocument document;
    private final ObjectNode values;

    private CheckedDocument(YamlDocument document, ObjectNode values) {
        this.document = document;
        this.values = values;
    }

    /**
     * Reads what a file holds; the caller has read the file, since a synth may read none but its settings.
     *
     * @param name the file's name, for messages
     * @param text what it holds
     * @param beside the class beside whose class file the schema lies
     * @param schema the schema's name
     * @throws InvalidSettings with every problem of the file
     */
    public static CheckedDocument of(String name, String text, Class<?> beside, String schema) {
        if (text.isBlank()) {
            throw new InvalidSettings(name, List.of(new Problem(0, "", "the file is empty")));
        }
        // Windows editors put a mark before UTF-8.
        YamlDocument.Parsed parsed = YamlDocument.parse(name, text.replaceFirst("^\uFEFF", ""));
        FieldRules rules = rules(beside, schema);
        List<Problem> problems = new SchemaProblems(rules, parsed.document(), rules.check(parsed.root()))
                .findings().stream()
                        .map(finding -> finding.onLine(parsed.document().line(finding.at())))
                        .sorted(Comparator.comparingInt(Problem::line))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidSettings(name, problems);
        }
        return new CheckedDocument(parsed.document(), parsed.root());
    }

    /** What it holds; the schema allows it. */
    public ObjectNode values() {
        return values;
    }

    /** A problem that no schema can see, at a place such as {@code /gaps/0/until}. */
    public Problem problem(String at, String text) {
        JsonPointer place = JsonPointer.compile(at);
        return new Finding(place, text).onLine(document.line(place));
    }

    private static FieldRules rules(Class<?> beside, String schema) {
        try (InputStream json = beside.getResourceAsStream(schema)) {
            return FieldRules.of(new ObjectMapper().readTree(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
