package com.tallyhybrid.officekit.router;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the settings of a FortiOS configuration by their path: sections, then entries, then the setting.
 *
 * <p>Nothing counts until the transaction that begins it is committed by hand.
 *
 * @see <a href="https://docs.fortinet.com/document/fortigate/7.6.5/administration-guide/530847">FortiOS: workspace
 *     mode</a>
 */
final class FortiOsReader {

    private static final Map<String, String> ENCRYPTION = Map.of("aes256gcm", "AES256-GCM-16", "aes256", "AES256");
    private static final Map<String, String> INTEGRITY =
            Map.of("sha256", "SHA2-256", "sha384", "SHA2-384", "sha512", "SHA2-512");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private int anonymous;
    private boolean inTransaction;

    FortiOsReader(String text) {
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(this::read);
        if (!inTransaction) {
            throw new AssertionError("nothing holds the changes back until somebody has read the answers");
        }
        if (!path.isEmpty()) {
            throw new AssertionError("not closed: " + path);
        }
    }

    private void read(String line) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "config" -> path.addLast(words[1]);
            case "edit" -> path.addLast(words[1].equals("0") ? "#" + anonymous++ : words[1].replace("\"", ""));
            case "next", "end" -> path.removeLast();
            case "set" -> {
                String[] setting = words[1].split(" ", 2);
                settings.put(String.join("/", path) + "/" + setting[0], setting[1]);
            }
            case "execute" -> {
                if (!line.equals("execute config-transaction start") || !settings.isEmpty()) {
                    throw new AssertionError("no transaction, or not before the first setting: " + line);
                }
                inTransaction = true;
            }
            default -> {
                if (!line.isEmpty() && !words[0].equals("unset")) {
                    throw new AssertionError("not a command of FortiOS: " + line);
                }
            }
        }
    }

    String get(String setting) {
        return settings.getOrDefault(setting, "none");
    }

    Map<String, String> all() {
        return settings;
    }

    Crypto crypto(String tunnel) {
        String phase1 = "vpn ipsec phase1-interface/%s/".formatted(tunnel);
        String phase2 = "vpn ipsec phase2-interface/%s/".formatted(tunnel);
        return new Crypto(
                "ikev" + get(phase1 + "ike-version"),
                phase(phase1, number(phase1 + "keylife")),
                phase(phase2, number(phase2 + "keylifeseconds")),
                number(phase1 + "dpd-retrycount") * number(phase1 + "dpd-retryinterval"));
    }

    private Crypto.Phase phase(String section, int lifetime) {
        List<String[]> proposals = Arrays.stream(get(section + "proposal").split(" "))
                .map(proposal -> proposal.split("-"))
                .toList();
        return new Crypto.Phase(
                proposals.stream()
                        .map(proposal -> ENCRYPTION.getOrDefault(proposal[0], "unknown " + proposal[0]))
                        .collect(Collectors.toSet()),
                proposals.stream()
                        .flatMap(proposal -> Arrays.stream(proposal).skip(1))
                        .map(word -> INTEGRITY.getOrDefault(word.replaceFirst("^prf", ""), "unknown " + word))
                        .collect(Collectors.toSet()),
                groups(get(section + "dhgrp")),
                lifetime);
    }

    private static Set<Integer> groups(String list) {
        return Arrays.stream(list.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    private int number(String setting) {
        return Integer.parseInt(get(setting));
    }
}
