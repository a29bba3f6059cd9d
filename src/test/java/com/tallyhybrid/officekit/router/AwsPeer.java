package com.tallyhybrid.officekit.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** AWS's end of both tunnels as a swanctl.conf, made from the options in a template and from nothing else. */
final class AwsPeer {

    static final List<String> ADDRESSES = List.of("192.0.2.1", "192.0.2.2");

    /** Keys of the kind that AWS makes; they protect nothing but this test. */
    static final List<String> KEYS = List.of("tunnel.one_Key", "tunnel.two_Key");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("AES128", "aes128"),
            Map.entry("AES256", "aes256"),
            Map.entry("AES128-GCM-16", "aes128gcm16"),
            Map.entry("AES256-GCM-16", "aes256gcm16"),
            Map.entry("SHA1", "sha1"),
            Map.entry("SHA2-256", "sha256"),
            Map.entry("SHA2-384", "sha384"),
            Map.entry("SHA2-512", "sha512"),
            Map.entry("2", "modp1024"),
            Map.entry("14", "modp2048"),
            Map.entry("19", "ecp256"),
            Map.entry("20", "ecp384"),
            Map.entry("21", "ecp521"));

    private AwsPeer() {}

    static String configuration(JsonNode tunnels) {
        return "connections {\n%s%s}\nsecrets {\n%s%s}\n"
                .formatted(connection(tunnels, 1), connection(tunnels, 2), secret(1), secret(2));
    }

    private static String connection(JsonNode tunnels, int number) {
        JsonNode tunnel = tunnels.get(number - 1);
        return """
                tunnel-%1$d {
                    version = %2$s
                    local_addrs = %3$s
                    remote_addrs = 198.51.100.10
                    proposals = %4$s
                    rekey_time = %5$ds
                    dpd_delay = %6$ds
                    keyingtries = 0
                    mobike = no
                    unique = replace
                    if_id_in = %1$d
                    if_id_out = %1$d
                    local {
                        auth = psk
                        id = %3$s
                    }
                    remote {
                        auth = psk
                        id = 198.51.100.10
                    }
                    children {
                        tunnel-%1$d {
                            local_ts = 0.0.0.0/0
                            remote_ts = 0.0.0.0/0
                            esp_proposals = %7$s
                            life_time = %8$ds
                            start_action = %9$s
                            dpd_action = %10$s
                            updown = /usr/local/sbin/aws-updown
                        }
                    }
                }
                """.formatted(
                        number,
                        values(tunnel.path("IKEVersions")).replace("ikev", ""),
                        ADDRESSES.get(number - 1),
                        proposals(tunnel, "Phase1", "prf"),
                        tunnel.path("Phase1LifetimeSeconds").asInt(),
                        tunnel.path("DPDTimeoutSeconds").asInt() / 3,
                        proposals(tunnel, "Phase2", ""),
                        tunnel.path("Phase2LifetimeSeconds").asInt(),
                        tunnel.path("StartupAction").asText(),
                        tunnel.path("DPDTimeoutAction").asText());
    }

    private static String secret(int number) {
        return """
                ike-%d {
                    id = %s
                    secret = "%s"
                }
                """.formatted(number, ADDRESSES.get(number - 1), KEYS.get(number - 1));
    }

    /** A proposal for each encryption, with all that may stand beside it; a PRF is named in phase 1 only. */
    private static String proposals(JsonNode tunnel, String phase, String prf) {
        String integrity = values(tunnel.path(phase + "IntegrityAlgorithms"));
        String groups = values(tunnel.path(phase + "DHGroupNumbers"));
        return StreamSupport.stream(tunnel.path(phase + "EncryptionAlgorithms").spliterator(), false)
                .map(encryption -> WORDS.get(encryption.path("Value").asText()))
                .map(encryption -> encryption.contains("gcm")
                        ? encryption + (prf.isEmpty() ? "" : "-" + prf + integrity.replace("-", "-" + prf)) + "-"
                                + groups
                        : encryption + "-" + integrity + "-" + groups)
                .collect(Collectors.joining(", "));
    }

    private static String values(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(value -> value.path("Value").asText())
                .map(value -> WORDS.getOrDefault(value, value))
                .collect(Collectors.joining("-"));
    }
}
