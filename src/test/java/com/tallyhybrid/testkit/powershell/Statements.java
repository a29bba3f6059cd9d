package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements: what each does, and what it puts out. */
final class Statements {

    private static final List<String> MARKS = List.of("{", "}", "else", "finally", ";");

    private final Interpreter interpreter;
    private final Expressions expressions;
    private final Calls calls;
    private final Assignments assignments;

    Statements(Interpreter interpreter, Expressions expressions, Calls calls) {
        this.interpreter = interpreter;
        this.expressions = expressions;
        this.calls = calls;
        this.assignments = new Assignments(expressions, calls.world());
    }

    /** Those of a script or of the body of a function. */
    void of(Node parent, VariableScope scope, List<Object> output) {
        parent.children().stream()
                .filter(child -> child.is("statement_list") || child.is("script_block_body"))
                .forEach(list -> run(list, scope, output));
    }

    void run(Node node, VariableScope scope, List<Object> output) {
        switch (node.type()) {
            case "statement_list", "statement_block", "script_block_body", "else_clause", "finally_clause" ->
                node.children().stream()
                        .filter(child -> !MARKS.contains(child.type()))
                        .forEach(child -> run(child, scope, output));
            case "empty_statement" -> {}
            case "function_statement" -> interpreter.define(node);
            case "assignment_expression" -> assignments.run(node, scope);
            case "post_increment_expression" ->
                assignments.increase(node.children().get(0), scope);
            case "if_statement" -> choose(node, scope, output);
            case "switch_statement" -> pick(node, scope, output);
            case "foreach_statement" -> each(node, scope, output);
            case "for_statement" -> repeat(node, scope, output);
            case "while_statement" -> loop(node, false, scope, output);
            case "do_statement" -> loop(node, true, scope, output);
            case "try_statement" -> attempt(node, scope, output);
            case "flow_control_statement" -> leave(node, scope);
            case "command", "pipeline_chain" -> output.addAll(calls.pipeline(node, scope));
            default -> {
                Object value = expressions.value(node, scope);
                if (value != DotNet.NOTHING) {
                    output.addAll(Types.list(value));
                }
            }
        }
    }

    private boolean holds(Node node, VariableScope scope) {
        return Types.truth(expressions.value(node, scope));
    }

    private void choose(Node node, VariableScope scope, List<Object> output) {
        if (holds(node.inField("condition").orElseThrow(), scope)) {
            run(node.child("statement_block").orElseThrow(), scope, output);
            return;
        }
        Optional<Node> other = node.child("elseif_clauses").map(Node::children).orElse(List.of()).stream()
                .filter(clause -> holds(clause.inField("condition").orElseThrow(), scope))
                .map(clause -> clause.child("statement_block").orElseThrow())
                .findFirst();
        other.or(() -> node.child("else_clause")).ifPresent(chosen -> run(chosen, scope, output));
    }

    /** The scripts compare words only, each of which stands once. */
    private void pick(Node node, VariableScope scope, List<Object> output) {
        Object value = expressions.value(
                node.child("switch_condition").orElseThrow().parts().get(0), scope);
        for (Node clause : node.all("switch_clause").toList()) {
            Node condition = clause.children().get(0);
            Node given = condition.is("switch_clause_condition")
                    ? condition.children().get(0)
                    : condition;
            boolean standard = given.text().strip().equalsIgnoreCase("default");
            if (standard || Types.truth(Operators.apply("-eq", value, expressions.value(given, scope)))) {
                run(clause.child("statement_block").orElseThrow(), scope, output);
                return;
            }
        }
    }

    private void each(Node node, VariableScope scope, List<Object> output) {
        List<Node> parts = node.parts();
        for (Object value : Types.list(expressions.value(parts.get(3), scope))) {
            scope.set(parts.get(1).text().substring(1), value);
            if (!turn(node, scope, output)) {
                return;
            }
        }
    }

    /** Answers whether the loop goes on. */
    private boolean turn(Node loop, VariableScope scope, List<Object> output) {
        try {
            run(loop.child("statement_block").orElseThrow(), scope, output);
            return true;
        } catch (Signals.Leave leave) {
            return !leave.forGood();
        }
    }

    private void repeat(Node node, VariableScope scope, List<Object> output) {
        run(part(node, "for_initializer"), scope, output);
        while (holds(part(node, "for_condition"), scope) && turn(node, scope, output)) {
            run(part(node, "for_iterator"), scope, output);
        }
    }

    private void loop(Node node, boolean first, VariableScope scope, List<Object> output) {
        Node condition = node.inField("condition").orElseThrow();
        boolean until = node.child("until").isPresent();
        if (first && !turn(node, scope, output)) {
            return;
        }
        while (holds(condition, scope) != until && turn(node, scope, output)) {
            // The condition is asked again.
        }
    }

    private static Node part(Node loop, String name) {
        return loop.inField(name).orElseThrow().children().get(0);
    }

    private void attempt(Node node, VariableScope scope, List<Object> output) {
        try {
            run(node.child("statement_block").orElseThrow(), scope, output);
        } catch (Thrown thrown) {
            Node handler = node.child("catch_clauses").map(Node::children).orElse(List.of()).stream()
                    .filter(clause -> Types.caught(thrown, clause))
                    .findFirst()
                    .orElseThrow(() -> thrown);
            scope.set("_", thrown);
            run(handler.child("statement_block").orElseThrow(), scope, output);
        } finally {
            node.child("finally_clause").ifPresent(end -> run(end, scope, output));
        }
    }

    private void leave(Node node, VariableScope scope) {
        String word =
                node.children().isEmpty() ? node.text() : node.children().get(0).text();
        Object value = node.children().size() < 2
                ? null
                : expressions.value(node.children().get(1), scope);
        switch (word.toLowerCase(Locale.ROOT)) {
            case "return" -> throw new Signals.Return(node.children().size() < 2 ? new ArrayList<>() : value);
            case "exit" -> throw new Signals.Exit((int) Types.number(value));
            case "continue", "break" -> throw new Signals.Leave(word.equalsIgnoreCase("break"));
            case "throw" -> throw value == null ? (Thrown) scope.get("_") : new Thrown(Types.text(value));
            default -> throw node.unknown("statement");
        }
    }
}
