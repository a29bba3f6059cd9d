package com.tallyhybrid.testkit.powershell;

import java.util.function.Function;

/** Strings in quotes. */
final class Quoted {

    private Quoted() {}

    /** In single quotes everything stands for itself, and two of them for one. */
    static String verbatim(Node node) {
        return node.text().substring(1, node.text().length() - 1).replace("''", "'");
    }

    /** The text between the quotes, with what stands for other characters, and with values in place of variables. */
    static String expanded(Node node, Function<Node, Object> value) {
        String text = node.text();
        var result = new StringBuilder();
        int from = 1;
        for (Node part : node.children()) {
            int at = text.indexOf(part.text(), from);
            result.append(unescaped(text.substring(from, at))).append(Types.text(value.apply(part)));
            from = at + part.text().length();
        }
        return result.append(unescaped(text.substring(from, text.length() - 1))).toString();
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '`') {
                plain.append(character);
                continue;
            }
            char escaped = text.charAt(++i);
            if ("n\"`$".indexOf(escaped) < 0) {
                throw new AssertionError("an escape in %s is not known to the interpreter".formatted(text));
            }
            plain.append(escaped == 'n' ? '\n' : escaped);
        }
        return plain.toString();
    }
}
