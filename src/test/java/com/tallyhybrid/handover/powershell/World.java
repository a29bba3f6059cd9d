package com.tallyhybrid.handover.powershell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a script finds around itself, and what it did to it. */
public final class World {

    private final Map<String, String> environment = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Integer> answers = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private final List<Object> pauses = new ArrayList<>();
    private final Instant now;

    /** A web request as it was handed to Windows. */
    public record Sent(
            String method,
            String uri,
            Map<String, Object> headers,
            String contentType,
            byte[] body,
            int timeoutSeconds) {}

    public World(Instant now) {
        this.now = now;
    }

    public World environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public World file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Status of the answers to the requests to come, 0 for none; then always 200. */
    public World answering(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    public List<Sent> sent() {
        return sent;
    }

    /** The lines that the script wrote. */
    public List<String> output() {
        return output;
    }

    /** How long it slept, in seconds. */
    public List<Object> pauses() {
        return pauses;
    }

    Instant now() {
        return now;
    }

    /** Null where it is not set. */
    String environment(String name) {
        return environment.get(name);
    }

    Map<String, String> files() {
        return files;
    }

    void write(String line) {
        output.add(line);
    }

    void pause(Object seconds) {
        pauses.add(seconds);
    }

    int answer(Sent request) {
        sent.add(request);
        return answers.isEmpty() ? 200 : answers.remove(0);
    }
}
