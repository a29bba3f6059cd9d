package com.tallyhybrid.handover.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operators between two values. */
final class Operators {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::([^}]*))?\\}");

    private Operators() {}

    /** All but {@code -and} and {@code -or}, which do not always look at both sides. */
    static Object apply(String operator, Object left, Object right) {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "-eq" -> equal(left, right);
            case "-ne" -> !equal(left, right);
            case "-lt" -> Types.number(left) < Types.number(right);
            case "-ge" -> Types.number(left) >= Types.number(right);
            case "-cmatch" ->
                Pattern.compile(Types.text(right)).matcher(Types.text(left)).find();
            case "-join" -> joined(left, Types.text(right));
            case "-f" -> format(Types.text(left), Types.list(right));
            case "+" -> plus(left, right);
            default -> throw new AssertionError("operator %s is not known to the interpreter".formatted(operator));
        };
    }

    /** Strings without regard to case; the right side is made into the type of the left one. */
    private static boolean equal(Object left, Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof List || left instanceof byte[]) {
            throw new AssertionError("comparing an array filters it, which is not known to the interpreter");
        }
        if (left instanceof String text) {
            return text.equalsIgnoreCase(Types.text(right));
        }
        return Types.number(left) == Types.number(right);
    }

    private static Object plus(Object left, Object right) {
        if (left instanceof String text) {
            return text + Types.text(right);
        }
        if (left instanceof List<?> some) {
            var all = new ArrayList<Object>(some);
            all.addAll(Types.list(right));
            return all;
        }
        if (left instanceof Number && right instanceof Number) {
            return (int) (Types.number(left) + Types.number(right));
        }
        throw new AssertionError("adding to %s is not known to the interpreter".formatted(left));
    }

    static String joined(Object values, String between) {
        return values == null
                ? ""
                : String.join(
                        between, Types.list(values).stream().map(Types::text).toList());
    }

    private static String format(String pattern, List<Object> values) {
        Matcher place = PLACE.matcher(pattern);
        return place.replaceAll(found -> {
            Object value = values.get(Integer.parseInt(found.group(1)));
            String how = found.group(2);
            if (how == null) {
                return Matcher.quoteReplacement(Types.text(value));
            }
            if (how.equals("X2")) {
                return "%02X".formatted(Types.number(value));
            }
            throw new AssertionError("format %s is not known to the interpreter".formatted(how));
        });
    }
}
