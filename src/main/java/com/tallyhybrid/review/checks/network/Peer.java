package com.tallyhybrid.review.checks.network;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The other end of a connection. */
sealed interface Peer {

    /** Addresses in a row. */
    record Addresses(IPAddressSeqRange range) implements Peer {

        @Override
        public Optional<Peer> common(Peer other) {
            return other instanceof Addresses addresses
                    ? Optional.ofNullable(range.intersect(addresses.range)).map(Addresses::new)
                    : Optional.empty();
        }

        @Override
        public List<Peer> without(Peer other) {
            return Arrays.stream(range.subtract(((Addresses) other).range))
                    .<Peer>map(Addresses::new)
                    .toList();
        }

        @Override
        public boolean isPublic() {
            return Arrays.stream(range.spanWithPrefixBlocks()).anyMatch(Addresses::isPublic);
        }

        /** A network or two; what would take more of them is a range. */
        @Override
        public String toString() {
            IPAddress[] networks = range.spanWithPrefixBlocks();
            return networks.length > 2
                    ? range.getLower().toCanonicalString() + "-"
                            + range.getUpper().toCanonicalString()
                    : Arrays.stream(networks).map(IPAddress::toCanonicalString).collect(Collectors.joining(" "));
        }

        private static boolean isPublic(IPAddress block) {
            boolean inside = block.isIPv4()
                    ? block.toIPv4().isPrivate() || SHARED.contains(block)
                    : block.toIPv6().isUniqueLocal();
            // The CDK writes a rule for the broadcast address where it means that nothing may go out.
            return !inside && !block.isLocal() && !block.isLoopback() && !block.equals(BROADCAST);
        }
    }

    /**
     * A security group, a prefix list or an address known only at deployment: it stands for itself. The members of a group
     * have addresses, so whoever lets in every address lets them in too.
     */
    record Named(String name) implements Peer {

        @Override
        public Optional<Peer> common(Peer other) {
            boolean held = name.startsWith(GROUP) && other.equals(of("0.0.0.0/0"));
            return held || equals(other) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public List<Peer> without(Peer other) {
            return List.of();
        }

        @Override
        public boolean isPublic() {
            return false;
        }

        @Override
        public String toString() {
            return name.replaceAll("[<>]", "");
        }
    }

    /** How the name of a security group begins. */
    String GROUP = "security group ";

    /** Addresses that providers share behind NAT (RFC 6598): no public server has one. */
    IPAddress SHARED = new IPAddressString("100.64.0.0/10").getAddress();

    /** The address that no machine has. */
    IPAddress BROADCAST = new IPAddressString("255.255.255.255/32").getAddress();

    /** What the text says: a network or an address, or else a name. */
    static Peer of(String text) {
        IPAddress address = text.matches("[0-9a-fA-F:./]+") ? new IPAddressString(text).getAddress() : null;
        return address == null || address.getIPVersion() == null
                ? new Named(text.startsWith("<") ? text + " (known only at deployment)" : text)
                : new Addresses(address.toPrefixBlock()
                        .getLower()
                        .spanWithRange(address.toPrefixBlock().getUpper()));
    }

    Optional<Peer> common(Peer other);

    /** What is left without another that has some of it. */
    List<Peer> without(Peer other);

    /** Whether some of it lies on the internet. */
    boolean isPublic();
}
