package com.tallyhybrid.officekit.router;

import com.tallyhybrid.app.network.TunnelPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A vendor's words for AWS's names of algorithms. A name that the vendor has no word for is left out: fewer choices
 * than AWS offers still agree with it, other ones never do.
 *
 * @param encryption by AWS's name
 * @param integrity by AWS's name
 * @param groups by number
 */
record Words(Map<String, String> encryption, Map<String, String> integrity, Map<Integer, String> groups) {

    /** Encryption that needs no integrity beside it. */
    static final String COMBINED = "AES256-GCM-16";

    static final String PLAIN = "AES256";

    /** Where a router takes one value: strong, and light enough for a small one. */
    static final int ONE_GROUP = 19;

    static final String ONE_HASH = "SHA2-256";

    /** In the order of the policy. */
    List<String> integrities() {
        return chosen(TunnelPolicy.INTEGRITY, integrity);
    }

    /** The stronger first, because the first that both ends know is taken. */
    List<String> strongestGroupsFirst() {
        return chosen(
                TunnelPolicy.DH_GROUPS.stream()
                        .sorted(Comparator.reverseOrder())
                        .toList(),
                groups);
    }

    String encryption(String awsName) {
        return known(awsName, TunnelPolicy.ENCRYPTION, encryption);
    }

    String oneHash() {
        return known(ONE_HASH, TunnelPolicy.INTEGRITY, integrity);
    }

    String oneGroup() {
        return known(ONE_GROUP, TunnelPolicy.DH_GROUPS, groups);
    }

    private static <K> List<String> chosen(List<K> offered, Map<K, String> words) {
        return offered.stream()
                .flatMap(name -> Optional.ofNullable(words.get(name)).stream())
                .toList();
    }

    /** A single choice must be one that AWS offers. */
    private static <K> String known(K name, List<K> offered, Map<K, String> words) {
        return Stream.of(name)
                .filter(offered::contains)
                .map(words::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s is not among %s".formatted(name, offered)));
    }
}
