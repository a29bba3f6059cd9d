package com.tallyhybrid.review.origin;

import com.tallyhybrid.settings.file.SettingsChange;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a changed setting takes away and what it brings, in the words that both a settings file and a template use.
 *
 * @param whole the setting
 * @param gone the words of the old value that the new one has not
 * @param come the words of the new value that the old one has not
 */
record ChangedValue(SettingsChange whole, Set<String> gone, Set<String> come) {

    /** A shorter one, such as a number of days, stands in a longer text by chance. */
    private static final int SHORTEST_WORD = 7;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,\"\\[\\]{}]+");

    static ChangedValue of(SettingsChange change) {
        Set<String> before = words(change.before());
        Set<String> after = words(change.after());
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(after);
        Set<String> come = new LinkedHashSet<>(after);
        come.removeAll(before);
        return new ChangedValue(change, gone, come);
    }

    /** Whether a finding with these values shows this change: the same values, or a word that goes or comes with it. */
    boolean shownBy(String before, String after) {
        if (!before.isEmpty() && !after.isEmpty() && before.equals(whole.before()) && after.equals(whole.after())) {
            return true;
        }
        Set<String> old = words(before);
        Set<String> next = words(after);
        return gone.stream().anyMatch(word -> isTelling(word) && old.contains(word) && !next.contains(word))
                || come.stream().anyMatch(word -> isTelling(word) && next.contains(word) && !old.contains(word));
    }

    private static boolean isTelling(String word) {
        return word.length() >= SHORTEST_WORD;
    }

    private static Set<String> words(String text) {
        return new LinkedHashSet<>(Arrays.asList(BETWEEN_WORDS.split(text)));
    }
}
