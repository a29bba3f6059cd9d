package com.tallyhybrid.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with wildcards, and what it includes of another one.
 *
 * <p>A policy variable and a name in angle brackets are one symbol each: a text that nobody knows yet, which only
 * {@code *} and the same symbol include.
 */
public final class Glob {

    private static final Pattern SYMBOL = Pattern.compile("<[^<>]*>|\\$\\{[^}]*}|[*?]+|.", Pattern.DOTALL);
    private static final String ANY = "*";
    private static final String ONE = "?";
    private static final int ARN_PARTS = 6;

    private final List<String> symbols;

    private Glob(List<String> symbols) {
        this.symbols = symbols;
    }

    public static Glob of(String text) {
        List<String> symbols = new ArrayList<>();
        for (Matcher found = SYMBOL.matcher(text); found.find(); ) {
            String symbol = found.group();
            if (symbol.startsWith(ANY) || symbol.startsWith(ONE)) {
                // "*?" and "?*" say the same; written one way, they are found equal.
                symbol.chars().filter(c -> c == '?').forEach(c -> symbols.add(ONE));
                symbols.addAll(symbol.contains(ANY) ? List.of(ANY) : List.of());
            } else {
                symbols.add(symbol);
            }
        }
        return new Glob(symbols);
    }

    /**
     * Whether every ARN that is like the second text is like the first. Part by part, as AWS documents it: a wildcard
     * does not reach over a colon of the first five.
     */
    public static boolean coversArn(String outer, String inner) {
        List<String> outerParts = arnParts(outer);
        List<String> innerParts = arnParts(inner);
        if (outerParts.size() != innerParts.size()) {
            return false;
        }
        for (int i = 0; i < outerParts.size(); i++) {
            if (!of(outerParts.get(i)).covers(of(innerParts.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every text that is like the other is like this; where that cannot be told, no. */
    public boolean covers(Glob other) {
        int outer = symbols.size();
        int inner = other.symbols.size();
        boolean[][] covered = new boolean[outer + 1][inner + 1];
        covered[outer][inner] = true;
        for (int i = outer - 1; i >= 0; i--) {
            String own = symbols.get(i);
            for (int j = inner; j >= 0; j--) {
                covered[i][j] = own.equals(ANY)
                        ? covered[i + 1][j] || j < inner && covered[i][j + 1]
                        : j < inner && covers(own, other.symbols.get(j)) && covered[i + 1][j + 1];
            }
        }
        return covered[0][0];
    }

    /** Whether some text may be like both; where that cannot be told, yes. */
    public boolean meets(Glob other) {
        int rows = symbols.size();
        int columns = other.symbols.size();
        boolean[][] met = new boolean[rows + 1][columns + 1];
        met[rows][columns] = true;
        for (int i = rows; i >= 0; i--) {
            for (int j = columns; j >= 0; j--) {
                boolean skipOwn = i < rows && isLong(symbols.get(i)) && met[i + 1][j];
                boolean skipOther = j < columns && isLong(other.symbols.get(j)) && met[i][j + 1];
                boolean both = i < rows
                        && j < columns
                        && (isLong(symbols.get(i)) && met[i][j + 1]
                                || isLong(other.symbols.get(j)) && met[i + 1][j]
                                || meets(symbols.get(i), other.symbols.get(j)) && met[i + 1][j + 1]);
                met[i][j] |= skipOwn || skipOther || both;
            }
        }
        return met[0][0];
    }

    private static boolean covers(String outer, String inner) {
        return outer.equals(inner) || outer.equals(ONE) && inner.length() == 1 && !inner.equals(ANY);
    }

    private static boolean meets(String one, String other) {
        return one.equals(other) || one.equals(ONE) || other.equals(ONE);
    }

    /** Stands for any number of characters. */
    private static boolean isLong(String symbol) {
        return symbol.equals(ANY) || symbol.length() > 1;
    }

    /** Splits at the first five colons that stand in no bracket. */
    private static List<String> arnParts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (Matcher found = SYMBOL.matcher(text); found.find(); ) {
            if (found.group().equals(":") && parts.size() < ARN_PARTS - 1) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(found.group());
            }
        }
        parts.add(part.toString());
        return text.startsWith("arn:") ? parts : List.of(text);
    }
}
