package com.tallyhybrid.handover.powershell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A hashtable, or the properties of an object: names without regard to case, in the order in which they came. */
final class Table {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    void put(String name, Object value) {
        String key = name.toLowerCase(Locale.ROOT);
        names.putIfAbsent(key, name);
        values.put(key, value);
    }

    /** Null also where there is none, as an index of a hashtable says. */
    Object get(String name) {
        return values.get(name.toLowerCase(Locale.ROOT));
    }

    boolean has(String name) {
        return values.containsKey(name.toLowerCase(Locale.ROOT));
    }

    List<Object> keys() {
        return new ArrayList<>(names.values());
    }

    /** For JSON and for assertions. */
    Map<String, Object> plain() {
        var plain = new LinkedHashMap<String, Object>();
        names.forEach((key, name) -> {
            Object value = values.get(key);
            plain.put(name, value instanceof Table table ? table.plain() : value);
        });
        return plain;
    }
}
