package com.tallyhybrid.handover.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Statements: what each does, and what it puts out. */
final class Statements {

    private static final List<String> MARKS = List.of("{", "}", "else", "finally", ";");

    private final Interpreter interpreter;
    private final Expressions expressions;
    private final Calls calls;

    Statements(Interpreter interpreter, Expressions expressions, Calls calls) {
        this.interpreter = interpreter;
        this.expressions = expressions;
        this.calls = calls;
    }

    /** Those of a script or of the body of a function. */
    void of(Node parent, Scope scope, List<Object> output) {
        parent.children().stream()
                .filter(child -> child.is("statement_list") || child.is("script_block_body"))
                .forEach(list -> run(list, scope, output));
    }

    void run(Node node, Scope scope, List<Object> output) {
        switch (node.type()) {
            case "statement_list", "statement_block", "script_block_body", "else_clause", "finally_clause" ->
                node.children().stream()
                        .filter(child -> !MARKS.contains(child.type()))
                        .forEach(child -> run(child, scope, output));
            case "empty_statement" -> {}
            case "function_statement" -> interpreter.define(node);
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
            Node handler = node.child("catch_clauses")
                    .flatMap(clauses -> clauses.child("catch_clause"))
                    .orElseThrow(() -> thrown);
            scope.set("_", thrown);
            run(handler.child("statement_block").orElseThrow(), scope, output);
        } finally {
            node.child("finally_clause").ifPresent(end -> run(end, scope, output));
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
