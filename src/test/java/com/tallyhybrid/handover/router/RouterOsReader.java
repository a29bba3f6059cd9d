package com.tallyhybrid.handover.router;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the {@code add} lines of a RouterOS script, by menu. */
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
    private static final Pattern ARGUMENT = Pattern.compile("([a-z0-9-]+)=(\"[^\"]*\"|\\S+)");

    private final String text;

    RouterOsReader(String text) {
        this.text = text;
    }

    /** The items added under a menu such as {@code /ip ipsec peer}. */
    List<Map<String, String>> items(String menu) {
        return Stream.of(text.split("(?m)^(?=/)"))
                .filter(section -> section.lines().findFirst().orElse("").equals(menu))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("add "))
                .map(line -> ARGUMENT.matcher(line)
                        .results()
                        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2))))
                .toList();
    }

    Crypto crypto(int tunnel) {
        Map<String, String> peer = items("/ip ipsec peer").get(tunnel - 1);
        Map<String, String> profile = named("/ip ipsec profile", peer.get("profile"));
        Map<String, String> proposal =
                named("/ip ipsec proposal", items("/ip ipsec policy").get(0).get("proposal"));
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
