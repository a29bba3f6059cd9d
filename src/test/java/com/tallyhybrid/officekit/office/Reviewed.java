package com.tallyhybrid.officekit.office;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the scripts may call, as somebody has looked it up: {@code reviewed.yaml}. */
record Reviewed(
        Map<String, Map<String, Set<String>>> modules,
        Map<String, Program> programs,
        Set<String> members,
        Set<String> environment,
        List<String> changing) {

    /**
     * A program.
     *
     * @param looks true when it changes nothing but what the script has made
     * @param asks true when it may ask whoever sits before it, and wait for an answer
     */
    record Program(boolean looks, boolean asks) {}

    static Reviewed read() {
        try (InputStream file = Reviewed.class.getResourceAsStream("reviewed.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, Reviewed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parameters of every command. */
    Map<String, Set<String>> commands() {
        var commands = new TreeMap<String, Set<String>>();
        modules.values().forEach(commands::putAll);
        return commands;
    }
}
