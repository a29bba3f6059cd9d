package com.tallyhybrid.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a usage file. The schema is read as a table: what editors know, the reader and the messages know too. */
final class UsageKeys {

    static final String SCHEMA = "usage.schema.json";

    /** Each key with its description, its largest value and what is assumed without it, in the order of the schema. */
    static final Map<String, JsonNode> ALL = read();

    private UsageKeys() {}

    private static Map<String, JsonNode> read() {
        try (InputStream json = UsageKeys.class.getResourceAsStream(SCHEMA)) {
            Map<String, JsonNode> keys = new LinkedHashMap<>();
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(json)
                    .path("properties")
                    .properties()
                    .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
