package com.tallyhybrid.officekit.router;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The words of RouterOS's scripting language, by its manual: commands end at a line's end or a semicolon outside
 * brackets, a comment begins with a hash, and a string is in double quotes.
 */
final class RouterOsText {

    private static final String OPEN = "([{";
    private static final String CLOSE = ")]}";

    private RouterOsText() {}

    /** The commands of a script or of the inside of a block. */
    static List<String> statements(String text) {
        return split(text, "\n;", true);
    }

    /** The words of a command; what stands in brackets or quotes is one. */
    static List<String> tokens(String statement) {
        return split(statement, " \n\t", false);
    }

    private static List<String> split(String text, String ends, boolean comments) {
        var parts = new ArrayList<String>();
        var open = new ArrayDeque<Character>();
        var part = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean beginsLine =
                    part.toString().substring(part.lastIndexOf("\n") + 1).isBlank();
            if (c == '"') {
                int end = end(text, at);
                part.append(text, at, end + 1);
                at = end;
            } else if (c == '#' && beginsLine && comments) {
                at = lineEnd(text, at) - 1;
            } else if (open.isEmpty() && ends.indexOf(c) >= 0) {
                add(parts, part);
            } else {
                nest(open, c, text);
                part.append(c);
            }
        }
        if (!open.isEmpty()) {
            throw new RouterOs.Stopped("expected closing brace: " + text);
        }
        add(parts, part);
        return parts;
    }

    private static void nest(ArrayDeque<Character> open, char c, String text) {
        if (OPEN.indexOf(c) >= 0) {
            open.push(c);
        } else if (CLOSE.indexOf(c) >= 0 && (open.isEmpty() || OPEN.indexOf(open.pop()) != CLOSE.indexOf(c))) {
            throw new RouterOs.Stopped("syntax error at " + c + " in " + text);
        }
    }

    private static void add(List<String> parts, StringBuilder part) {
        if (!part.toString().isBlank()) {
            parts.add(part.toString().strip());
        }
        part.setLength(0);
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Where the string ends that begins here. */
    private static int end(String text, int from) {
        for (int at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at;
            }
        }
        throw new RouterOs.Stopped("expected closing quote: " + text.substring(from));
    }

    /** What a string in quotes says: constant escape sequences and variables are replaced. */
    static String string(String quoted, UnaryOperator<String> variable) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 1; at < quoted.length() - 1; at++) {
            char c = quoted.charAt(at);
            if (c == '\\') {
                String next = quoted.substring(at + 1);
                boolean number = next.matches("(?s)[0-9A-F]{2}.*");
                bytes.write(number ? Integer.parseInt(next.substring(0, 2), 16) : escaped(next.charAt(0)));
                at += number ? 2 : 1;
            } else if (c == '$') {
                String name = quoted.substring(at + 1).replaceFirst("(?s)[^A-Za-z0-9].*", "");
                bytes.writeBytes(variable.apply(name).getBytes(StandardCharsets.UTF_8));
                at += name.length();
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(char c) {
        int known = "\"\\nrt$?_abfv".indexOf(c);
        if (known < 0) {
            throw new RouterOs.Stopped("no escape sequence: " + c);
        }
        return "\"\\\n\r\t$? \u0007\b\f\u000B".charAt(known);
    }
}
