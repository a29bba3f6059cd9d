package com.tallyhybrid.officekit.router;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the sections and settings of a swanctl.conf, and what its proposals offer. */
final class SwanctlReader {

    private static final Map<String, String> ENCRYPTION = Map.of("aes256gcm16", "AES256-GCM-16", "aes256", "AES256");
    private static final Map<String, String> INTEGRITY =
            Map.of("sha256", "SHA2-256", "sha384", "SHA2-384", "sha512", "SHA2-512");
    private static final Map<String, Integer> GROUPS = Map.of("modp2048", 14, "ecp256", 19, "ecp384", 20, "ecp521", 21);

    private final Map<String, String> settings = new LinkedHashMap<>();

    SwanctlReader(String text) {
        String path = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.endsWith("{")) {
                path += line.replace("{", "").strip() + "/";
            } else if (line.equals("}")) {
                path = path.replaceFirst("[^/]*/$", "");
            } else if (line.contains("=") && !line.startsWith("#")) {
                String[] setting = line.split("=", 2);
                settings.put(path + setting[0].strip(), setting[1].strip());
            }
        }
    }

    String get(String path) {
        return settings.getOrDefault(path, "none");
    }

    Map<String, String> all() {
        return settings;
    }

    Crypto crypto(String tunnel) {
        String connection = "connections/%s/".formatted(tunnel);
        String child = "%schildren/%s/".formatted(connection, tunnel);
        return new Crypto(
                "ikev" + get(connection + "version"),
                phase(get(connection + "proposals"), seconds(connection, "rekey_time", "over_time")),
                phase(get(child + "esp_proposals"), seconds(child, "life_time")),
                // Three questions a timeout: strongSwan counts by its retransmissions, not by a number of its own.
                3 * seconds(connection, "dpd_delay"));
    }

    private int seconds(String section, String... names) {
        return Arrays.stream(names)
                .mapToInt(name -> Integer.parseInt(get(section + name).replaceFirst("s$", "")))
                .sum();
    }

    private static Crypto.Phase phase(String proposals, int lifetime) {
        List<List<String>> offers = Arrays.stream(proposals.split(", *"))
                .map(proposal -> List.of(proposal.split("-")))
                .toList();
        Set<String> integrity = new TreeSet<>();
        for (List<String> offer : offers) {
            offer.stream()
                    .map(word -> word.replaceFirst("^prf", ""))
                    .filter(INTEGRITY::containsKey)
                    .map(INTEGRITY::get)
                    .forEach(integrity::add);
            if (!offer.stream().skip(1).allMatch(SwanctlReader::isKnown)) {
                throw new AssertionError("unknown words in " + offer);
            }
        }
        return new Crypto.Phase(
                offers.stream()
                        .map(offer -> offer.get(0))
                        .map(SwanctlReader::encryption)
                        .collect(Collectors.toSet()),
                integrity,
                offers.stream()
                        .flatMap(List::stream)
                        .filter(GROUPS::containsKey)
                        .map(GROUPS::get)
                        .collect(Collectors.toSet()),
                lifetime);
    }

    private static String encryption(String word) {
        return ENCRYPTION.getOrDefault(word, "unknown " + word);
    }

    private static boolean isKnown(String word) {
        return GROUPS.containsKey(word) || INTEGRITY.containsKey(word.replaceFirst("^prf", ""));
    }
}
