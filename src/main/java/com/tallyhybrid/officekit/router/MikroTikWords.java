package com.tallyhybrid.officekit.router;

import java.util.Map;

/**
 * Algorithms in the words of RouterOS, which knows no SHA-384, no AES-GCM in phase 1, and takes one hash in phase 1
 * and one group in phase 2.
 *
 * @see <a href="https://help.mikrotik.com/docs/display/ROS/IPsec">RouterOS: IPsec</a>
 */
record MikroTikWords() {

    private static final Words PHASE1 = new Words(
            Map.of(Words.PLAIN, "aes-256"),
            Map.of("SHA2-256", "sha256", "SHA2-512", "sha512"),
            Map.of(14, "modp2048", 19, "ecp256", 20, "ecp384", 21, "ecp521"));
    private static final Words PHASE2 = new Words(
            Map.of(Words.COMBINED, "aes-256-gcm", Words.PLAIN, "aes-256-cbc"), PHASE1.integrity(), PHASE1.groups());

    String encryption1() {
        return PHASE1.encryption(Words.PLAIN);
    }

    String hash1() {
        return PHASE1.oneHash();
    }

    String groups1() {
        return String.join(",", PHASE1.strongestGroupsFirst());
    }

    String encryption2() {
        return PHASE2.encryption(Words.COMBINED) + "," + PHASE2.encryption(Words.PLAIN);
    }

    String hashes2() {
        return String.join(",", PHASE2.integrities());
    }

    String group2() {
        return PHASE2.oneGroup();
    }
}
