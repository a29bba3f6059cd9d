package com.tallyhybrid.testkit.powershell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of a syntax tree.
 *
 * @param type the grammar's name for it; punctuation and operators bear their own text
 * @param field what it is to the node above it; empty for most
 * @param text as it stands in the script
 * @param line where it starts, counted from 1
 */
public record Node(String type, String field, String text, int line, List<Node> children) {

    static Node of(JsonNode tree, String script) {
        int start = tree.path("start").asInt();
        return new Node(
                tree.path("type").asText(),
                tree.path("field").asText(""),
                script.substring(start, tree.path("end").asInt()),
                1
                        + (int) script.substring(0, start)
                                .chars()
                                .filter(c -> c == '\n')
                                .count(),
                tree.path("children")
                        .valueStream()
                        .map(child -> of(child, script))
                        .toList());
    }

    /** This node and everything below it, in the order of the script. */
    public Stream<Node> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Node::all));
    }

    /** Every node of a type, here or below. */
    public Stream<Node> all(String wanted) {
        return all().filter(node -> node.type.equals(wanted));
    }

    public boolean is(String wanted) {
        return type.equals(wanted);
    }

    /** The first child of a type. */
    public Optional<Node> child(String wanted) {
        return children.stream().filter(child -> child.is(wanted)).findFirst();
    }

    Optional<Node> inField(String name) {
        return children.stream().filter(child -> child.field.equals(name)).findFirst();
    }

    /** The children that are values or statements: neither brackets nor separators. */
    List<Node> parts() {
        return children.stream()
                .filter(child -> !List.of("(", ")", "{", "}", "[", "]", ",", ";", "@(", "@{", "$(", "=", ".", "::")
                        .contains(child.type))
                .toList();
    }

    AssertionError unknown(String what) {
        return new AssertionError(
                "line %s: %s is not known to the interpreter: %s (%s)".formatted(line, what, text, type));
    }
}
