package com.tallyhybrid.officekit.router;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proposals in the words of FortiOS, which takes three groups at most: the strongest three.
 *
 * @see <a href="https://docs.fortinet.com/document/fortigate/7.4.0/administration-guide/238852">FortiOS: encryption
 *     algorithms</a>
 */
record FortiGateWords() {

    private static final Words WORDS = new Words(
            Map.of(Words.COMBINED, "aes256gcm", Words.PLAIN, "aes256"),
            Map.of("SHA2-256", "sha256", "SHA2-384", "sha384", "SHA2-512", "sha512"),
            Map.of(14, "14", 19, "19", 20, "20", 21, "21"));
    private static final int MOST_GROUPS = 3;

    String phase1() {
        return joined(Stream.of(pairs(Words.COMBINED, "-prf"), pairs(Words.PLAIN, "-")));
    }

    String phase2() {
        return joined(Stream.of(List.of(WORDS.encryption(Words.COMBINED)), pairs(Words.PLAIN, "-")));
    }

    String groups() {
        return WORDS.strongestGroupsFirst().stream().limit(MOST_GROUPS).collect(Collectors.joining(" "));
    }

    private static List<String> pairs(String encryption, String between) {
        return WORDS.integrities().stream()
                .map(integrity -> WORDS.encryption(encryption) + between + integrity)
                .toList();
    }

    private static String joined(Stream<List<String>> proposals) {
        return proposals.flatMap(List::stream).collect(Collectors.joining(" "));
    }
}
