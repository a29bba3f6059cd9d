package com.tallyhybrid.app.foundation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps for templates, in the order they are written.
 *
 * <p>{@link Map#of} iterates in an order that differs from JVM to JVM: handed to the CDK it gives another template at
 * every synthesis, and sometimes a real update.
 */
public final class Ordered {

    private Ordered() {}

    public static <V> Map<String, V> map(String key, V value) {
        var map = new LinkedHashMap<String, V>();
        map.put(key, value);
        return map;
    }

    public static <V> Map<String, V> map(String key1, V value1, String key2, V value2) {
        Map<String, V> map = map(key1, value1);
        map.put(key2, value2);
        return map;
    }

    public static <V> Map<String, V> map(String key1, V value1, String key2, V value2, String key3, V value3) {
        Map<String, V> map = map(key1, value1, key2, value2);
        map.put(key3, value3);
        return map;
    }
}
