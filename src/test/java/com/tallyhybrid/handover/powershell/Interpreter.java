package com.tallyhybrid.handover.powershell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Carries out scripts, statement by statement. */
public final class Interpreter {

    private final Map<String, Node> scripts;
    private final World world;
    private final Expressions expressions;
    private final Calls calls;
    private final Map<String, Node> functions = new HashMap<>();
    private final Scope top = new Scope(null);

    /** @param scripts all that can be loaded, by file name */
    public Interpreter(Map<String, Node> scripts, World world) {
        this.scripts = scripts;
        this.world = world;
        this.expressions = new Expressions(this, world);
        this.calls = new Calls(this, expressions, world);
        top.set("PSScriptRoot", "office");
        top.set("ErrorActionPreference", "Continue");
    }

    /** Runs a script to its end and answers its exit code. What it puts out is written as lines. */
    public int run(String script) {
        Node program = scripts.get(script);
        try {
            program.child("param_block").ifPresent(block -> calls.bind(block, List.of(), new Table(), top));
            statements(program, top, new ArrayList<>() {
                @Override
                public boolean add(Object line) {
                    world.write(Types.text(line));
                    return true;
                }

                @Override
                public boolean addAll(java.util.Collection<?> lines) {
                    lines.forEach(this::add);
                    return true;
                }
            });
            return 0;
        } catch (Signals.Exit exit) {
            return exit.code();
        }
    }

    /** Loads a script for its functions, as a dot before its name does. */
    public Interpreter load(String script) {
        statements(scripts.get(script), top, new ArrayList<>());
        return this;
    }

    /** Calls a function of a loaded script that answers a table. */
    public Map<String, Object> callForTable(String function, Map<String, Object> arguments) {
        return ((Table) call(function, arguments)).plain();
    }

    private Object call(String function, Map<String, Object> arguments) {
        var named = new Table();
        arguments.forEach(named::put);
        return Types.collapsed(calls.function(functions.get(function), List.of(), named, top));
    }

    /** What statements put out when they are a value. */
    List<Object> output(List<Node> nodes, Scope scope) {
        var output = new ArrayList<Object>();
        nodes.forEach(node -> run(node, scope, output));
        return output;
    }

    Node function(String name) {
        return functions.get(name);
    }

    void dotSource(String path) {
        load(path.substring(path.lastIndexOf('\\') + 1));
    }

    void statements(Node parent, Scope scope, List<Object> output) {
        parent.children().stream()
                .filter(child -> child.is("statement_list") || child.is("script_block_body"))
                .forEach(list -> run(list, scope, output));
    }

    private void run(Node node, Scope scope, List<Object> output) {
        switch (node.type()) {
            case "statement_list", "statement_block", "script_block_body", "else_clause", "finally_clause" ->
                node.children().stream()
                        .filter(child ->
                                !List.of("{", "}", "else", "finally", ";").contains(child.type()))
                        .forEach(child -> run(child, scope, output));
            case "empty_statement" -> {}
            case "function_statement" ->
                functions.put(node.child("function_name").orElseThrow().text(), node);
            case "assignment_expression" -> assign(node, scope);
            case "post_increment_expression" -> {
                String name = node.children().get(0).text().substring(1);
                scope.set(name, (int) Types.number(scope.get(name)) + 1);
            }
            case "if_statement" -> choose(node, scope, output);
            case "foreach_statement" -> each(node, scope, output);
            case "for_statement" -> repeat(node, scope, output);
            case "try_statement" -> attempt(node, scope, output);
            case "flow_control_statement" -> leave(node, scope);
            case "command", "pipeline_chain" -> output.addAll(calls.pipeline(node, scope));
            case "ERROR", "MISSING" -> throw node.unknown("syntax");
            default -> {
                Object value = expressions.value(node, scope);
                if (value != DotNet.NOTHING) {
                    output.addAll(Types.list(value));
                }
            }
        }
    }

    private void assign(Node node, Scope scope) {
        Node target = node.children().get(0);
        Node source = node.children().get(2);
        if (!node.children().get(1).text().equals("=")) {
            throw node.unknown("assignment");
        }
        // A statement as a value comes apart and is put together again; a plain value stays as it is.
        Object value = expressions.value(source, scope);
        switch (target.type()) {
            case "variable" -> scope.set(target.text().substring(1), value);
            case "cast_expression" ->
                scope.set(
                        target.parts().get(1).text().substring(1),
                        Types.cast(value, target.parts().get(0).text()));
            case "element_access" -> {
                List<Node> parts = target.parts();
                Object table = expressions.value(parts.get(0), scope);
                ((Table) table).put(Types.text(expressions.value(parts.get(1), scope)), value);
            }
            case "member_access" -> {
                if (!target.text().equals("[Net.ServicePointManager]::SecurityProtocol")) {
                    throw target.unknown("assignment to a property");
                }
            }
            default -> throw target.unknown("assignment");
        }
    }

    private void choose(Node node, Scope scope, List<Object> output) {
        if (node.children().stream().anyMatch(child -> child.type().startsWith("elseif"))) {
            throw node.unknown("elseif");
        }
        if (Types.truth(expressions.value(node.inField("condition").orElseThrow(), scope))) {
            run(node.child("statement_block").orElseThrow(), scope, output);
        } else {
            node.child("else_clause").ifPresent(other -> run(other, scope, output));
        }
    }

    private void each(Node node, Scope scope, List<Object> output) {
        List<Node> parts = node.parts();
        for (Object value : Types.list(expressions.value(parts.get(3), scope))) {
            scope.set(parts.get(1).text().substring(1), value);
            run(node.child("statement_block").orElseThrow(), scope, output);
        }
    }

    private void repeat(Node node, Scope scope, List<Object> output) {
        run(part(node, "for_initializer"), scope, output);
        while (Types.truth(expressions.value(part(node, "for_condition"), scope))) {
            run(node.child("statement_block").orElseThrow(), scope, output);
            run(part(node, "for_iterator"), scope, output);
        }
    }

    private static Node part(Node loop, String name) {
        return loop.inField(name).orElseThrow().children().get(0);
    }

    private void attempt(Node node, Scope scope, List<Object> output) {
        try {
            run(node.child("statement_block").orElseThrow(), scope, output);
        } catch (Signals.Thrown thrown) {
            Node handler = node.all("catch_clause").findFirst().orElseThrow(() -> thrown);
            scope.set("_", thrown);
            run(handler.child("statement_block").orElseThrow(), scope, output);
        } finally {
            node.child("finally_clause").ifPresent(end -> run(end, scope, new ArrayList<>()));
        }
    }

    private void leave(Node node, Scope scope) {
        Object value = node.children().size() == 1
                ? null
                : expressions.value(node.children().get(1), scope);
        switch (node.children().get(0).text().toLowerCase(Locale.ROOT)) {
            case "return" -> throw new Signals.Return(node.children().size() == 1 ? new ArrayList<>() : value);
            case "exit" -> throw new Signals.Exit((int) Types.number(value));
            case "throw" ->
                throw value == null ? (Signals.Thrown) scope.get("_") : new Signals.Thrown(Types.text(value));
            default -> throw node.unknown("statement");
        }
    }
}
