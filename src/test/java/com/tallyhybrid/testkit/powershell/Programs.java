package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Programs that a script starts: with an ampersand, or as a process of .NET. */
final class Programs {

    private final World world;

    Programs(World world) {
        this.world = world;
    }

    /** Thrown to the test: the script would stand here for ever. */
    static final class Stuck extends AssertionError {
        private static final long serialVersionUID = 1;

        Stuck(String program) {
            super(program + " asks something that nobody answers, and waits for ever");
        }
    }

    /** Started with an ampersand it has the console of PowerShell, unless something comes through the pipeline. */
    List<Object> run(String path, List<Object> arguments, List<Object> input, VariableScope global) {
        World.Ended ended = program(path)
                .run(new World.Process(
                        arguments.stream().map(Types::text).toList(), world.environment(), input == null));
        if (ended.never()) {
            throw new Stuck(path);
        }
        global.set("LASTEXITCODE", ended.code());
        return ended.output().isEmpty()
                ? List.of()
                : new ArrayList<>(ended.output().lines().toList());
    }

    /** {@code [Diagnostics.Process]::Start}. */
    Table start(Table info) {
        var environment = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        environment.putAll(world.environment());
        ((Table) info.get("Environment")).plain().forEach((name, value) -> environment.put(name, Types.text(value)));
        boolean[] closed = {false};
        World.Ended[] ended = {null};
        var process = new Table();
        Table.Method run = given -> {
            if (ended[0] == null) {
                ended[0] = program(info.text("FileName"))
                        .run(new World.Process(
                                CommandLine.split(info.text("Arguments")), Map.copyOf(environment), !closed[0]));
                process.put("ExitCode", ended[0].code());
            }
            return ended[0].output();
        };
        if (!Boolean.FALSE.equals(info.get("UseShellExecute"))) {
            throw new Thrown("InvalidOperationException", "redirection needs UseShellExecute off");
        }
        if (Boolean.TRUE.equals(info.get("RedirectStandardInput"))) {
            process.put("StandardInput", new Table().doing("Close", given -> {
                        closed[0] = true;
                        return null;
                    }));
        }
        var text = new Table().doing("ReadToEndAsync", given -> new Table().with("Result", run));
        return process.with("StandardOutput", text)
                .with("StandardError", new Table().doing("ReadToEndAsync", given -> new Table().with("Result", "")))
                .doing("WaitForExit", given -> {
                    run.call(given);
                    if (ended[0].never() && given.isEmpty()) {
                        throw new Stuck(info.text("FileName"));
                    }
                    return !ended[0].never();
                })
                .doing("Kill", given -> {
                    world.changes().add("killed: " + info.text("FileName"));
                    return null;
                })
                .doing("Dispose", given -> null);
    }

    private World.Program program(String path) {
        World.Program program = world.program(path);
        if (program == null) {
            throw new AssertionError("program %s is not known to the interpreter".formatted(path));
        }
        return program;
    }
}
