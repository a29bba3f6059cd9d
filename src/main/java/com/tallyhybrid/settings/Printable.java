package com.tallyhybrid.settings;

import java.util.Locale;

/** Text of a file as messages show it: one line, of bearable length, and nothing that hides or steers a terminal. */
public final class Printable {

    private static final int LONGEST = 120;

    private Printable() {}

    /**
     * A value, with the name of each character that cannot be seen or that another looks like: a newline, a no-break
     * space, a curly quote.
     */
    public static String text(String raw) {
        return text(raw, LONGEST);
    }

    /** The same, with a bound of its own in characters. */
    public static String text(String raw, int longest) {
        var shown = new StringBuilder();
        int at = 0;
        while (at < raw.length()) {
            int character = raw.codePointAt(at);
            String written = isPlain(character) ? Character.toString(character) : "<" + name(character) + ">";
            if (shown.length() + written.length() > longest) {
                return shown + "...";
            }
            shown.append(written);
            at += Character.charCount(character);
        }
        return shown.toString();
    }

    /** What another program says, which may break lines between its words. */
    public static String sentence(String message) {
        return text(message.strip().replaceAll("\\R", " "));
    }

    /** Whether people see the character, and know which one it is. */
    public static boolean isPlain(int character) {
        if (character < 0x80) {
            return character >= ' ' && character != 0x7F;
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.CURRENCY_SYMBOL -> true;
            default -> false;
        };
    }

    /** Unicode's name; control characters have none that every Java knows. */
    private static String name(int character) {
        return switch (character) {
            case '\n' -> "newline";
            case '\t' -> "tab";
            default -> {
                String name = Character.isISOControl(character) ? null : Character.getName(character);
                yield name == null ? "U+%04X".formatted(character) : name.toLowerCase(Locale.ROOT);
            }
        };
    }
}
