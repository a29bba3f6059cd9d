package com.tallyhybrid.officekit.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tallyhybrid.officekit.KitFile;
import com.tallyhybrid.officekit.Samples;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The file for a MikroTik goes in whole, or not at all. */
class RouterOsImportTest {

    private static final String TEXT = new RouterPart()
            .files(Samples.example())
            .filter(file -> file.path().equals("offices/pune/router/mikrotik.rsc"))
            .map(KitFile::text)
            .findFirst()
            .orElseThrow();
    private static final String SCRIPT = RouterOsReader.complete(TEXT);
    private static final String POLICIES = "/ip ipsec policy";

    private static RouterOs empty() {
        return new RouterOs("7.16.2 (stable)");
    }

    /** As an office has it: masquerading, FastTrack with its counter that RouterOS adds itself, and a last drop. */
    private static RouterOs filled() {
        RouterOs router = empty();
        router.run("""
                /ip firewall nat add chain=srcnat action=masquerade out-interface-list=WAN comment="defconf: masquerade"
                /ip firewall filter add chain=forward action=passthrough dynamic=yes comment="counters"
                /ip firewall filter add chain=forward action=fasttrack-connection comment="defconf: fasttrack"
                /ip firewall filter add chain=input action=drop comment="defconf: drop all"
                /ip ipsec profile add name=other dh-group=modp2048
                /ip ipsec policy add peer=other dst-address=10.99.0.0/16 comment="another office"
                """);
        return router;
    }

    @Test
    void goesIntoAnEmptyConfigurationAndIntoAFilledOne() {
        RouterOs fresh = empty();
        fresh.run(SCRIPT);
        RouterOs used = filled();
        used.run(SCRIPT);

        assertThat(comments(fresh, "/ip firewall nat"))
                .containsExactly("tally-hybrid: no translation", "tally-hybrid: counts");
        assertThat(comments(used, "/ip firewall nat"))
                .containsExactly("tally-hybrid: no translation", "defconf: masquerade");
        assertThat(comments(used, "/ip firewall filter"))
                .startsWith("counters", "tally-hybrid: no FastTrack")
                .endsWith("defconf: fasttrack", "defconf: drop all");
        assertThat(comments(used, POLICIES))
                .containsExactly("another office", "tally-hybrid: tunnel 1", "tally-hybrid: tunnel 2");
    }

    /** RouterOS calls the second of two policies with the same networks invalid; each names one peer. */
    @Test
    void ofTheTwoPoliciesOneIsOn() {
        RouterOs router = empty();
        router.run(SCRIPT);

        assertThat(router.items(POLICIES))
                .extracting(policy -> policy.get("peer"))
                .containsExactly("tally-hybrid-1", "tally-hybrid-2");
        assertThat(disabled(router)).containsExactly("no", "yes");
    }

    @Test
    void mayBeImportedAgain() {
        RouterOs router = filled();
        router.run(SCRIPT);
        var once = router.configuration();
        router.run(SCRIPT);

        assertThat(router.configuration()).isEqualTo(once);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                Arguments.of("the file as the kit writes it", empty(), TEXT, "is no address"),
                Arguments.of(
                        "one key is missing",
                        filled(),
                        SCRIPT.replace("key.of_tunnel2", "TUNNEL_2_KEY"),
                        "The key of tunnel 2 is missing"),
                Arguments.of("RouterOS 6", new RouterOs("6.49.10 (long-term)"), SCRIPT, "for RouterOS 7"),
                Arguments.of("a policy for the VPC", otherPolicy(), SCRIPT, "Another IPsec policy"),
                Arguments.of(
                        "a file that lost its end", filled(), SCRIPT.substring(0, SCRIPT.length() - 200), "closing"));
    }

    private static RouterOs otherPolicy() {
        RouterOs router = filled();
        router.run("/ip ipsec policy add peer=other dst-address=10.20.0.0/16 comment=\"by hand\"");
        return router;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    void stopsBeforeAnythingIsChanged(String name, RouterOs router, String script, String says) {
        var before = router.configuration();

        assertThatThrownBy(() -> router.run(script))
                .isInstanceOf(RouterOs.Stopped.class)
                .hasMessageContaining(says);
        assertThat(router.configuration()).isEqualTo(before);
    }

    /** Whichever line a version refuses. */
    @ParameterizedTest
    @MethodSource("everyAdd")
    void leavesNothingBehindWhereALineIsRefused(int refused) {
        RouterOs router = filled();
        var before = router.configuration();

        assertThatThrownBy(() -> router.refusing(refused).run(SCRIPT)).hasMessageContaining("taken away");
        assertThat(router.configuration()).isEqualTo(before);
    }

    static IntStream everyAdd() {
        return IntStream.rangeClosed(
                1, (int) SCRIPT.lines().filter(line -> line.contains(" add ")).count() - 2);
    }

    @Test
    void noRuleIsPlacedByANumber() {
        assertThat(TEXT).doesNotContainPattern("place-before=\\d");
    }

    @Test
    void theOtherTunnelTakesOverWhereTheOneThatCarriesHasNoKeys() {
        RouterOs router = empty();
        router.run(SCRIPT);
        router.set(POLICIES, "tally-hybrid: tunnel 1", "ph2-state", "established");
        look(router, 5);
        assertThat(disabled(router)).containsExactly("no", "yes");

        router.set(POLICIES, "tally-hybrid: tunnel 1", "ph2-state", "no-phase2");
        look(router, 2);
        assertThat(disabled(router)).containsExactly("no", "yes");
        look(router, 1);
        assertThat(disabled(router)).containsExactly("yes", "no");
        assertThat(router.log()).containsExactly("tally-hybrid: the other tunnel carries from now on");

        router.set(POLICIES, "tally-hybrid: tunnel 2", "ph2-state", "established");
        look(router, 5);
        assertThat(disabled(router)).containsExactly("yes", "no");
    }

    private static void look(RouterOs router, int times) {
        String script = router.items("/system scheduler").get(0).get("on-event");
        for (int time = 0; time < times; time++) {
            router.run(script.substring(1, script.length() - 1));
        }
    }

    private static List<String> disabled(RouterOs router) {
        return router.items(POLICIES).stream()
                .map(policy -> policy.get("disabled"))
                .toList();
    }

    private static List<String> comments(RouterOs router, String menu) {
        return router.items(menu).stream().map(item -> item.get("comment")).toList();
    }
}
