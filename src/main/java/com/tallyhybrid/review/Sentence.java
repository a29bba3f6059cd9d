package com.tallyhybrid.review;

import java.util.regex.Pattern;

/** How sentences of a report begin. */
public final class Sentence {

    /** A word of the language: an identifier has other characters, or capitals within. */
    private static final Pattern WORD = Pattern.compile("\\p{Ll}+(?=[\\s,;!?']|$).*", Pattern.DOTALL);

    private Sentence() {}

    /** The text with a capital at its beginning, unless it begins with a name that is written as it is. */
    public static String of(String text) {
        return WORD.matcher(text).matches() ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }
}
