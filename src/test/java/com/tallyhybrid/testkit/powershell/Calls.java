package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;

/** Calls of functions, commands and programs: their arguments, and what they put out. */
final class Calls {

    private final Interpreter interpreter;
    private final Expressions expressions;
    private final World world;
    private final Cmdlets cmdlets;
    private final Programs programs;

    Calls(Interpreter interpreter, Expressions expressions, World world) {
        this.interpreter = interpreter;
        this.expressions = expressions;
        this.world = world;
        this.cmdlets = new Cmdlets(this, world);
        this.programs = new Programs(world);
    }

    World world() {
        return world;
    }

    Object value(Node node, VariableScope scope) {
        return expressions.value(node, scope);
    }

    List<Object> pipeline(Node node, VariableScope scope) {
        List<Object> passed = null;
        for (Node stage : node.is("command") ? List.of(node) : node.children()) {
            if (!stage.is("|")) {
                passed = stage.is("command")
                        ? command(stage, scope, passed)
                        : Types.list(expressions.value(stage, scope));
            }
        }
        return passed;
    }

    private List<Object> command(Node node, VariableScope scope, List<Object> input) {
        Node name = node.inField("command_name").orElseThrow();
        if (node.children().get(0).is(".")) {
            interpreter.dotSource(Types.text(expressions.value(name.children().get(0), scope)), scope);
            return List.of();
        }
        var positional = new ArrayList<Object>();
        var named = new Table();
        if (node.children().get(0).is("&")) {
            arguments(node, scope, positional, null);
            String path = Types.text(name.is("command_name_expr") ? called(name, scope) : name.text());
            return programs.run(path, positional, input, scope.global());
        }
        arguments(node, scope, positional, named);
        Node function = interpreter.function(name.text());
        return function == null || world.command(name.text()) != null
                ? cmdlets.run(name.text(), positional, named, input == null ? List.of() : input, scope)
                : function(function, positional, named, scope);
    }

    private Object called(Node name, VariableScope scope) {
        Node target = name.children().get(0);
        // The name of a program stands for itself.
        return target.is("command_name") || target.children().isEmpty() && !target.is("variable")
                ? target.text()
                : expressions.value(target, scope);
    }

    /** @param named null for a program, to which everything is an argument */
    private void arguments(Node command, VariableScope scope, List<Object> positional, Table named) {
        List<Node> elements =
                command.child("command_elements").map(Node::children).orElse(List.of());
        for (int i = 0; i < elements.size(); i++) {
            Node element = elements.get(i);
            if (named == null) {
                positional.addAll(
                        element.is("command_parameter")
                                ? List.of(element.text())
                                : Types.list(expressions.value(element, scope)));
            } else if (element.is("command_parameter")) {
                i += parameter(element, i + 1 < elements.size() ? elements.get(i + 1) : null, scope, named);
            } else if (element.text().startsWith("@") && element.is("variable")) {
                Table splatted = (Table) scope.get(element.text().substring(1));
                splatted.keys().forEach(key -> named.put((String) key, splatted.get((String) key)));
            } else {
                positional.add(expressions.value(element, scope));
            }
        }
    }

    /** Answers how many of the elements that follow belong to it. */
    private int parameter(Node element, Node next, VariableScope scope, Table named) {
        String name = element.text().substring(1);
        if (name.contains(":")) {
            named.put(name.substring(0, name.indexOf(':')), !name.endsWith("$false"));
            return name.endsWith(":") ? 1 : 0;
        }
        boolean alone = next == null || Cmdlets.isSwitch(name);
        named.put(name, alone ? true : expressions.value(next, scope));
        return alone ? 0 : 1;
    }

    /** A function of a script sees the variables of its caller and sets its own. */
    List<Object> function(Node function, List<Object> positional, Table named, VariableScope caller) {
        var scope = new VariableScope(caller);
        Node body = function.child("script_block").orElseThrow();
        body.child("param_block").ifPresent(block -> new Binding(this, block).bind(positional, named, scope));
        return run(body, scope);
    }

    /** What a block puts out for one thing that comes through the pipeline. */
    List<Object> each(Block block, Object value) {
        var scope = new VariableScope(block.scope());
        scope.set("_", value);
        return run(block.body(), scope);
    }

    private List<Object> run(Node body, VariableScope scope) {
        var output = new ArrayList<Object>();
        try {
            interpreter.body(body, scope, output);
        } catch (Signals.Return returned) {
            output.addAll(Types.list(returned.value()));
        }
        return output;
    }

    /** A block in braces as a value. */
    record Block(Node body, VariableScope scope) {}
}
