package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/** Reads a table of published examples. */
final class Rows {

    private Rows() {}

    static List<Named<JsonNode>> of(String file) {
        try (InputStream in = Rows.class.getResourceAsStream(file)) {
            // Anchors keep a row that varies one thing to that one thing.
            JsonNode rows = new YAMLMapper().valueToTree(new org.yaml.snakeyaml.Yaml().load(in));
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> Named.of(
                            row.get("name").asText() + " (" + row.get("source").asText() + ")", row))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
