package com.tallyhybrid.officekit.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.officekit.Samples;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The generated strongSwan configuration, running, against a strongSwan that plays AWS with the template's proposals.
 *
 * <p>Everything happens in network namespaces that the script makes and removes. Needs Linux, root and strongSwan:
 * {@code apt-get install strongswan-swanctl charon-systemd libstrongswan-standard-plugins libcharon-extra-plugins
 * iproute2 nftables}.
 */
@Execution(ExecutionMode.CONCURRENT)
class TunnelTest {

    private static final Path SCRIPT = Path.of("src/test/resources/com/tallyhybrid/officekit/router/tunnels.sh");
    private static final List<String> PROGRAMS =
            List.of("charon-systemd", "swanctl", "ip", "nft", "unshare", "flock", "perl", "bash");
    private static final Map<String, String> VALUES = Map.of(
            "TUNNEL_1_AWS_ADDRESS", AwsPeer.ADDRESSES.get(0),
            "TUNNEL_2_AWS_ADDRESS", AwsPeer.ADDRESSES.get(1),
            "TUNNEL_1_KEY", AwsPeer.KEYS.get(0),
            "TUNNEL_2_KEY", AwsPeer.KEYS.get(1),
            "TUNNEL_1_INSIDE_ROUTER", "169.254.20.2",
            "TUNNEL_2_INSIDE_ROUTER", "169.254.20.6",
            "WAN_INTERFACE", "wan0");

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsRootAndStrongSwan() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "tunnels are tried on Linux only");
        for (String program : PROGRAMS) {
            assumeTrue(isInstalled(program), program + " is not installed, so no tunnel is tried");
        }
        assumeTrue(
                exit("unshare", "--net", "--mount", "true") == 0,
                "no right to make network namespaces, so no tunnel is tried: run as root");
    }

    private static boolean isInstalled(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int exit(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void bothTunnelsComeUpRenewTheirKeysCarryFilesAndSurviveTheLossOfOne() throws Exception {
        Templates templates = Synthesized.example().templates();

        assertThat(run("works", tunnels(templates)))
                .contains(
                        "seen: tunnel 1 is up",
                        "seen: tunnel 2 is up",
                        "seen: 200 kB to port 445 and an answer",
                        "seen: new keys of the traffic",
                        "seen: new keys of the exchange",
                        "seen: traffic after both renewals",
                        "seen: the route leaves tunnel 1",
                        "seen: traffic over tunnel 2",
                        "seen: nothing left in clear",
                        "seen: no segment larger than a tunnel takes");
    }

    /** What the other test would not notice if both ends agreed on anything. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void noTunnelComesUpWithATemplateThatOffersLess() throws Exception {
        Templates weak = Synthesized.example()
                .templates()
                .tampered(templates -> tunnels(templates)
                        .forEach(tunnel ->
                                ((ObjectNode) tunnel).set("Phase1DHGroupNumbers", Templates.json("[{'Value': 2}]"))));

        assertThat(run("refuses", tunnels(weak))).contains("seen: no proposal chosen", "seen: no tunnel");
    }

    private static JsonNode tunnels(Templates templates) {
        return templates.properties("PuneVpnConnection").path("VpnTunnelOptionsSpecifications");
    }

    /** What the script saw; an error of the script is an error of the test. */
    private List<String> run(String test, JsonNode tunnels) throws Exception {
        Path office = Files.createDirectories(directory.resolve("office"));
        Path aws = Files.createDirectories(directory.resolve("aws"));
        String folder = "offices/pune/router/strongswan/";
        new RouterPart()
                .files(Samples.example())
                .filter(file -> file.path().startsWith(folder))
                .forEach(file -> write(office.resolve(file.path().substring(folder.length())), filled(file.text())));
        write(aws.resolve("swanctl.conf"), AwsPeer.configuration(tunnels));
        Path output = directory.resolve("output");
        Process script = new ProcessBuilder("bash", SCRIPT.toString(), directory.toString(), test)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(script.waitFor()).as(Files.readString(output)).isZero();
        } finally {
            // All that the script has started ends with it.
            script.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    private static String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
