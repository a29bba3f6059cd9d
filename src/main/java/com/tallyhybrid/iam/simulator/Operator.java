package com.tallyhybrid.iam.simulator;

import com.tallyhybrid.iam.simulator.PolicyText.Style;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * How a condition compares one value of the request with one value of the policy.
 *
 * @param negated whether the condition holds when no value matches, and so also when the key is absent
 * @param comparison the comparison, before negation
 * @param check refuses a value of the policy that cannot be compared
 */
record Operator(boolean negated, Comparison comparison, Consumer<PolicyText> check) {

    /** Compares a value of the policy with a value of the request. */
    @FunctionalInterface
    interface Comparison {
        boolean matches(PolicyText policy, String request, Context context);
    }

    private static final Map<String, Operator> ALL = new HashMap<>();

    /** AWS takes addresses in CIDR notation (RFC 4632); the library reads masks, octal numbers and wildcards too. */
    private static final IPAddressStringParameters CIDR = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(false)
            .getIPv4AddressParametersBuilder()
            .allowLeadingZeros(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .getParentBuilder()
            .toParams();

    static {
        text("StringEquals", "StringNotEquals", Style.EXACT);
        text("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", Style.EXACT_IGNORING_CASE);
        text("StringLike", "StringNotLike", Style.WILDCARDS);
        // The IAM User Guide: ArnEquals and ArnLike behave identically.
        pair("ArnEquals", "ArnNotEquals", PolicyText::matchesArn, PolicyText::requireArn);
        pair("ArnLike", "ArnNotLike", PolicyText::matchesArn, PolicyText::requireArn);
        pair("IpAddress", "NotIpAddress", (p, r, c) -> network(p.text()).contains(address(r)), p -> network(p.text()));
        ALL.put("Bool", new Operator(false, (p, r, c) -> truth(p.text()) == truth(r), p -> truth(p.text())));
        ordered("Numeric", Operator::number);
        ordered("Date", Operator::instant);
    }

    /** The operator of this name, without quantifier and {@code IfExists}. */
    static Optional<Operator> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static void text(String name, String negation, Style style) {
        pair(name, negation, (p, r, c) -> p.matches(r, style, c), p -> {});
    }

    private static void pair(String name, String negation, Comparison comparison, Consumer<PolicyText> check) {
        ALL.put(name, new Operator(false, comparison, check));
        ALL.put(negation, new Operator(true, comparison, check));
    }

    private static <T extends Comparable<T>> void ordered(String kind, Function<String, T> reader) {
        pair(kind + "Equals", kind + "NotEquals", ordering(reader, order -> order == 0), p -> reader.apply(p.text()));
        ordered(kind + "LessThan", reader, order -> order < 0);
        ordered(kind + "LessThanEquals", reader, order -> order <= 0);
        ordered(kind + "GreaterThan", reader, order -> order > 0);
        ordered(kind + "GreaterThanEquals", reader, order -> order >= 0);
    }

    private static <T extends Comparable<T>> void ordered(
            String name, Function<String, T> reader, IntPredicate accepts) {
        ALL.put(name, new Operator(false, ordering(reader, accepts), p -> reader.apply(p.text())));
    }

    private static <T extends Comparable<T>> Comparison ordering(Function<String, T> reader, IntPredicate accepts) {
        return (policy, request, context) -> accepts.test(reader.apply(request).compareTo(reader.apply(policy.text())));
    }

    private static BigDecimal number(String text) {
        // What AWS makes of 1e1 is documented nowhere.
        if (!text.matches("[+-]?\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return new BigDecimal(text);
    }

    private static Instant instant(String text) {
        if (text.matches("\\d{4}")) {
            throw new IllegalArgumentException("a year, or that second of 1970: " + text);
        }
        return text.matches("\\d+")
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : OffsetDateTime.parse(text).toInstant();
    }

    /** {@code true} and {@code false} in any case; nothing else is a truth value. */
    static boolean truth(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("neither true nor false: " + text);
        }
        return Boolean.parseBoolean(text);
    }

    private static IPAddress network(String text) {
        return parse(text).toPrefixBlock();
    }

    private static IPAddress address(String text) {
        IPAddress address = parse(text);
        if (address.isMultiple() || address.isPrefixed()) {
            throw new IllegalArgumentException("a request comes from one address, got " + text);
        }
        return address;
    }

    private static IPAddress parse(String text) {
        try {
            // The library trims.
            boolean whole = text.strip().equals(text);
            IPAddress address = whole ? new IPAddressString(text, CIDR).toAddress() : null;
            if (address == null) {
                throw new IllegalArgumentException("not an IP address or network: " + text);
            }
            return address;
        } catch (AddressStringException e) {
            throw new IllegalArgumentException("not an IP address or network: " + text, e);
        }
    }
}
