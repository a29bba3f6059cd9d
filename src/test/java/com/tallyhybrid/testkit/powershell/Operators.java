package com.tallyhybrid.testkit.powershell;

import java.time.Duration;
import java.time.Instant;
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
            case "-ceq" -> Types.text(left).equals(Types.text(right));
            case "-cne" -> !Types.text(left).equals(Types.text(right));
            case "-lt" -> compare(left, right) < 0;
            case "-le" -> compare(left, right) <= 0;
            case "-gt" -> compare(left, right) > 0;
            case "-ge" -> compare(left, right) >= 0;
            case "-in" -> Types.list(right).stream().anyMatch(each -> equal(each, left));
            case "-notin" -> Types.list(right).stream().noneMatch(each -> equal(each, left));
            case "-contains" -> Types.list(left).stream().anyMatch(each -> equal(each, right));
            case "-cmatch" -> found(left, right, 0);
            case "-cnotmatch" -> !found(left, right, 0);
            case "-match" -> found(left, right, Pattern.CASE_INSENSITIVE);
            case "-notmatch" -> !found(left, right, Pattern.CASE_INSENSITIVE);
            case "-like" -> like(Types.text(left), Types.text(right));
            case "-replace" -> replaced(Types.text(left), Types.list(right));
            case "-split" -> new ArrayList<Object>(List.of(Types.text(left).split(Types.text(right), -1)));
            case "-join" -> joined(left, Types.text(right));
            case "-f" -> format(Types.text(left), Types.list(right));
            case "+" -> plus(left, right);
            case "-" -> minus(left, right);
            case "%" -> (int) (Types.number(left) % Types.number(right));
            case "-notlike" -> !like(Types.text(left), Types.text(right));
            case "*" -> (int) (Types.number(left) * Types.number(right));
            default -> throw new AssertionError("operator %s is not known to the interpreter".formatted(operator));
        };
    }

    private static boolean found(Object text, Object pattern, int flags) {
        return Pattern.compile(Types.text(pattern), flags)
                .matcher(Types.text(text))
                .find();
    }

    private static boolean like(String text, String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private static String replaced(String text, List<Object> how) {
        String with = how.size() < 2 ? "" : Types.text(how.get(1)).replace("\\", "\\\\");
        return Pattern.compile(Types.text(how.get(0)), Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .replaceAll(with);
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
        if (left instanceof Boolean || left instanceof Instant) {
            return left.equals(right);
        }
        return Types.number(left) == Types.number(right);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        if (left == null || right == null) {
            // Nothing is less than everything.
            return left == right ? 0 : left == null ? -1 : 1;
        }
        return ((Comparable<Object>) left).compareTo(right);
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
        if (left instanceof Double || right instanceof Double) {
            return ((Number) left).doubleValue() + ((Number) right).doubleValue();
        }
        if (left instanceof Long || right instanceof Long) {
            return Types.number(left) + Types.number(right);
        }
        if (left instanceof Number && right instanceof Number) {
            return (int) (Types.number(left) + Types.number(right));
        }
        throw new AssertionError("adding to %s is not known to the interpreter".formatted(left));
    }

    private static Object minus(Object left, Object right) {
        return left instanceof Instant to && right instanceof Instant from
                ? Duration.between(from, to)
                : (Object) (int) (Types.number(left) - Types.number(right));
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
