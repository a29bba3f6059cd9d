package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values of expressions. */
final class Expressions {

    private final Interpreter interpreter;
    private final World world;

    Expressions(Interpreter interpreter, World world) {
        this.interpreter = interpreter;
        this.world = world;
    }

    Object value(Node node, VariableScope scope) {
        return switch (node.type()) {
            case "variable" -> variable(node.text(), scope);
            case "verbatim_string_characters" -> Quoted.verbatim(node);
            // Lines of another language: they are handed on as they stand.
            case "verbatim_here_string_characters" -> node.text();
            case "expandable_string_literal" -> Quoted.expanded(node, part -> value(part, scope));
            case "decimal_integer_literal" -> Types.literal(node.text());
            case "script_block_expression" ->
                new Calls.Block(node.child("script_block").orElseThrow(), scope);
            case "simple_name", "command_name" -> node.text();
            case "type_literal" -> Types.Named.of(node.text());
            case "generic_token" -> node.text();
            case "array_literal_expression" ->
                node.parts().stream().map(part -> value(part, scope)).collect(ArrayList::new, List::add, List::addAll);
            case "array_expression" -> interpreter.output(node.parts(), scope);
            case "parenthesized_expression", "sub_expression" ->
                Types.collapsed(interpreter.output(node.parts(), scope));
            case "hash_literal_expression" -> table(node, scope);
            case "cast_expression" -> cast(node.parts(), scope);
            case "expression_with_unary_operator" -> unary(node, scope);
            case "logical_expression" -> logical(node, scope);
            case "comparison_expression", "additive_expression", "multiplicative_expression", "format_expression" ->
                binary(node, scope);
            case "member_access" -> member(node, scope);
            case "element_access" -> element(node.parts(), scope);
            case "invokation_expression" -> call(node, scope);
            case "command",
                    "pipeline_chain",
                    "if_statement",
                    "switch_statement",
                    "foreach_statement",
                    "statement_list",
                    "try_statement" -> Types.collapsed(interpreter.output(List.of(node), scope));
            default -> throw node.unknown("expression");
        };
    }

    private Object variable(String text, VariableScope scope) {
        String name = text.substring(1);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            case "executioncontext" -> Shell.context();
            default -> {
                String plain = name.startsWith("{") ? name.substring(1, name.length() - 1) : name;
                yield plain.toLowerCase(Locale.ROOT).startsWith("env:")
                        ? world.environment().get(plain.substring(4))
                        : scope.get(plain);
            }
        };
    }

    private Table table(Node node, VariableScope scope) {
        var table = new Table();
        node.all("hash_literal_body")
                .findFirst()
                .ifPresent(body -> body.children().stream()
                        .filter(entry -> entry.is("hash_entry"))
                        .map(Node::parts)
                        .forEach(entry -> table.put(key(entry.get(0), scope), value(entry.get(1), scope))));
        return table;
    }

    private String key(Node node, VariableScope scope) {
        return node.is("simple_name") ? node.text() : Types.text(value(node, scope));
    }

    private Object cast(List<Node> parts, VariableScope scope) {
        Object value = value(parts.get(1), scope);
        // All our tables keep their order.
        return parts.get(0).text().equals("[ordered]")
                ? value
                : Types.cast(value, parts.get(0).text());
    }

    private Object unary(Node node, VariableScope scope) {
        String operator = node.children().get(0).text();
        Object value = value(node.children().get(1), scope);
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "-not" -> !Types.truth(value);
            case "-join" -> Operators.joined(value, "");
            case "-" -> (int) -Types.number(value);
            case "," -> {
                var one = new ArrayList<Object>();
                one.add(value);
                yield one;
            }
            default -> throw node.unknown("operator");
        };
    }

    private boolean logical(Node node, VariableScope scope) {
        boolean left = Types.truth(value(node.children().get(0), scope));
        return switch (node.children().get(1).text()) {
            case "-and" -> left && Types.truth(value(node.children().get(2), scope));
            case "-or" -> left || Types.truth(value(node.children().get(2), scope));
            default -> throw node.unknown("operator");
        };
    }

    private Object binary(Node node, VariableScope scope) {
        Node right = node.children().get(2);
        Object left = value(node.children().get(0), scope);
        String operator = node.children().get(1).text();
        return operator.equals("-is")
                ? Types.is(left, right.text())
                : Operators.apply(operator, left, value(right, scope));
    }

    private Object member(Node node, VariableScope scope) {
        List<Node> parts = node.parts();
        Object target = value(parts.get(0), scope);
        return target instanceof Types.Named type
                ? DotNet.readStatic(type.name(), parts.get(1).text(), world)
                : Members.read(target, memberName(parts.get(1), scope));
    }

    /** A name, or an expression that makes one. */
    private String memberName(Node node, VariableScope scope) {
        return node.is("simple_name") ? node.text() : Types.text(value(node, scope));
    }

    private Object element(List<Node> parts, VariableScope scope) {
        return Members.element(value(parts.get(0), scope), value(parts.get(1), scope));
    }

    private Object call(Node node, VariableScope scope) {
        List<Node> parts = node.parts();
        Object target = value(parts.get(0), scope);
        String name = parts.get(1).text();
        List<Object> given = parts.get(2).parts().stream()
                .flatMap(list -> list.parts().stream())
                .map(argument -> value(argument, scope))
                .collect(ArrayList::new, List::add, List::addAll);
        return target instanceof Types.Named type
                ? DotNet.callStatic(type.name(), name, given, world)
                : DotNet.call(target, name, given);
    }
}
