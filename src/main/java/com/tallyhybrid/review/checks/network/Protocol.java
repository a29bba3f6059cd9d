package com.tallyhybrid.review.checks.network;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Protocols as templates name them, and their ports. */
final class Protocol {

    /** How many codes a type of ICMP has. */
    private static final int CODES = 256;

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
        boolean icmp = isIcmp(protocols);
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
            return Optional.of(high < 0 ? new Span(low * CODES, low * CODES + CODES - 1) : Span.of(low * CODES + high));
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
        if (ports.equals(Span.PORTS)) {
            return name;
        }
        return name + (isIcmp(protocols) ? " " + messages(ports) : " " + ports);
    }

    /** Of ICMP the ports are types and codes. */
    private static String messages(Span ports) {
        Span types = new Span(ports.from() / CODES, ports.to() / CODES);
        boolean everyCode = ports.from() % CODES == 0 && ports.to() % CODES == CODES - 1;
        String codes = everyCode ? "" : " code " + new Span(ports.from() % CODES, ports.to() % CODES);
        return "type " + types + codes;
    }

    private static boolean isIcmp(Span protocols) {
        return protocols.equals(Span.of(1)) || protocols.equals(Span.of(58));
    }
}
