package com.tallyhybrid.officekit.router;

import java.util.Map;

/**
 * Proposals in the words of strongSwan: everything that AWS offers.
 *
 * @see <a href="https://docs.strongswan.org/docs/latest/config/proposals.html">strongSwan: algorithm proposals</a>
 */
record StrongSwanWords() {

    private static final Words WORDS = new Words(
            Map.of(Words.COMBINED, "aes256gcm16", Words.PLAIN, "aes256"),
            Map.of("SHA2-256", "sha256", "SHA2-384", "sha384", "SHA2-512", "sha512"),
            Map.of(14, "modp2048", 19, "ecp256", 20, "ecp384", 21, "ecp521"));

    /** Phase 1. Combined encryption still needs a function that makes keys, named {@code prf}. */
    String ike() {
        return "%s-prf%s-%s, %s-%s-%s"
                .formatted(
                        WORDS.encryption(Words.COMBINED),
                        String.join("-prf", WORDS.integrities()),
                        groups(),
                        WORDS.encryption(Words.PLAIN),
                        String.join("-", WORDS.integrities()),
                        groups());
    }

    /** Phase 2, with a new key exchange for every key. */
    String esp() {
        return "%s-%s, %s-%s-%s"
                .formatted(
                        WORDS.encryption(Words.COMBINED),
                        groups(),
                        WORDS.encryption(Words.PLAIN),
                        String.join("-", WORDS.integrities()),
                        groups());
    }

    private static String groups() {
        return String.join("-", WORDS.strongestGroupsFirst());
    }
}
