package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Carries out scripts: what a test asks for, and what the parts of the interpreter ask of each other. */
public final class Interpreter {

    /** What tells a script where it lies. */
    private static final List<String> PLACES = List.of("PSScriptRoot", "PSCommandPath");

    private final Map<String, Node> scripts;
    private final World world;
    private final Calls calls;
    private final Statements statements;
    private final Map<String, Node> functions = new HashMap<>();
    private final VariableScope global = new VariableScope(null);

    /** @param scripts all that can be loaded, by file name */
    public Interpreter(Map<String, Node> scripts, World world) {
        this.scripts = scripts;
        this.world = world;
        var expressions = new Expressions(this, world);
        this.calls = new Calls(this, expressions, world);
        this.statements = new Statements(this, expressions, calls);
        global.set("ErrorActionPreference", "Continue");
        global.set("WhatIfPreference", false);
        global.set("PSHOME", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0");
        global.set("LASTEXITCODE", 0);
        place(global, "office");
    }

    /** Runs a script to its end and answers its exit code. What it puts out is written as lines. */
    public int run(String script, Start start) {
        Node program = program(script);
        VariableScope scope = start.byFile() ? global : new VariableScope(global);
        var output = new ArrayList<Object>();
        try {
            Node block = program.child("param_block").orElse(null);
            if (block != null) {
                boolean blind = start.byFile() && block.text().contains("[CmdletBinding(");
                place(scope, blind ? "" : "office");
                new Binding(calls, block).bind(start.positional(), start.named(), scope);
            }
            place(scope, "office");
            statements.of(program, scope, output);
            return 0;
        } catch (Signals.Exit exit) {
            return exit.code();
        } catch (Signals.Return returned) {
            output.addAll(Types.list(returned.value()));
            return 0;
        } catch (Thrown thrown) {
            world.errors().add(thrown.getMessage());
            return 1;
        } finally {
            output.forEach(line -> world.output().add(Types.text(line)));
        }
    }

    private static void place(VariableScope scope, String folder) {
        PLACES.forEach(name -> scope.set(name, folder));
        scope.set("MyInvocation", new Table().with("MyCommand", new Table().with("Path", folder)));
    }

    /** Loads a script for its functions, as a dot before its name does. */
    public Interpreter load(String script) {
        statements.of(program(script), global, new ArrayList<>());
        return this;
    }

    /** Knows the functions of a script, of which nothing is carried out. */
    public Interpreter learn(String script) {
        program(script).all("function_statement").forEach(this::define);
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

    /** Calls a function of a loaded script. */
    public Object call(String function, Map<String, Object> arguments) {
        var named = new Table();
        arguments.forEach(named::put);
        return Types.collapsed(calls.function(function(function), List.of(), named, global));
    }

    /** What statements put out when they are a value. */
    List<Object> output(List<Node> nodes, VariableScope scope) {
        var output = new ArrayList<Object>();
        nodes.forEach(node -> statements.run(node, scope, output));
        return output;
    }

    void body(Node block, VariableScope scope, List<Object> output) {
        statements.of(block, scope, output);
    }

    void define(Node function) {
        String name = function.child("function_name").orElseThrow().text();
        functions.put(name.toLowerCase(Locale.ROOT), function);
    }

    Node function(String name) {
        return functions.get(name.toLowerCase(Locale.ROOT));
    }

    void dotSource(String path, VariableScope scope) {
        // What a script sets when it is loaded belongs to whoever loads it.
        statements.of(program(path.substring(path.lastIndexOf('\\') + 1)), scope, new ArrayList<>());
    }
}
