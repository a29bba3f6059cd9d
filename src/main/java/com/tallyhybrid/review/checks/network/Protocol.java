package com.tallyhybrid.review.checks.network;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Protocols as templates name them, and their ports. */
final class Protocol {

    private static final Map<String, Integer> NUMBERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("icmp", 1);
        NUMBERS.put("tcp", 6);
        NUMBERS.put("udp", 17);
        NUMBERS.put("icmpv6", 58);
    }

    private Protocol() {}

    /** The numbers that the text means; empty where it is known only at deployment. */
    static Optional<Span> numbers(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals("-1") || name.equals("all") || name.isEmpty()) {
            return Optional.of(Span.PROTOCOLS);
        }
        if (NUMBERS.containsKey(name)) {
            return Optional.of(Span.of(NUMBERS.get(name)));
        }
        return name.matches("\\d{1,3}") ? Optional.of(Span.of(Integer.parseInt(name))) : Optional.empty();
    }

    /** The ports of a rule; of ICMP the first text is the type and the second the code. */
    static Optional<Span> ports(Span protocols, String from, String to) {
        boolean icmp = protocols.equals(Span.of(1)) || protocols.equals(Span.of(58));
        boolean ported = protocols.equals(Span.of(6)) || protocols.equals(Span.of(17));
        if (!icmp && !ported || from.isEmpty() || from.equals("-1")) {
            return Optional.of(Span.PORTS);
        }
        if (!from.matches("\\d{1,5}") || !to.matches("-1|\\d{1,5}")) {
            return Optional.empty();
        }
        int low = Integer.parseInt(from);
        int high = Integer.parseInt(to);
        if (icmp) {
            return Optional.of(high < 0 ? new Span(low * 256, low * 256 + 255) : Span.of(low * 256 + high));
        }
        return Optional.of(new Span(low, high < 0 ? Span.PORTS.to() : high));
    }

    static String shown(Span protocols, Span ports) {
        if (protocols.from() != protocols.to()) {
            return protocols.equals(Span.PROTOCOLS) ? "all traffic" : "protocols " + protocols;
        }
        String name = NUMBERS.entrySet().stream()
                .filter(entry -> entry.getValue() == protocols.from())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("protocol " + protocols);
        return ports.equals(Span.PORTS) ? name : name + " " + ports;
    }
}
