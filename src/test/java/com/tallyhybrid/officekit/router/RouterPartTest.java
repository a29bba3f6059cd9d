package com.tallyhybrid.officekit.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.officekit.KitFile;
import com.tallyhybrid.officekit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterPartTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\b(TUNNEL|WAN|LAN)(_[A-Z0-9]+)+\\b");
    private static final Pattern ANNOUNCED =
            Pattern.compile("(?m)^[#!] {3}([A-Z0-9_]+): |<tr><td><code>([A-Z0-9_]+)</code></td><td>");

    @Test
    void anOfficeWithStaticRoutesGetsEveryRouterAndNoBgp() {
        assertThat(files(Samples.example(), "pune").keySet())
                .containsExactly(
                        "fortigate.conf",
                        "mikrotik.rsc",
                        "pfsense.html",
                        "router.html",
                        "sophos.html",
                        "strongswan/nftables.conf",
                        "strongswan/strongswan.conf",
                        "strongswan/swanctl.conf",
                        "strongswan/tally-hybrid-tunnels.service",
                        "strongswan/tally-hybrid-tunnels.sh",
                        "strongswan/tally-hybrid-updown.sh");
        assertThat(files(Samples.example(), "pune").values())
                .noneMatch(text -> text.contains("router bgp") || text.contains("64512"));
    }

    /** RouterOS has no tunnel interface that BGP could use, so no text pretends. */
    @Test
    void anOfficeWithBgpGetsNoStaticRouteAndNoMikroTik() {
        Map<String, String> files = files(Samples.example(), "nashik");

        assertThat(files.keySet())
                .contains("strongswan/frr.conf")
                .doesNotContain("mikrotik.rsc", "strongswan/tally-hybrid-updown.sh");
        assertThat(files.get("strongswan/swanctl.conf")).doesNotContain("updown");
        assertThat(files.get("strongswan/frr.conf"))
                .contains("router bgp 65010", "remote-as 64512", "network 192.168.20.0/24");
        assertThat(files.get("fortigate.conf")).contains("set as 65010").doesNotContain("set priority");
        assertThat(files.get("router.html")).contains("No file for MikroTik", "router AS 65010, AWS AS 64512");
    }

    /** FRRouting prefers the kernel's routes to those of BGP, so a route in the kernel would keep the tunnels empty. */
    @Test
    void whatNoTunnelCarriesIsDroppedByWhoeverMakesTheRoutes() {
        Map<String, String> pune = files(Samples.example(), "pune");
        Map<String, String> nashik = files(Samples.example(), "nashik");

        assertThat(pune.get("strongswan/tally-hybrid-tunnels.sh")).contains("route replace blackhole 10.20.0.0/16");
        assertThat(nashik.get("strongswan/tally-hybrid-tunnels.sh")).doesNotContain("blackhole");
        assertThat(nashik.get("strongswan/frr.conf")).contains("ip route 10.20.0.0/16 blackhole 254");
        assertThat(pune.get("fortigate.conf")).contains("set blackhole enable");
        assertThat(nashik.get("fortigate.conf")).contains("set blackhole enable");
    }

    @Test
    void aDeploymentWithoutOfficesGetsNothing() {
        assertThat(new RouterPart().files(Samples.backupOnly())).isEmpty();
    }

    @Test
    void addressesThatTheSettingsFixAreNotLeftToTheAdministrator() {
        Map<String, String> files = files(Samples.selfManaged(), "surat");

        assertThat(files.get("strongswan/frr.conf"))
                .contains("neighbor 169.254.10.1 remote-as", "neighbor 169.254.10.5 remote-as")
                .doesNotContain("Replace these words");
        assertThat(files.get("strongswan/tally-hybrid-tunnels.sh"))
                .contains("tunnel tally1 4241 169.254.10.2\n", "tunnel tally2 4242 169.254.10.6\n");
        assertThat(files.get("fortigate.conf"))
                .contains("set ip 169.254.10.2 255.255.255.255", "set remote-ip 169.254.10.1 255.255.255.252");
    }

    /** A word that nobody is told to replace ends up on the router. */
    @ParameterizedTest
    @MethodSource("all")
    void everyTextNamesWhatItLeavesOpenAndNothingElse(KitFile file) {
        if (!file.path().endsWith("router.html")) {
            assertThat(announced(file.text())).isEqualTo(found(file.text().replaceAll(ANNOUNCED.pattern(), "")));
        }
    }

    /** The page leads to all the others. */
    @Test
    void thePageNamesEveryWord() {
        Map<String, String> pune = files(Samples.example(), "pune");

        assertThat(announced(pune.get("router.html")))
                .isEqualTo(found(pune.values().toString()));
    }

    private static Set<String> announced(String text) {
        return ANNOUNCED
                .matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTextIsFilledAndHoldsNoKey(KitFile file) {
        assertThat(file.text())
                .doesNotContain("{{", "output-", "\r", "\t")
                .doesNotContainPattern("(?<!/dev/)null")
                .endsWith("\n")
                .doesNotContainPattern("secret = \"(?!TUNNEL_[12]_KEY\")")
                .doesNotContainPattern("secret=\"(?!TUNNEL_[12]_KEY\")")
                .doesNotContainPattern("psksecret \"(?!TUNNEL_[12]_KEY\")");
    }

    @ParameterizedTest
    @MethodSource("all")
    void noSegmentIsLargerThanATunnelTakes(KitFile file) {
        assertThat(Pattern.compile("(?:mss|maxseg size set|MSS</td><td>)[ =]*(\\d+)")
                        .matcher(file.text())
                        .results()
                        .map(match -> Integer.valueOf(match.group(1))))
                .allMatch(size -> size <= 1406);
    }

    static Stream<KitFile> all() {
        return Stream.of(Samples.example(), Samples.selfManaged())
                .flatMap(handover -> new RouterPart().files(handover));
    }

    @Test
    void everyRouterThatCanIsToldTheLargestSegment() {
        Map<String, String> pune = files(Samples.example(), "pune");

        assertThat(pune.get("strongswan/nftables.conf")).contains("maxseg size set 1360");
        assertThat(pune.get("mikrotik.rsc")).contains("new-mss=1360 tcp-mss=1361-65535");
        assertThat(pune.get("fortigate.conf")).contains("set tcp-mss-sender 1360", "set tcp-mss-receiver 1360");
        assertThat(pune.get("sophos.html")).contains("<td>Override MSS</td><td>1360</td>");
        assertThat(pune.get("pfsense.html")).contains("<tr><th>MSS</th><td>1400: pfSense takes 40 off");
    }

    @Test
    void nothingBetweenOfficeAndVpcIsTranslated() {
        Map<String, String> pune = files(Samples.example(), "pune");

        assertThat(new RouterOsReader(pune.get("mikrotik.rsc")).items("/ip firewall nat"))
                .filteredOn(rule -> !rule.get("action").equals("passthrough"))
                .singleElement()
                .satisfies(rule -> assertThat(rule)
                        .containsEntry("action", "accept")
                        .containsEntry("dst-address", "10.20.0.0/16"));
        assertThat(new FortiOsReader(pune.get("fortigate.conf")).all().entrySet())
                .filteredOn(setting -> setting.getKey().endsWith("/nat"))
                .hasSize(2)
                .allMatch(setting -> setting.getValue().equals("disable"));
        assertThat(pune.get("strongswan/nftables.conf")).doesNotContain("masquerade;", "snat");
    }

    /** Both stand; the first is used while it does. */
    @Test
    void theSecondTunnelIsTheReserve() {
        Map<String, String> pune = files(Samples.example(), "pune");
        var routes = new FortiOsReader(pune.get("fortigate.conf")).all();

        assertThat(routes.entrySet().stream()
                        .filter(setting -> setting.getKey().matches("router static/.*/(device|priority|distance)"))
                        .map(setting -> setting.getKey().replaceAll(".*/", "") + " " + setting.getValue()))
                .containsExactly(
                        "device \"tally-hybrid-1\"",
                        "distance 10",
                        "priority 100",
                        "device \"tally-hybrid-2\"",
                        "distance 10",
                        "priority 200",
                        "distance 254");
        assertThat(pune.get("strongswan/tally-hybrid-updown.sh"))
                .contains("device=tally1 metric=100", "device=tally2 metric=200");
    }

    @Test
    void thePageShowsReadOnlyCommandsForThisConnection() {
        String page = files(Samples.example(), "pune").get("router.html");

        assertThat(Pattern.compile("(?m)(?:<pre>|^)(aws [a-z0-9-]+ [a-z-]+)")
                        .matcher(page)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly(
                        "aws ec2 describe-vpn-connections",
                        "aws ec2 describe-vpn-connections",
                        "aws secretsmanager get-secret-value",
                        "aws ec2 describe-vpn-connections",
                        "aws ec2 get-active-vpn-tunnel-status",
                        "aws logs tail");
        assertThat(page)
                .contains("--vpn-connection-ids vpn-022b1a68e900e25bc --region ap-south-1")
                .contains("aws logs tail /aws/vendedlogs/sharma-traders/vpn/pune --since 1h");
    }

    /** A sheet for a form cannot stop anybody, so its first box does. */
    @ParameterizedTest
    @ValueSource(strings = {"sophos.html", "pfsense.html"})
    void aSheetBeginsWithALookThatChangesNothing(String sheet) {
        String page = files(Samples.example(), "pune").get(sheet);

        assertThat(page.indexOf("stop here; nothing was changed")).isPositive().isLessThan(page.indexOf("<h2>1."));
    }

    @Test
    void theLinuxScriptStopsWhereAWordIsLeft(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        Path script = folder.resolve("tally-hybrid-tunnels");
        Files.writeString(script, files(Samples.example(), "pune").get("strongswan/tally-hybrid-tunnels.sh"));
        Process stopped = new ProcessBuilder("/bin/sh", script.toString())
                .redirectErrorStream(true)
                .start();
        String says = new String(stopped.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(stopped.waitFor()).isEqualTo(1);
        assertThat(says)
                .isEqualTo("tally-hybrid: nothing was changed. %s: replace the words that its first lines name.\n"
                        .formatted(script));
    }

    @Test
    void theSameDeploymentGivesTheSameTexts() {
        assertThat(new RouterPart().files(Samples.example()))
                .containsExactlyElementsOf(
                        new RouterPart().files(Samples.example()).toList());
    }

    private static Map<String, String> files(Handover handover, String office) {
        String folder = "offices/%s/router/".formatted(office);
        Function<KitFile, String> name = file -> file.path().substring(folder.length());
        return new RouterPart()
                .files(handover)
                .filter(file -> file.path().startsWith(folder))
                .collect(Collectors.toMap(name, Samples::copied, (first, second) -> first, TreeMap::new));
    }
}
