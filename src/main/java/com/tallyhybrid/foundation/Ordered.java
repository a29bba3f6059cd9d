package com.tallyhybrid.foundation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps for templates, in the order they are written. */
public final class Ordered {

    private Ordered() {}

    /**
     * A map of the given keys and values that keeps their order.
     *
     * <p>{@link Map#of} iterates in an order that differs from JVM to JVM: handed to the CDK it gives another template
     * at every synthesis, and sometimes a real update.
     *
     * @throws IllegalArgumentException if a key has no value
     */
    public static Map<String, Object> map(Object... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "a map needs a value for every key, got %d items".formatted(keysAndValues.length));
        }
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
