package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What each file of the kit is for, in a sentence, by its place with {@code *} for the name of an office or server. */
final class FileDescriptions {

    private static final ObjectNode SENTENCES = read();

    private FileDescriptions() {}

    /** Where a file stands among those of its folder: what people need first comes first. */
    static int rank(String path) {
        return SENTENCES.properties().stream().map(Map.Entry::getKey).toList().indexOf(place(path));
    }

    /** The sentence; a file without one is an error, because nobody would know what to do with it. */
    static String of(String path) {
        String place = place(path);
        if (!SENTENCES.has(place)) {
            throw new IllegalArgumentException("purposes.yaml says nothing of " + place);
        }
        return SENTENCES.get(place).asText();
    }

    private static String place(String path) {
        return path.replaceFirst("^(offices|servers)/[^/]+/", "$1/*/")
                .replaceFirst("^runbooks/(?!index)[^/]+\\.html$", "runbooks/*.html");
    }

    private static ObjectNode read() {
        try (InputStream file = FileDescriptions.class.getResourceAsStream("purposes.yaml")) {
            return (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
