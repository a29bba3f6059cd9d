package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A hashtable, or an object with its properties and methods: names without regard to case, in the order in which they
 * came.
 */
public final class Table {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A method of an object. */
    public interface Method {
        /** @return null for nothing */
        Object call(List<Object> given);
    }

    /** The same table, with one more property. */
    public Table with(String name, Object value) {
        put(name, value);
        return this;
    }

    /** The same table, with one more method. */
    public Table doing(String name, Method method) {
        put(name, method);
        return this;
    }

    public void put(String name, Object value) {
        String key = name.toLowerCase(Locale.ROOT);
        names.putIfAbsent(key, name);
        values.put(key, value);
    }

    /** Null also where there is none, as an index of a hashtable says. */
    public Object get(String name) {
        return values.get(name.toLowerCase(Locale.ROOT));
    }

    /** The value as PowerShell writes it; empty where there is none. */
    public String text(String name) {
        return Types.text(get(name));
    }

    public boolean has(String name) {
        return values.containsKey(name.toLowerCase(Locale.ROOT));
    }

    void remove(String name) {
        names.remove(name.toLowerCase(Locale.ROOT));
        values.remove(name.toLowerCase(Locale.ROOT));
    }

    List<Object> keys() {
        return new ArrayList<>(names.values());
    }

    /** For JSON and for assertions. */
    public Map<String, Object> plain() {
        var plain = new LinkedHashMap<String, Object>();
        names.forEach((key, name) -> plain.put(name, plain(values.get(key))));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof Types.Custom custom) {
            return custom.properties().plain();
        }
        if (value instanceof List<?> many) {
            return many.stream().map(Table::plain).toList();
        }
        return value instanceof Table table ? table.plain() : value;
    }
}
