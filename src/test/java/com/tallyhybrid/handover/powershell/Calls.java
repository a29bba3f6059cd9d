package com.tallyhybrid.handover.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls of functions and commands: their arguments, and what they put out. */
final class Calls {

    private final Interpreter interpreter;
    private final Expressions expressions;
    private final Cmdlets cmdlets;

    Calls(Interpreter interpreter, Expressions expressions, World world) {
        this.interpreter = interpreter;
        this.expressions = expressions;
        this.cmdlets = new Cmdlets(world);
    }

    List<Object> pipeline(Node node, Scope scope) {
        List<Object> passed = List.of();
        for (Node stage : node.is("command") ? List.of(node) : node.children()) {
            if (!stage.is("|")) {
                passed = stage.is("command")
                        ? command(stage, scope, passed)
                        : Types.list(expressions.value(stage, scope));
            }
        }
        return passed;
    }

    private List<Object> command(Node node, Scope scope, List<Object> input) {
        Node name = node.inField("command_name").orElseThrow();
        if (node.children().get(0).is(".")) {
            interpreter.dotSource(Types.text(expressions.value(name.children().get(0), scope)));
            return List.of();
        }
        var positional = new ArrayList<Object>();
        var named = new Table();
        arguments(node, scope, positional, named);
        Node function = interpreter.function(name.text());
        return function == null
                ? cmdlets.run(name.text(), positional, named, input)
                : function(function, positional, named, scope);
    }

    private void arguments(Node command, Scope scope, List<Object> positional, Table named) {
        List<Node> elements =
                command.child("command_elements").map(Node::children).orElse(List.of());
        for (int i = 0; i < elements.size(); i++) {
            Node element = elements.get(i);
            if (element.is("command_parameter")) {
                String parameter = element.text().substring(1);
                boolean alone = Cmdlets.isSwitch(parameter);
                named.put(parameter, alone ? true : expressions.value(elements.get(++i), scope));
            } else if (element.text().startsWith("@") && element.is("variable")) {
                Table splatted = (Table) scope.get(element.text().substring(1));
                splatted.keys().forEach(key -> named.put((String) key, splatted.get((String) key)));
            } else {
                positional.add(expressions.value(element, scope));
            }
        }
    }

    /** A function of a script sees the variables of its caller and sets its own. */
    List<Object> function(Node function, List<Object> positional, Table named, Scope caller) {
        var scope = new Scope(caller);
        Node body = function.child("script_block").orElseThrow();
        body.child("param_block").ifPresent(block -> bind(block, positional, named, scope));
        var output = new ArrayList<Object>();
        try {
            interpreter.body(body, scope, output);
        } catch (Signals.Return returned) {
            output.addAll(Types.list(returned.value()));
        }
        return output;
    }

    void bind(Node block, List<Object> positional, Table named, Scope scope) {
        var rest = new ArrayList<>(positional);
        List<Node> parameters = block.all("script_parameter").toList();
        for (Node parameter : parameters) {
            String name = parameter.child("variable").orElseThrow().text().substring(1);
            Object value;
            if (named.has(name)) {
                value = named.get(name);
            } else if (!rest.isEmpty()) {
                value = rest.remove(0);
            } else {
                value = parameter
                        .child("script_parameter_default")
                        .map(given -> expressions.value(given.parts().get(0), scope))
                        .orElse(null);
            }
            scope.set(name, typed(parameter, value));
        }
        named.keys().stream()
                .filter(key -> parameters.stream()
                        .noneMatch(parameter -> parameter
                                .child("variable")
                                .orElseThrow()
                                .text()
                                .substring(1)
                                .toLowerCase(Locale.ROOT)
                                .equals(((String) key).toLowerCase(Locale.ROOT))))
                .findFirst()
                .ifPresent(key -> {
                    throw new Signals.Thrown("ParameterBindingException", "no parameter " + key, 0);
                });
    }

    private static Object typed(Node parameter, Object value) {
        return parameter
                .all("type_literal")
                .findFirst()
                .map(type -> Types.cast(value, type.text()))
                .orElse(value);
    }
}
