package com.tallyhybrid.officekit.router;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a router has after the import of a RouterOS script, with the administrator's words put in. */
final class RouterOsReader {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("aes-256", "AES256"),
            Map.entry("aes-256-cbc", "AES256"),
            Map.entry("aes-256-gcm", "AES256-GCM-16"),
            Map.entry("sha256", "SHA2-256"),
            Map.entry("sha512", "SHA2-512"),
            Map.entry("modp2048", "14"),
            Map.entry("ecp256", "19"),
            Map.entry("ecp384", "20"),
            Map.entry("ecp521", "21"),
            Map.entry("ike2", "ikev2"));

    private final RouterOs router = new RouterOs("7.16.2 (stable)");

    RouterOsReader(String text) {
        router.run(complete(text));
    }

    /** As the administrator imports it. */
    static String complete(String text) {
        return text.replace("TUNNEL_1_AWS_ADDRESS", "203.0.113.91")
                .replace("TUNNEL_2_AWS_ADDRESS", "203.0.113.92")
                .replace("TUNNEL_1_KEY", "key.of_tunnel1")
                .replace("TUNNEL_2_KEY", "key.of_tunnel2");
    }

    List<Map<String, String>> items(String menu) {
        return router.items(menu);
    }

    Crypto crypto(int tunnel) {
        Map<String, String> peer = items("/ip ipsec peer").get(tunnel - 1);
        Map<String, String> profile = named("/ip ipsec profile", peer.get("profile"));
        Map<String, String> policy = items("/ip ipsec policy").stream()
                .filter(item -> item.get("peer").equals(peer.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no policy for " + peer));
        Map<String, String> proposal = named("/ip ipsec proposal", policy.get("proposal"));
        return new Crypto(
                WORDS.get(peer.get("exchange-mode")),
                new Crypto.Phase(
                        words(profile.get("enc-algorithm")),
                        words(profile.get("hash-algorithm")),
                        numbers(profile.get("dh-group")),
                        seconds(profile.get("lifetime"))),
                new Crypto.Phase(
                        words(proposal.get("enc-algorithms")),
                        words(proposal.get("auth-algorithms")),
                        numbers(proposal.get("pfs-group")),
                        seconds(proposal.get("lifetime"))),
                seconds(profile.get("dpd-interval")) * Integer.parseInt(profile.get("dpd-maximum-failures")));
    }

    private Map<String, String> named(String menu, String name) {
        return items(menu).stream()
                .filter(item -> item.get("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s in %s".formatted(name, menu)));
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(word -> WORDS.getOrDefault(word, "unknown " + word))
                .collect(Collectors.toSet());
    }

    private static Set<Integer> numbers(String list) {
        return Arrays.stream(list.split(","))
                .map(word -> Integer.valueOf(WORDS.getOrDefault(word, "0")))
                .collect(Collectors.toSet());
    }

    private static int seconds(String time) {
        return Integer.parseInt(time.replaceFirst("s$", ""));
    }
}
