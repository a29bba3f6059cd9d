package com.tallyhybrid.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import java.math.BigInteger;

/**
 * An IPv4 network in CIDR notation, such as {@code 192.168.10.0/24}.
 *
 * <p>The arithmetic is the IPAddress library's; this type only fixes what the app means by a network: IPv4, written
 * with its prefix length, host bits zero.
 */
public record Cidr(IPv4Address network) {

    /** The library reads octal numbers, wildcards, masks and empty text too, which nobody means in a settings file. */
    private static final IPAddressStringParameters PLAIN_IPV4 = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowIPv6(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(false)
            .getIPv4AddressParametersBuilder()
            .allowLeadingZeros(false)
            .getParentBuilder()
            .toParams();

    /** Reads a network that the settings reader has already accepted. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Cidr of(String text) {
        return new Cidr(plainIpv4(text).getAddress().toIPv4());
    }

    /** Text that is an IPv4 address of four decimal numbers, with or without a prefix length, or not valid. */
    public static IPAddressString plainIpv4(String text) {
        return new IPAddressString(text, PLAIN_IPV4);
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
        IPAddress single = plainIpv4(address).getAddress();
        return single != null && network.toPrefixBlock().contains(single);
    }

    /** Whether the other is one address, and the first or last of this network, which no computer can have. */
    public boolean isEdge(Cidr other) {
        boolean single = !other.network.isPrefixed() || other.prefixLength() == 32;
        return single && prefixLength() < 31 && (startsWith(other) || last().equals(other.first()));
    }

    /** Whether the other begins with the same address. */
    public boolean startsWith(Cidr other) {
        return first().equals(other.first());
    }

    private BigInteger first() {
        return network.toPrefixBlock().getLower().getValue();
    }

    private BigInteger last() {
        return network.toPrefixBlock().getUpper().getValue();
    }

    /** One of the four equal parts of this network, the lowest addresses being the first. */
    public Cidr quarter(int index) {
        return new Cidr(network.toPrefixBlock()
                .setPrefixLength(prefixLength() + 2, false)
                .prefixBlockStream()
                .skip(index)
                .findFirst()
                .orElseThrow());
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
