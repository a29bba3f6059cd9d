package com.tallyhybrid.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Knowledge that checks keep beside their classes: in YAML what people correct, in JSON what a tool writes. */
public final class DataFile {

    private static final YAMLMapper YAML =
            YAMLMapper.builder().addModule(new Jdk8Module()).build();

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private DataFile() {}

    /** Reads a file that stands beside a class; an unknown key is an error. */
    public static <T> T read(Class<?> beside, String name, TypeReference<T> type) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            return (name.endsWith(".json") ? JSON : YAML).readValue(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
