package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.tallyhybrid.settings.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One YAML document and where everything in it stands.
 *
 * <p>One pass over the tokens reads values, notes lines, and refuses what would silently lose or invent settings: a
 * second document, a key written twice, an alias. YAML 1.1 takes some plain text for something else than stands there,
 * and other programs take it for other things: {@code 043} is 35, {@code no} is false. Here these are values that no
 * key takes.
 */
final class YamlDocument {

    /** Deeper than any deployment file; keeps hostile nesting away from recursive code. */
    private static final int DEEPEST = 20;

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private final String file;
    private final String text;
    private final Map<JsonPointer, Place> places = new HashMap<>();
    /** The last line that was looked at, for failures that name none. */
    private int reached = 1;

    private int offset;
    private int charactersBefore;

    private YamlDocument(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * What the file holds for a key or list entry.
     *
     * @param line line of the key, or of the list entry
     * @param raw the scalar as it is written, without its quotes; empty for mappings and lists
     * @param plain whether it stands there without quotes or a tag
     */
    private record Place(int line, String raw, boolean plain) {}

    /** A document together with its values. */
    record Parsed(YamlDocument document, ObjectNode root) {}

    /** Reads the text of a file, or refuses it with the one problem that makes it unreadable. */
    static Parsed parse(String file, String text) {
        var document = new YamlDocument(file, text);
        document.refuseWhatNoFileMayHold();
        try (JsonParser parser = YAML.createParser(text)) {
            return new Parsed(document, document.root(parser));
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

    /** Whether the value stands there without quotes or a tag. */
    boolean isPlain(JsonPointer at) {
        return places.get(at).plain();
    }

    /** YAML refuses most control characters too, but does not say where they stand. */
    private void refuseWhatNoFileMayHold() {
        for (int at = 0, line = 1; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int character = text.codePointAt(at);
            if (!StreamReader.isPrintable(character)) {
                throw refuse(
                        line,
                        "",
                        "the character %s stands here, which no text may hold; remove it, or type the line again"
                                .formatted(Printable.text(Character.toString(character))));
            }
            if (character == '\n') {
                line++;
            }
        }
    }

    private ObjectNode root(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            throw refuse(0, "", "the file is empty; start from deployments/example.yaml");
        }
        if (first != JsonToken.START_OBJECT) {
            throw refuse(
                    line(parser),
                    "",
                    YamlMistake.lacksSpace(parser.getText())
                            ? "no space stands behind a colon, so there is no key here; write it as in 'name: sharma-traders'"
                            : "the file must hold keys with values, such as 'name: sharma-traders'");
        }
        ObjectNode root = mapping(parser, JsonPointer.empty());
        if (parser.nextToken() != null) {
            throw refuse(
                    line(parser),
                    "",
                    "a second document starts here; keep one deployment a file, with no '---' line above");
        }
        return root;
    }

    private ObjectNode mapping(JsonParser parser, JsonPointer parent) throws IOException {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonPointer at = parent.appendProperty(key);
            int line = line(parser);
            if (places.containsKey(at)) {
                throw refuse(
                        line,
                        Finding.path(at),
                        "this key stands on line %s already; keep one of the two".formatted(line(at)));
            }
            parser.nextToken();
            mapping.set(key, value(parser, at, line));
        }
        return mapping;
    }

    private ArrayNode list(JsonParser parser, JsonPointer parent) throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            list.add(value(parser, parent.appendIndex(index), line(parser)));
        }
        return list;
    }

    private JsonNode value(JsonParser parser, JsonPointer at, int line) throws IOException {
        // Jackson reads an alias as its name, which would be taken for the value.
        if (((YAMLParser) parser).isCurrentAlias()) {
            throw refuse(
                    line,
                    Finding.path(at),
                    "*%s is a YAML alias, which is not followed; write the value itself"
                            .formatted(Printable.text(parser.getText())));
        }
        boolean scalar = parser.currentToken().isScalarValue();
        String raw = scalar ? parser.getText() : "";
        places.put(at, new Place(line, raw, scalar && stands(raw, parser)));
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, at);
            case START_ARRAY -> list(parser, at);
            case VALUE_STRING -> TextNode.valueOf(raw);
            // YAML 1.1 reads yes, no, on and off so too.
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NUMBER_INT -> YamlNumber.whole(raw);
            case VALUE_NUMBER_FLOAT -> YamlNumber.NOT_WHOLE;
            case VALUE_NULL -> NullNode.getInstance();
            // The validator fails on bytes.
            default ->
                throw refuse(line, Finding.path(at), "!!binary marks bytes, which no key takes; write plain text");
        };
    }

    /** Whether the text itself stands at the place, without quotes or a tag. */
    private boolean stands(String raw, JsonParser parser) {
        // SnakeYAML counts characters, not halves of them. From the start each time would take for ever.
        int characters = (int) parser.currentTokenLocation().getCharOffset();
        offset = text.offsetByCodePoints(offset, characters - charactersBefore);
        charactersBefore = characters;
        return text.startsWith(raw, offset);
    }

    private int line(JsonParser parser) {
        reached = parser.currentTokenLocation().getLineNr();
        return reached;
    }

    private InvalidSettings malformed(JsonProcessingException failure) {
        if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return new InvalidSettings(file, List.of(new YamlMistake(text).of(marked)));
        }
        if (failure instanceof StreamConstraintsException) {
            return refuse(
                    reached,
                    "",
                    "keys or lists stand more than %s deep, which no deployment file needs; look for brackets or spaces"
                                    .formatted(DEEPEST)
                            + " that are too many");
        }
        if (failure.getOriginalMessage().startsWith("Expected a field name")) {
            return refuse(
                    reached, "", "a list or a group of keys stands where a key should; write a key, such as 'name:'");
        }
        return refuse(
                reached,
                "",
                "this is not YAML: %s. Look here for a missing quote or bracket"
                        .formatted(Printable.sentence(failure.getOriginalMessage())));
    }

    private InvalidSettings refuse(int line, String path, String text) {
        return new InvalidSettings(file, List.of(new Problem(line, path, text)));
    }
}
