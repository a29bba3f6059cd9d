package com.tallyhybrid.testkit.powershell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a script finds around itself, and what it did to it. */
public final class World {

    private final Map<String, String> environment = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, Table.Method> members = new HashMap<>();
    private final List<Integer> answers = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<Object> pauses = new ArrayList<>();
    private Instant now;

    /** A web request as it was handed to Windows. */
    public record Sent(
            String method,
            String uri,
            Map<String, Object> headers,
            String contentType,
            byte[] body,
            int timeoutSeconds) {}

    /** A command of Windows, or a function of the scripts that a test replaces. */
    public interface Command {
        /** @return what it puts out; null for nothing, a list for several things */
        Object run(Call call);
    }

    /**
     * What a command is called with.
     *
     * @param input what came through the pipeline
     */
    public record Call(List<Object> positional, Table named, List<Object> input) {
        /** The value of a parameter, as text. */
        public String text(String parameter) {
            return named.text(parameter);
        }
    }

    /** A program that is not PowerShell's. */
    public interface Program {
        Ended run(Process process);
    }

    /**
     * A program that is started.
     *
     * @param waits true when its standard input is one that stays open and silent, so that a question waits for ever
     */
    public record Process(List<String> arguments, Map<String, String> environment, boolean waits) {

        /** What becomes of a program that asks and reads a key: Console.ReadKey throws where input is redirected. */
        public Ended asks(int codeWithoutAnswer, String output) {
            return waits ? new Ended(0, output, true) : new Ended(codeWithoutAnswer, output, false);
        }
    }

    /** @param never true when it does not end by itself */
    public record Ended(int code, String output, boolean never) {
        public static Ended with(int code, String output) {
            return new Ended(code, output, false);
        }
    }

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

    public World command(String name, Command command) {
        commands.put(name.toLowerCase(Locale.ROOT), command);
        return this;
    }

    /** @param name the name of its file, without the folder */
    public World program(String name, Program program) {
        programs.put(name.toLowerCase(Locale.ROOT), program);
        return this;
    }

    /** A static member of .NET, such as {@code IO.File::Open}; {@code new} also makes what New-Object makes. */
    public World member(String name, Table.Method member) {
        members.put(name.toLowerCase(Locale.ROOT), member);
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

    /** What stands on standard error, which Duplicati counts as a warning. */
    public List<String> errors() {
        return errors;
    }

    public List<String> warnings() {
        return warnings;
    }

    /** What the script asked leave to do, or said that it would do. */
    public List<String> changes() {
        return changes;
    }

    /** How long it slept, in seconds. */
    public List<Object> pauses() {
        return pauses;
    }

    public Instant now() {
        return now;
    }

    /** Lets time go by. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    public Map<String, String> files() {
        return files;
    }

    Map<String, String> environment() {
        return environment;
    }

    Command command(String name) {
        return commands.get(name.toLowerCase(Locale.ROOT));
    }

    Program program(String path) {
        return programs.get(path.substring(path.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT));
    }

    Table.Method member(String name) {
        return members.get(name.toLowerCase(Locale.ROOT));
    }

    void pause(long seconds) {
        pauses.add((int) seconds);
        pass(Duration.ofSeconds(seconds));
    }

    int answer(Sent request) {
        sent.add(request);
        return answers.isEmpty() ? 200 : answers.remove(0);
    }
}
