package com.tallyhybrid.review.checks.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block of traffic: every connection with these peers, protocols and ports.
 *
 * @param protocols numbers of IANA
 * @param ports ports of TCP and UDP; for ICMP 256 times the type plus the code; all for any other protocol
 */
record Traffic(Peer peer, Span protocols, Span ports) {

    /** Everything, to or from wherever. */
    static final List<Traffic> ANYWHERE = List.of(everything(Peer.of("0.0.0.0/0")), everything(Peer.of("::/0")));

    private static final Span UNREAD = Span.of(-1);

    /** All that goes to a peer or comes from it. */
    static Traffic everything(Peer peer) {
        return new Traffic(peer, Span.PROTOCOLS, Span.PORTS);
    }

    /** What a rule passes whose ports only the deployment knows: it equals itself and nothing else. */
    static Traffic unread(String rule) {
        return new Traffic(new Peer.Named(rule), UNREAD, UNREAD);
    }

    Optional<Traffic> common(Traffic other) {
        return peer.common(other.peer)
                .flatMap(peers -> protocols
                        .common(other.protocols)
                        .flatMap(
                                protocol -> ports.common(other.ports).map(port -> new Traffic(peers, protocol, port))));
    }

    /** What is left without the other, in blocks that do not overlap. */
    List<Traffic> without(Traffic other) {
        Optional<Traffic> common = common(other);
        if (common.isEmpty()) {
            return List.of(this);
        }
        List<Traffic> left = new ArrayList<>();
        peer.without(other.peer).forEach(rest -> left.add(new Traffic(rest, protocols, ports)));
        protocols.without(other.protocols).forEach(rest -> left.add(new Traffic(common.get().peer, rest, ports)));
        ports.without(other.ports)
                .forEach(rest -> left.add(new Traffic(common.get().peer, common.get().protocols, rest)));
        return left;
    }

    /** What is left of the blocks without the others. */
    static List<Traffic> difference(List<Traffic> blocks, List<Traffic> others) {
        List<Traffic> left = blocks;
        for (Traffic other : others) {
            left = left.stream().flatMap(block -> block.without(other).stream()).toList();
        }
        return left.stream().distinct().toList();
    }

    /** The blocks that hold some of the others. */
    static List<Traffic> touching(List<Traffic> blocks, List<Traffic> others) {
        return blocks.stream()
                .filter(block ->
                        others.stream().anyMatch(other -> block.common(other).isPresent()))
                .toList();
    }

    @Override
    public String toString() {
        return protocols.equals(UNREAD) ? peer.toString() : "%s %s".formatted(peer, Protocol.shown(protocols, ports));
    }
}
