package com.tallyhybrid.handover.powershell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out scripts: what a test asks for, and what the parts of the interpreter ask of each other. */
public final class Interpreter {

    private final Map<String, Node> scripts;
    private final World world;
    private final Calls calls;
    private final Statements statements;
    private final Map<String, Node> functions = new HashMap<>();
    private final Scope top = new Scope(null);

    /** @param scripts all that can be loaded, by file name */
    public Interpreter(Map<String, Node> scripts, World world) {
        this.scripts = scripts;
        this.world = world;
        var expressions = new Expressions(this, world);
        this.calls = new Calls(this, expressions, world);
        this.statements = new Statements(this, expressions, calls);
        top.set("PSScriptRoot", "office");
        top.set("ErrorActionPreference", "Continue");
    }

    /** Runs a script to its end and answers its exit code. What it puts out is written as lines. */
    public int run(String script) {
        Node program = program(script);
        var output = new ArrayList<Object>();
        try {
            program.child("param_block").ifPresent(block -> calls.bind(block, List.of(), new Table(), top));
            statements.of(program, top, output);
            return 0;
        } catch (Signals.Exit exit) {
            return exit.code();
        } finally {
            output.forEach(line -> world.write(Types.text(line)));
        }
    }

    /** Loads a script for its functions, as a dot before its name does. */
    public Interpreter load(String script) {
        statements.of(program(script), top, new ArrayList<>());
        return this;
    }

    private Node program(String script) {
        Node program = scripts.get(script);
        program.all()
                .filter(node -> node.is("ERROR") || node.is("MISSING"))
                .findFirst()
                .ifPresent(fault -> {
                    throw fault.unknown("syntax of " + script);
                });
        return program;
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
        nodes.forEach(node -> statements.run(node, scope, output));
        return output;
    }

    void body(Node block, Scope scope, List<Object> output) {
        statements.of(block, scope, output);
    }

    void define(Node function) {
        functions.put(function.child("function_name").orElseThrow().text(), function);
    }

    Node function(String name) {
        return functions.get(name);
    }

    void dotSource(String path) {
        load(path.substring(path.lastIndexOf('\\') + 1));
    }
}
