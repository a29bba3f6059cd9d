package com.tallyhybrid.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * One YAML document and where everything in it stands.
 *
 * <p>A first pass over the tokens notes lines and refuses what would silently lose or invent settings: a second
 * document, a key written twice, an alias. The second pass is Jackson's own.
 */
final class YamlDocument {

    /** Deeper than any deployment file; keeps hostile nesting away from recursive code. */
    private static final int DEEPEST = 20;

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private final String file;
    private final Map<JsonPointer, Place> places = new HashMap<>();

    private YamlDocument(String file) {
        this.file = file;
    }

    /**
     * What the file holds for a key or list entry.
     *
     * @param line line of the key, or of the list entry
     * @param raw the scalar as it is written; empty for mappings and lists
     */
    private record Place(int line, String raw) {}

    /** A document together with its values. */
    record Parsed(YamlDocument document, ObjectNode root) {}

    /** Reads the text of a file, or refuses it with the one problem that makes it unreadable. */
    static Parsed parse(String file, String text) {
        var document = new YamlDocument(file);
        try (JsonParser parser = YAML.createParser(text)) {
            document.markAll(parser);
            return new Parsed(document, (ObjectNode) YAML.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw document.malformed(malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Line of the key or list entry; of the nearest enclosing one where it is missing; 0 for the file as a whole. */
    int line(JsonPointer at) {
        for (JsonPointer place = at; place != null && !place.matches(); place = place.head()) {
            if (places.containsKey(place)) {
                return places.get(place).line();
            }
        }
        return 0;
    }

    /** Whether the file gives this key or list entry, rather than a default. */
    boolean gives(JsonPointer at) {
        return places.containsKey(at);
    }

    /** The value as it is written, before YAML made a number or nothing of it. */
    String raw(JsonPointer at) {
        return places.get(at).raw();
    }

    private void markAll(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            throw refuse(0, "", "the file is empty; start from deployments/example.yaml");
        }
        if (first != JsonToken.START_OBJECT) {
            throw refuse(line(parser), "", "the file must hold keys with values, such as 'name: sharma-traders'");
        }
        markKeys(parser, JsonPointer.empty());
        if (parser.nextToken() != null) {
            throw refuse(
                    line(parser),
                    "",
                    "a second document starts here; keep one deployment a file, with no '---' line above");
        }
    }

    private void markKeys(JsonParser parser, JsonPointer parent) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonPointer at = parent.appendProperty(parser.currentName());
            int line = line(parser);
            if (places.containsKey(at)) {
                throw refuse(
                        line,
                        Finding.path(at),
                        "this key stands on line %s already; keep one of the two".formatted(line(at)));
            }
            parser.nextToken();
            markValue(parser, at, line);
        }
    }

    private void markEntries(JsonParser parser, JsonPointer parent) throws IOException {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            markValue(parser, parent.appendIndex(index), line(parser));
        }
    }

    private void markValue(JsonParser parser, JsonPointer at, int line) throws IOException {
        // Jackson reads an alias as its name, which would be taken for the value.
        if (((YAMLParser) parser).isCurrentAlias()) {
            throw refuse(
                    line,
                    Finding.path(at),
                    "*%s is a YAML alias, which is not followed; write the value itself"
                            .formatted(Printable.text(parser.getText())));
        }
        // The validator fails on bytes.
        if (parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
            throw refuse(line, Finding.path(at), "!!binary marks bytes, which no key takes; write plain text");
        }
        boolean scalar = parser.currentToken().isScalarValue();
        places.put(at, new Place(line, scalar ? parser.getText() : ""));
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            markKeys(parser, at);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            markEntries(parser, at);
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private InvalidSettings malformed(JsonProcessingException failure) {
        if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return malformed(marked);
        }
        if (failure instanceof StreamConstraintsException) {
            return refuse(
                    0, "", "keys or lists stand more than %s deep, which no deployment file needs".formatted(DEEPEST));
        }
        return refuse(0, "", "this is not YAML: %s".formatted(Printable.text(failure.getOriginalMessage())));
    }

    private InvalidSettings malformed(MarkedYAMLException failure) {
        Mark stopped = failure.getProblemMark();
        if (failure.getProblem().startsWith("found unknown escape character")) {
            return refuse(
                    stopped.getLine() + 1,
                    "",
                    "column %s: a backslash between double quotes is an escape in YAML; put the path in single quotes"
                            .formatted(stopped.getColumn() + 1));
        }
        Mark begun = failure.getContextMark();
        String problem = failure.getProblem().contains("(TAB)")
                ? "a tab stands where only spaces may"
                : Printable.text(failure.getProblem());
        String context = begun == null ? "" : " (in what starts on line %s)".formatted(begun.getLine() + 1);
        return refuse(
                stopped.getLine() + 1,
                "",
                ("column %s: this is not YAML: %s%s. Look here and just above for a wrong indentation, a tab, or a"
                                + " missing quote, colon or bracket")
                        .formatted(stopped.getColumn() + 1, problem, context));
    }

    private InvalidSettings refuse(int line, String path, String text) {
        return new InvalidSettings(file, List.of(new Problem(line, path, text)));
    }
}
