package com.tallyhybrid.officekit.router;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the two-column tables of a page with values for a router's forms. */
final class FormReader {

    private static final Pattern ROW = Pattern.compile("<tr><th>([^<]+)</th><td>([^<]+)</td></tr>");
    private static final Map<String, String> WORDS = Map.of(
            "AES256", "AES256",
            "AES256-GCM, 128 bits", "AES256-GCM-16",
            "SHA2 256", "SHA2-256",
            "SHA256", "SHA2-256",
            "IKEv2", "ikev2");

    private final Map<String, String> rows;

    FormReader(String page) {
        rows = ROW.matcher(page)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (first, second) -> first));
    }

    String get(String field) {
        if (!rows.containsKey(field)) {
            throw new AssertionError("no field %s among %s".formatted(field, rows.keySet()));
        }
        return rows.get(field);
    }

    Crypto sophos() {
        return new Crypto(
                word("Key exchange"),
                new Crypto.Phase(
                        Set.of(word("Phase 1: Encryption")),
                        Set.of(word("Phase 1: Authentication")),
                        group("Phase 1: DH group"),
                        number("Phase 1: Key life")),
                new Crypto.Phase(
                        Set.of(word("Phase 2: Encryption")),
                        Set.of(word("Phase 2: Authentication")),
                        group("Phase 2: PFS group"),
                        number("Phase 2: Key life")),
                number("Wait for response up to"));
    }

    Crypto pfSense() {
        return new Crypto(
                word("Key Exchange version"),
                new Crypto.Phase(
                        Set.of(word("P1: Encryption")),
                        Set.of(word("P1: Hash")),
                        group("P1: DH Group"),
                        number("P1: Life Time")),
                new Crypto.Phase(
                        Set.of(word("P2: Encryption")),
                        // Combined encryption takes no hash in phase 2; the form greys it out.
                        Set.of("SHA2-256"),
                        group("P2: PFS key group"),
                        number("P2: Life Time")),
                number("Delay") * number("Max failures"));
    }

    private String word(String field) {
        return WORDS.getOrDefault(get(field), "unknown " + get(field));
    }

    private Set<Integer> group(String field) {
        return Set.of(Integer.valueOf(get(field).replaceFirst(" .*", "")));
    }

    private int number(String field) {
        return Integer.parseInt(get(field));
    }
}
