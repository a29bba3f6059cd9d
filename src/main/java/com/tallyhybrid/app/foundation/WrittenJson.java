package com.tallyhybrid.app.foundation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A value as a text of JSON, where AWS asks for a text. Its references are kept: they stand inside the text. */
public final class WrittenJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenJson() {}

    public static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
