package com.tallyhybrid.review.report;

import com.samskivert.mustache.Mustache;

/**
 * Makes text of a template stand in Markdown as text, whatever it holds: no table cell ends in it, no markup or link
 * begins in it, nobody is mentioned by it, and nothing in it is invisible.
 *
 * <p>Punctuation becomes character references, which Markdown takes for text. GitHub looks for mentions after that, so
 * a zero-width space stands behind {@code @} and {@code #}.
 */
final class MarkdownEscaper implements Mustache.Escaper {

    private static final String HARMLESS_PUNCTUATION = " ,-/='";
    private static final String NOT_JOINED = "&#8203;";
    private static final String LINE_END = "&#8629; ";

    @Override
    public String escape(String raw) {
        var text = new StringBuilder();
        int[] characters = raw.strip().replace("\r\n", "\n").codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            text.append(escape(characters[i], i == 0 ? ' ' : characters[i - 1]));
        }
        return text.toString();
    }

    private static String escape(int character, int previous) {
        if (character == '\n') {
            return LINE_END;
        }
        if (isInvisible(character)) {
            return "&#92;u%04X".formatted(character);
        }
        // "www." begins a link.
        boolean asItIs = character > 127
                || Character.isLetterOrDigit(character)
                || HARMLESS_PUNCTUATION.indexOf(character) >= 0
                || character == '.' && Character.toLowerCase(previous) != 'w';
        if (asItIs) {
            return Character.toString(character);
        }
        return "&#" + character + ";" + (character == '@' || character == '#' ? NOT_JOINED : "");
    }

    /** Control characters, and those that hide or turn around the text beside them. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
