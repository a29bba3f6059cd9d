package com.tallyhybrid.officekit.router;

import com.tallyhybrid.officekit.router.RouterValues.Placeholder;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Office;
import java.util.stream.Stream;

/**
 * One tunnel as its router sees it. AWS chooses the addresses when it makes the connection, so words stand for them,
 * but for the inside addresses that the settings fix.
 *
 * @param number 1 or 2, in the order in which AWS lists them
 * @param awsAddress the public address of AWS's end
 * @param key the pre-shared key
 * @param insideAws AWS's address inside the tunnel, the first of its network
 * @param insideRouter the router's, the second
 */
record TunnelEnd(int number, String awsAddress, String key, String insideAws, String insideRouter) {

    private static final String INSIDE_MASK = "255.255.255.252";

    static TunnelEnd of(int number, Office office) {
        String prefix = "TUNNEL_%d_".formatted(number);
        boolean fixed = !office.tunnelInsideCidrs().isEmpty();
        return new TunnelEnd(
                number,
                prefix + "AWS_ADDRESS",
                prefix + "KEY",
                fixed ? host(office.tunnelInsideCidrs().get(number - 1), 1) : prefix + "INSIDE_AWS",
                fixed ? host(office.tunnelInsideCidrs().get(number - 1), 2) : prefix + "INSIDE_ROUTER");
    }

    private static String host(Cidr network, int which) {
        return network.network()
                .getLower()
                .increment(which)
                .withoutPrefixLength()
                .toString();
    }

    String name() {
        return "tally-hybrid-" + number;
    }

    /** The interface of a router that names it itself. */
    String device() {
        return "tally" + number;
    }

    /** Ties the interface to its keys; any number that nothing else on the router uses. */
    int interfaceId() {
        return 4240 + number;
    }

    /** Lower is preferred: both tunnels are up, and the second is the reserve. */
    int metric() {
        return 100 * number;
    }

    /** Higher is preferred. */
    int preference() {
        return 300 - metric();
    }

    boolean reserve() {
        return number > 1;
    }

    String insideMask() {
        return INSIDE_MASK;
    }

    Stream<Placeholder> placeholders() {
        return Stream.of(
                        new Placeholder(awsAddress, "outside address of tunnel %d".formatted(number)),
                        new Placeholder(key, "pre-shared key of tunnel %d".formatted(number)),
                        new Placeholder(
                                insideAws, "first usable address of the inside network of tunnel %d".formatted(number)),
                        new Placeholder(
                                insideRouter,
                                "second usable address of the inside network of tunnel %d".formatted(number)))
                .filter(placeholder -> placeholder.word().startsWith("TUNNEL_"));
    }
}
