package com.tallyhybrid.officekit.quoting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where values stand in a template's commands: there each is written by a {@link Spelling}, by {@link Spelling#PLAIN}
 * where the template names none. A page's commands are in {@code <pre>}, and in {@code <code>} where that holds a whole
 * command; its title goes into a style sheet too. A router's file is a command from its first line to its last.
 */
public final class CommandPlaces {

    private static final Pattern PLACE =
            Pattern.compile("<(pre|code)\\b[^>]*>.*?</\\1>|\\{\\{\\$title\\}\\}.*?\\{\\{/title\\}\\}", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("\\{\\{([^}]*)\\}\\}");
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    private CommandPlaces() {}

    /** The page, with a spelling at every value of a command. */
    public static String ofPage(String template) {
        refuseRawValues(template);
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(
                        isCommand(place.group()) ? withSpellings(place.group()) : place.group()));
    }

    /** The file, with a spelling at every value. */
    public static String ofFile(String template) {
        refuseRawValues(template);
        return withSpellings(template);
    }

    /** Inline code without a space is a name that is shown, such as a folder's. */
    private static boolean isCommand(String place) {
        String text = MARKUP.matcher(TAG.matcher(place).replaceAll("")).replaceAll("");
        return !place.startsWith("<code") || text.contains(" ");
    }

    private static String withSpellings(String commands) {
        return TAG.matcher(commands)
                .replaceAll(tag -> Matcher.quoteReplacement("{{%s}}".formatted(spelled(tag.group(1)))));
    }

    private static String spelled(String tag) {
        // Sections, partials and comments put nothing out, and -index and its like are the engine's own numbers.
        if (tag.matches("[#^/>!$<-].*")) {
            return tag;
        }
        String value = tag.strip();
        String last = value.substring(value.lastIndexOf('.') + 1);
        return Spelling.named(last).isPresent()
                ? value
                : (value.equals(".") ? "this" : value) + "." + Spelling.PLAIN.suffix();
    }

    private static void refuseRawValues(String template) {
        if (template.contains("{{{") || template.contains("{{&")) {
            throw new IllegalArgumentException("a template asks for a value as it is: " + template);
        }
    }
}
