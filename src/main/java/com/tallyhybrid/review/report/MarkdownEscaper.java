package com.tallyhybrid.review.report;

import com.samskivert.mustache.Mustache;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes text of a template stand in Markdown as text, whatever it holds: no table cell ends in it, no markup or link
 * begins in it, nobody is mentioned by it, and nothing in it is invisible.
 *
 * <p>Punctuation becomes character references, which Markdown takes for text. Mentions, issues and bare links are looked
 * for after that, so zero-width spaces stand around what makes them.
 */
public final class MarkdownEscaper implements Mustache.Escaper {

    /** Never markup, wherever it stands in a table cell. */
    private static final String HARMLESS = " ,;-/+='\"%?(){}^[";

    /** What makes a mention, a number of an issue or a link of the words beside it. */
    private static final String JOINING = "@#:.";

    private static final String NOT_JOINED = "&#8203;";
    private static final String LINE_END = "&#8629; ";
    private static final int NONE = ' ';

    /** Two columns of such words in GitHub's monospaced type take less than the 836 pixels of its page. */
    private static final int LONGEST_WORD = 38;

    private static final String BREAK = "<wbr>";

    @Override
    public String escape(String raw) {
        var text = new StringBuilder();
        int[] characters = raw.strip().replace("\r\n", "\n").codePoints().toArray();
        Set<Integer> breaks = breaks(characters);
        for (int i = 0; i < characters.length; i++) {
            boolean link = characters[i] == '.'
                    && text.toString().toLowerCase(Locale.ROOT).endsWith("www");
            int previous = i == 0 || characters[i] == '.' && !link ? NONE : characters[i - 1];
            int next = i == characters.length - 1 ? NONE : characters[i + 1];
            text.append(escape(previous, characters[i], next));
            if (breaks.contains(i)) {
                text.append(BREAK);
            }
        }
        return text.toString();
    }

    /** After which characters a line may end: a name without a space is wider than its column otherwise. */
    private static Set<Integer> breaks(int[] characters) {
        Set<Integer> breaks = new HashSet<>();
        int start = 0;
        int best = 0;
        for (int i = 0; i < characters.length; i++) {
            if (Character.isWhitespace(characters[i])) {
                start = i + 1;
                best = start;
            } else if (i - start >= LONGEST_WORD) {
                int last = best > start ? best : i - 1;
                breaks.add(last);
                start = last + 1;
                best = start;
            }
            if (characters[i] < 128 && !Character.isLetterOrDigit(characters[i])) {
                best = i;
            }
        }
        return breaks;
    }

    private static String escape(int previous, int character, int next) {
        if (character == '\n') {
            return LINE_END;
        }
        if (isInvisible(character)) {
            return "&#92;u%04X".formatted(character);
        }
        if (character > 127 || Character.isLetterOrDigit(character) || isText(previous, character, next)) {
            return Character.toString(character);
        }
        String apart = JOINING.indexOf(character) >= 0 ? NOT_JOINED : "";
        return apart + "&#" + character + ";" + apart;
    }

    /** Whether punctuation of ASCII is text between its neighbours; the raw report is read in terminals too. */
    private static boolean isText(int previous, int character, int next) {
        return switch (character) {
            // "www." and "://" begin links, and so does what follows a bracket.
            case '.' -> Character.toLowerCase(previous) != 'w';
            case ':' -> next != '/';
            case ']' -> "([:".indexOf(next) < 0;
            // Emphasis begins and ends at the edge of a word only.
            case '_' -> Character.isLetterOrDigit(previous) && Character.isLetterOrDigit(next);
            default -> HARMLESS.indexOf(character) >= 0;
        };
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
