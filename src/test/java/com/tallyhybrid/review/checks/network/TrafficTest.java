package com.tallyhybrid.review.checks.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static Traffic tcp(String peer, int from, int to) {
        return new Traffic(Peer.of(peer), Span.of(6), new Span(from, to));
    }

    @Test
    void twoHalvesAreTheWhole() {
        List<Traffic> whole = List.of(tcp("10.0.0.0/24", 1, 1000));
        List<Traffic> halves =
                List.of(tcp("10.0.0.0/25", 1, 1000), tcp("10.0.0.128/25", 1, 499), tcp("10.0.0.128/25", 500, 1000));

        assertThat(Traffic.difference(whole, halves)).isEmpty();
        assertThat(Traffic.difference(halves, whole)).isEmpty();
    }

    @Test
    void whatIsLeftIsExact() {
        assertThat(Traffic.difference(List.of(tcp("10.0.0.0/24", 445, 445)), List.of(tcp("10.0.0.0/25", 445, 445))))
                .hasToString("[10.0.0.128/25 tcp 445]");
        assertThat(Traffic.difference(List.of(tcp("10.0.0.0/24", 1, 10)), List.of(tcp("10.0.0.0/24", 3, 4))))
                .hasToString("[10.0.0.0/24 tcp 1-2, 10.0.0.0/24 tcp 5-10]");
    }

    @Test
    void whatWouldTakeManyNetworksIsARange() {
        assertThat(Traffic.difference(
                        Traffic.ANYWHERE.subList(0, 1), List.of(Traffic.everything(Peer.of("10.0.0.0/8")))))
                .hasToString("[0.0.0.0/5 8.0.0.0/7 all traffic, 11.0.0.0-255.255.255.255 all traffic]");
    }

    @Test
    void versionsOfAddressesAndNamesAreApart() {
        List<Traffic> everything = List.of(new Traffic(Peer.of("0.0.0.0/0"), Span.PROTOCOLS, Span.PORTS));

        assertThat(Traffic.difference(List.of(tcp("2001:db8::/32", 1, 1)), everything))
                .hasSize(1);
        assertThat(Traffic.difference(List.of(tcp("<shop/Group>", 1, 1)), everything))
                .hasSize(1);
        assertThat(Traffic.difference(List.of(tcp("<shop/Group>", 1, 1)), List.of(tcp("<shop/Group>", 0, 9))))
                .isEmpty();
    }

    @Test
    void knowsTheInternet() {
        assertThat(List.of("0.0.0.0/0", "8.8.8.8/32", "::/0", "2001:4860::/32", "192.0.0.0/8"))
                .allMatch(text -> Peer.of(text).isPublic());
        assertThat(List.of("10.1.0.0/16", "172.16.0.0/12", "192.168.4.5", "100.64.1.0/24", "fd00::/8", "<shop/Group>"))
                .noneMatch(text -> Peer.of(text).isPublic());
        assertThat(Peer.of("255.255.255.255/32").isPublic()).isFalse();
    }

    /** Every single connection of a small world is asked. */
    @Test
    void aConnectionIsLeftIfAndOnlyIfItIsInOneAndNotInTheOther() {
        var random = new Random(20_261_126);
        List<Traffic> world = connections();
        for (int i = 0; i < 200; i++) {
            List<Traffic> some = blocks(random);
            List<Traffic> others = blocks(random);
            List<Traffic> left = Traffic.difference(some, others);
            for (Traffic connection : world) {
                assertThat(holds(left, connection))
                        .as("%s in %s without %s", connection, some, others)
                        .isEqualTo(holds(some, connection) && !holds(others, connection));
            }
        }
    }

    private static boolean holds(List<Traffic> blocks, Traffic connection) {
        return !Traffic.touching(blocks, List.of(connection)).isEmpty();
    }

    private static List<Traffic> blocks(Random random) {
        List<Traffic> blocks = new ArrayList<>();
        for (int more = random.nextInt(3); more >= 0; more--) {
            int length = 29 + random.nextInt(4);
            String peer = "10.0.0.%d/%d".formatted(random.nextInt(8) >> (32 - length) << (32 - length), length);
            int from = random.nextInt(4);
            int protocol = 5 + random.nextInt(3);
            blocks.add(new Traffic(
                    Peer.of(peer),
                    new Span(protocol, protocol + random.nextInt(2)),
                    new Span(from, from + random.nextInt(3))));
        }
        return blocks;
    }

    private static List<Traffic> connections() {
        List<Traffic> connections = new ArrayList<>();
        for (int address = 0; address < 8; address++) {
            for (int protocol = 5; protocol < 9; protocol++) {
                for (int port = 0; port < 6; port++) {
                    connections.add(new Traffic(Peer.of("10.0.0." + address), Span.of(protocol), Span.of(port)));
                }
            }
        }
        return connections;
    }
}
