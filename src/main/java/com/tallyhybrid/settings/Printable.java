package com.tallyhybrid.settings;

/** Text of a file as messages show it: one line, of bearable length, and nothing that steers a terminal. */
public final class Printable {

    private static final int LONGEST = 120;

    private Printable() {}

    public static String text(String raw) {
        return text(raw, LONGEST);
    }

    /** The same, with a bound of its own in characters. */
    public static String text(String raw, int longest) {
        String line = raw.strip().replaceAll("\\R", " ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }
}
