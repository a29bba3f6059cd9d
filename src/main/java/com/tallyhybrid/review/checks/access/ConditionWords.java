package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.List;

/** What conditions ask for, in words where {@code condition-words.yaml} has some. */
final class ConditionWords {

    private static final List<Entry> ALL =
            DataFile.read(ConditionWords.class, "condition-words.yaml", new TypeReference<>() {});

    private ConditionWords() {}

    /**
     * One entry of {@code condition-words.yaml}.
     *
     * @param key the condition key in lower case
     * @param operator how the operators begin that the words are true of
     * @param value the only value that they are true of; null for any
     * @param words a noun; {@code {values}} is filled in
     */
    record Entry(String key, String operator, String value, String words) {

        private boolean fits(ConditionEntry entry) {
            String operation = entry.operator().substring(entry.operator().indexOf(':') + 1);
            return key.equals(entry.key())
                    && operation.startsWith(operator)
                    && !operation.contains("Not")
                    && (value == null || entry.values().stream().allMatch(value::equalsIgnoreCase));
        }
    }

    /** A noun such as {@code a second factor}; the condition as it is written where nobody gave it words. */
    static String of(ConditionEntry entry) {
        String values = String.join(" or ", entry.values());
        return ALL.stream()
                .filter(words -> words.fits(entry))
                .map(words -> words.words().replace("{values}", values))
                .findFirst()
                .orElseGet(() -> "the condition %s %s %s".formatted(entry.operator(), entry.key(), values));
    }
}
