package com.tallyhybrid.officekit.router;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.officekit.KitFile;
import com.tallyhybrid.officekit.Samples;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every router text, read back, against the VPN connection in the synthesized template: two ends that must agree. */
@Execution(ExecutionMode.CONCURRENT)
class RouterAgreementTest {

    /** How to read a tunnel from each text. */
    private static final Map<String, BiFunction<String, Integer, Crypto>> READERS = Map.of(
            "strongswan/swanctl.conf", (text, tunnel) -> new SwanctlReader(text).crypto("tally-hybrid-" + tunnel),
            "mikrotik.rsc", (text, tunnel) -> new RouterOsReader(text).crypto(tunnel),
            "fortigate.conf", (text, tunnel) -> new FortiOsReader(text).crypto("tally-hybrid-" + tunnel),
            "sophos.html", (text, tunnel) -> new FormReader(text).sophos(),
            "pfsense.html", (text, tunnel) -> new FormReader(text).pfSense());

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void agreesWithBothTunnelsOfTheTemplate(String file, String text, String logicalId, Templates templates) {
        agrees(file, text, logicalId, templates);
    }

    static Stream<Arguments> texts() {
        return Stream.concat(
                texts(Samples.example(), Synthesized.example().templates()),
                texts(Samples.selfManaged(), Synthesized.selfManaged().templates()));
    }

    private static Stream<Arguments> texts(Handover handover, Templates templates) {
        return new RouterPart()
                .files(handover)
                .filter(file -> READERS.containsKey(router(file)))
                .map(file -> Arguments.of(file.path(), file.text(), connection(file), templates));
    }

    /** {@code offices/pune/router/mikrotik.rsc} is {@code mikrotik.rsc}. */
    private static String router(KitFile file) {
        return file.path().split("/", 4)[3];
    }

    private static String connection(KitFile file) {
        String office = file.path().split("/")[1];
        return Character.toUpperCase(office.charAt(0)) + office.substring(1) + "VpnConnection";
    }

    private static void agrees(String path, String text, String logicalId, Templates templates) {
        JsonNode tunnels = templates.properties(logicalId).path("VpnTunnelOptionsSpecifications");
        for (int tunnel : List.of(1, 2)) {
            Crypto router = READERS.get(path.split("/", 4)[3]).apply(text, tunnel);
            Crypto aws = Crypto.ofTemplate(tunnels.get(tunnel - 1));
            assertThat(router.agreesWith(aws))
                    .as("%s, tunnel %d: %s with AWS's %s", path, tunnel, router, aws)
                    .isTrue();
        }
    }

    /** A Linux router can do all that AWS can, so whatever AWS tries first is answered. */
    @Test
    void strongSwanOffersAllThatAwsOffers() {
        Templates templates = Synthesized.example().templates();
        var reader = new SwanctlReader(text("strongswan/swanctl.conf"));

        assertThat(reader.crypto("tally-hybrid-1"))
                .isEqualTo(Crypto.ofTemplate(templates
                        .properties("PuneVpnConnection")
                        .path("VpnTunnelOptionsSpecifications")
                        .get(0)));
    }

    @TestFactory
    Stream<DynamicTest> noticesThatTheTemplateIsAnother() {
        return Map.of(
                        "another lifetime of phase 1", Map.of("Phase1LifetimeSeconds", "14400"),
                        "another lifetime of phase 2", Map.of("Phase2LifetimeSeconds", "1800"),
                        "another time-out", Map.of("DPDTimeoutSeconds", "40"),
                        "weaker encryption of phase 1", Map.of("Phase1EncryptionAlgorithms", "[{'Value': 'AES128'}]"),
                        "weaker encryption of phase 2", Map.of("Phase2EncryptionAlgorithms", "[{'Value': 'AES128'}]"),
                        "another hash", Map.of("Phase1IntegrityAlgorithms", "[{'Value': 'SHA1'}]"),
                        "other groups of phase 1", Map.of("Phase1DHGroupNumbers", "[{'Value': 2}]"),
                        "other groups of phase 2", Map.of("Phase2DHGroupNumbers", "[{'Value': 15}]"),
                        "another version of IKE", Map.of("IKEVersions", "[{'Value': 'ikev1'}]"))
                .entrySet()
                .stream()
                .flatMap(change -> READERS.keySet().stream()
                        .map(file -> notices(
                                change.getKey() + ", in " + file,
                                templates -> change.getValue()
                                        .forEach((name, value) ->
                                                options(templates).set(name, json(value))),
                                templates -> agrees(
                                        "offices/pune/router/" + file, text(file), "PuneVpnConnection", templates))));
    }

    private static ObjectNode options(Templates templates) {
        return (ObjectNode) templates
                .properties("PuneVpnConnection")
                .path("VpnTunnelOptionsSpecifications")
                .get(1);
    }

    /** The other direction: a text that was edited. */
    @ParameterizedTest(name = "{0}: {1} instead of {2}")
    @MethodSource("edits")
    void noticesAnEditedText(String file, String edited, String original) {
        String text = text(file).replace(original, edited);

        assertThat(text).isNotEqualTo(text(file));
        assertThatThrownBy(() -> agrees(
                        "offices/pune/router/" + file,
                        text,
                        "PuneVpnConnection",
                        Synthesized.example().templates()))
                .isInstanceOf(AssertionError.class);
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("strongswan/swanctl.conf", "modp1024", "modp2048"),
                Arguments.of("strongswan/swanctl.conf", "aes128gcm16", "aes256gcm16"),
                Arguments.of("strongswan/swanctl.conf", "life_time = 3700s", "life_time = 3600s"),
                Arguments.of("mikrotik.rsc", "hash-algorithm=sha1", "hash-algorithm=sha256"),
                Arguments.of("mikrotik.rsc", "pfs-group=modp1024", "pfs-group=ecp256"),
                Arguments.of("mikrotik.rsc", "lifetime=86400s", "lifetime=28800s"),
                Arguments.of("fortigate.conf", "aes128-sha256", "aes256-sha256"),
                Arguments.of("fortigate.conf", "set dhgrp 5 20 19", "set dhgrp 21 20 19"),
                Arguments.of("fortigate.conf", "set keylifeseconds 43200", "set keylifeseconds 3600"),
                Arguments.of("sophos.html", "<td>AES128</td>", "<td>AES256</td>"),
                Arguments.of("pfsense.html", "<td>2 (1024 bit)</td>", "<td>19 (nist ecp256)</td>"));
    }

    @Test
    void theReplayWindowIsAwsOwnWhichTheTemplateDoesNotChange() {
        assertThat(Synthesized.example()
                        .templates()
                        .properties("PuneVpnConnection")
                        .path("VpnTunnelOptionsSpecifications"))
                .allMatch(tunnel -> !tunnel.has("ReplayWindowSize"));
        assertThat(new SwanctlReader(text("strongswan/swanctl.conf"))
                        .get("connections/tally-hybrid-2/children/tally-hybrid-2/replay_window"))
                .isEqualTo("1024");
    }

    /** The number that AWS takes where a gateway names none; the routers' texts name it. */
    @Test
    void theVpnGatewayHasAwsOwnNumber() {
        assertThat(Synthesized.example().templates().properties("VpnGateway").has("AmazonSideAsn"))
                .isFalse();
    }

    private static String text(String file) {
        return new RouterPart()
                .files(Samples.example())
                .collect(Collectors.toMap(KitFile::path, KitFile::text))
                .get("offices/pune/router/" + file);
    }
}
