package com.tallyhybrid.review.protection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The tables beside the code. */
final class Table {

    private static final ObjectMapper YAML = new YAMLMapper();

    private Table() {}

    static <T> List<T> read(String name, Class<T> row) {
        try (InputStream text = Table.class.getResourceAsStream(name)) {
            return YAML.readValue(text, YAML.getTypeFactory().constructCollectionType(List.class, row));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + name, e);
        }
    }
}
