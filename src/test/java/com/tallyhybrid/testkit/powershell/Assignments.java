package com.tallyhybrid.testkit.powershell;

import java.util.List;
import java.util.Locale;

/** What is set: variables, those of the environment, elements of tables and properties of objects. */
final class Assignments {

    private final Expressions expressions;
    private final World world;

    Assignments(Expressions expressions, World world) {
        this.expressions = expressions;
        this.world = world;
    }

    void run(Node node, VariableScope scope) {
        Node target = node.children().get(0);
        if (!node.children().get(1).text().equals("=")) {
            throw node.unknown("assignment");
        }
        // A statement as a value comes apart and is put together again; a plain value stays as it is.
        Object value = expressions.value(node.children().get(2), scope);
        switch (target.type()) {
            case "variable" -> variable(target.text().substring(1), value, scope);
            case "cast_expression" ->
                scope.set(
                        target.parts().get(1).text().substring(1),
                        Types.cast(value, target.parts().get(0).text()));
            case "element_access" -> {
                List<Node> parts = target.parts();
                Table table = (Table) expressions.value(parts.get(0), scope);
                table.put(Types.text(expressions.value(parts.get(1), scope)), value);
            }
            case "member_access" -> member(target, value, scope);
            default -> throw target.unknown("assignment");
        }
    }

    private void variable(String name, Object value, VariableScope scope) {
        if (name.toLowerCase(Locale.ROOT).startsWith("env:")) {
            world.environment(name.substring(4), Types.text(value));
        } else {
            scope.set(name, value);
        }
    }

    private void member(Node target, Object value, VariableScope scope) {
        if (target.text().equals("[Net.ServicePointManager]::SecurityProtocol")) {
            return;
        }
        Members.write(
                expressions.value(target.parts().get(0), scope),
                target.parts().get(1).text(),
                value);
    }

    /** {@code ++} of a variable or a property. */
    void increase(Node target, VariableScope scope) {
        if (target.is("member_access")) {
            Object owner = expressions.value(target.parts().get(0), scope);
            String name = target.parts().get(1).text();
            Members.write(owner, name, (int) Types.number(Members.read(owner, name)) + 1);
        } else {
            String name = target.text().substring(1);
            scope.set(name, (int) Types.number(scope.get(name)) + 1);
        }
    }
}
