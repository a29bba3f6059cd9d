package com.tallyhybrid.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;

/**
 * An IPv4 network in CIDR notation, such as {@code 192.168.10.0/24}.
 *
 * <p>The arithmetic is the IPAddress library's; this type only fixes what the app means by a network: IPv4, written
 * with its prefix length, host bits zero.
 */
public record Cidr(IPv4Address network) {

    /** Reads a network that the settings reader has already accepted. */
    @JsonCreator
    public static Cidr of(String text) {
        return new Cidr(new IPAddressString(text).getAddress().toIPv4());
    }

    /** The number after the slash. */
    public int prefixLength() {
        return network.getPrefixLength();
    }

    /** Whether some address belongs to both networks. */
    public boolean overlaps(Cidr other) {
        return network.toPrefixBlock().overlaps(other.network.toPrefixBlock());
    }

    /** Whether every address of the other network belongs to this one. */
    public boolean contains(Cidr other) {
        return network.toPrefixBlock().contains(other.network.toPrefixBlock());
    }

    /** Whether the address, written without a prefix length, belongs to this network. */
    public boolean contains(String address) {
        IPAddress single = new IPAddressString(address).getAddress();
        return single != null && network.toPrefixBlock().contains(single);
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
