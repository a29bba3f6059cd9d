package com.tallyhybrid.testkit.powershell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The types of .NET by the short names that scripts give them: what is of them, and what is made into them. */
final class Types {

    private Types() {}

    /** A type as a value, before {@code ::}. */
    record Named(String name) {
        static Named of(String literal) {
            return new Named(literal.replaceAll("[\\[\\]\\s]", ""));
        }
    }

    /** An object that JSON was read into. */
    record Custom(Table properties) {}

    /** A number as scripts write it, such as {@code 5gb}. */
    static Object literal(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("b")) {
            long unit = 1L << 10 * (1 + "kmgt".indexOf(lower.charAt(lower.length() - 2)));
            return Long.parseLong(lower.substring(0, lower.length() - 2)) * unit;
        }
        return Integer.parseInt(text);
    }

    /** Whether a catch clause is for what was thrown. */
    static boolean caught(Thrown thrown, Node clause) {
        List<String> types = clause.child("catch_type_list").map(Node::children).orElse(List.of()).stream()
                .map(Node::text)
                .toList();
        return types.isEmpty()
                || types.stream()
                        .anyMatch(type ->
                                type.endsWith("." + thrown.kind() + "]") || type.equals("[" + thrown.kind() + "]"));
    }

    static boolean is(Object value, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "[int]" -> value instanceof Integer;
            case "[long]" -> value instanceof Long;
            case "[bool]" -> value instanceof Boolean;
            case "[string]" -> value instanceof String;
            case "[net.webexception]" ->
                value instanceof Thrown thrown && thrown.kind().equals("WebException");
            default -> throw new AssertionError("-is " + type + " is not known to the interpreter");
        };
    }

    static Object cast(Object value, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "[string]" -> text(value);
            case "[char]" -> (char) number(value);
            case "[int]" ->
                value == null ? 0 : value instanceof Double real ? (int) Math.rint(real) : (int) number(value);
            case "[long]" -> number(value);
            case "[timespan]" -> value instanceof Duration ? value : span(text(value));
            case "[version]" -> new Version(text(value));
            case "[io.streamreader]", "[globalization.datetimestyles]" -> value;
            case "[object[]]" -> value == null ? null : list(value);
            case "[byte[]]" -> bytes(value);
            case "[string[]]" -> list(value).stream().map(Types::text).collect(ArrayList::new, List::add, List::addAll);
            case "[hashtable]", "[datetime]", "[exception]" -> checked(value, type);
            default -> throw new AssertionError("cast to " + type + " is not known to the interpreter");
        };
    }

    private static Object checked(Object value, String type) {
        boolean fits = value == null
                || switch (type) {
                    case "[hashtable]" -> value instanceof Table;
                    case "[datetime]" -> value instanceof Instant;
                    default -> value instanceof Thrown;
                };
        if (!fits) {
            throw new Thrown("cannot convert " + value.getClass() + " to " + type);
        }
        return value;
    }

    static byte[] bytes(Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        List<Object> numbers = list(value);
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) number(numbers.get(i));
        }
        return bytes;
    }

    /** What PowerShell writes for a value inside a string. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> many) {
            return String.join(" ", many.stream().map(Types::text).toList());
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        return value.toString();
    }

    static long number(Object value) {
        if (value instanceof Character character) {
            return character;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text && text.matches("-?\\d+")) {
            return Long.parseLong(text);
        }
        throw new AssertionError("not a number: " + value);
    }

    private static Duration span(String text) {
        String[] parts = text.split(":");
        return Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plusSeconds(Long.parseLong(parts[2]));
    }

    /** A version of Windows, by its numbers. */
    record Version(String text) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            return Arrays.compare(numbers(), other.numbers());
        }

        private int[] numbers() {
            return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
        }
    }

    static boolean truth(Object value) {
        if (value == null) {
            return false;
        }
        if (value instanceof List<?> many) {
            return many.size() > 1 || many.size() == 1 && truth(many.get(0));
        }
        if (value instanceof Table || value instanceof Custom || value instanceof Thrown) {
            return true;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Number number) {
            return number.longValue() != 0;
        }
        throw new AssertionError("whether %s is true is not known to the interpreter".formatted(value));
    }

    /** The elements that come out of a value in a pipeline: an array comes apart, nothing else does. */
    static List<Object> list(Object value) {
        if (value instanceof byte[] bytes) {
            var numbers = new ArrayList<Object>();
            for (byte each : bytes) {
                numbers.add(Byte.toUnsignedInt(each));
            }
            return numbers;
        }
        if (value instanceof List<?> many) {
            return new ArrayList<>(many);
        }
        var one = new ArrayList<Object>();
        one.add(value);
        return one;
    }

    /** What an assignment gets from a pipeline: nothing, the one element, or an array. */
    static Object collapsed(List<Object> output) {
        return switch (output.size()) {
            case 0 -> null;
            case 1 -> output.get(0);
            default -> output;
        };
    }
}
