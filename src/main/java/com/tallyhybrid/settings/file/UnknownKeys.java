package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.settings.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what a person meant by a key that the schema does not know. */
final class UnknownKeys {

    private static final String LEFT_MARGIN = "at the left margin";

    /** Every known key, with the places where it belongs, worded to follow "it belongs". */
    private final Map<String, List<String>> homes = new LinkedHashMap<>();

    UnknownKeys(JsonNode schema) {
        collectHomes(schema, LEFT_MARGIN);
    }

    /** The key of the same mapping that was meant, if its spelling is near. */
    Optional<String> meant(String unknown, JsonNode definition, JsonNode mapping) {
        if (homes.containsKey(unknown)) {
            return Optional.empty();
        }
        int tolerated = Math.max(1, unknown.length() / 3);
        return keys(definition).stream()
                .filter(known -> !mapping.has(known) && distance(unknown, known) <= tolerated)
                .min(Comparator.comparingInt(known -> distance(unknown, known)));
    }

    String sentence(String unknown, JsonNode definition, JsonNode mapping) {
        if (unknown.codePoints().anyMatch(character -> !Printable.isPlain(character))) {
            return "unknown key; the character in angle brackets comes from a word processor or a web page. Type the key,"
                    + " and the spaces before it, by hand";
        }
        if (unknown.toLowerCase(Locale.ROOT).contains("region")) {
            return "unknown key; all data stays in India, in ap-south-1 (Mumbai) and ap-south-2 (Hyderabad), and that"
                    + " cannot be set. Remove the key";
        }
        if (homes.containsKey(unknown)) {
            return "unknown key here; it belongs %s. Mend the indentation"
                    .formatted(String.join(" or ", homes.get(unknown)));
        }
        return meant(unknown, definition, mapping)
                .map("unknown key; did you mean '%s'?"::formatted)
                .orElseGet(() -> known(definition));
    }

    /** What editors say of every unknown key. */
    static String known(JsonNode definition) {
        return "unknown key; known here are %s".formatted(String.join(", ", keys(definition)));
    }

    private static List<String> keys(JsonNode definition) {
        List<String> keys = new ArrayList<>();
        definition.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }

    private void collectHomes(JsonNode definition, String home) {
        definition.path("properties").properties().forEach(property -> {
            String key = property.getKey();
            homes.computeIfAbsent(key, first -> new ArrayList<>()).add(home);
            String path = home.equals(LEFT_MARGIN) ? key : home.substring(home.lastIndexOf(' ') + 1) + "." + key;
            collectHomes(property.getValue(), "under " + path);
            collectHomes(property.getValue().path("items"), "in an entry of " + path);
        });
    }
}
