package com.tallyhybrid.testkit;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What AWS documents, a row for each fact, in the YAML files of the resource folder {@code aws}. */
public final class FactSheet {

    private static final YAMLMapper YAML = new YAMLMapper();

    private FactSheet() {}

    /**
     * The rows of a sheet; a key that the row does not know is an error.
     *
     * @param file name of the file in the folder, or of another resource with a slash before it
     * @param row a record with a component for each key
     */
    public static <T> List<T> rows(String file, Class<T> row) {
        try (InputStream stream =
                FactSheet.class.getResourceAsStream(file.startsWith("/") ? file : "/com/tallyhybrid/aws/" + file)) {
            return YAML.readValue(stream, YAML.getTypeFactory().constructCollectionType(List.class, row));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
