package com.tallyhybrid.handover.powershell;

import java.time.Instant;
import java.util.ArrayList;
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

    static boolean is(Object value, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "[int]" -> value instanceof Integer;
            case "[long]" -> value instanceof Long;
            case "[bool]" -> value instanceof Boolean;
            case "[string]" -> value instanceof String;
            case "[net.webexception]" ->
                value instanceof Signals.Thrown thrown && thrown.kind().equals("WebException");
            default -> throw new AssertionError("-is " + type + " is not known to the interpreter");
        };
    }

    static Object cast(Object value, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "[string]" -> text(value);
            case "[char]" -> (char) number(value);
            case "[int]" -> (int) number(value);
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
                    default -> value instanceof Signals.Thrown;
                };
        if (!fits) {
            throw new Signals.Thrown("cannot convert " + value.getClass() + " to " + type);
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
        throw new AssertionError("not a number: " + value);
    }

    static boolean truth(Object value) {
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
