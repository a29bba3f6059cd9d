package com.tallyhybrid.settings;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The formats that the schema names and a pattern cannot express.
 *
 * <p>Each answers why it refuses a value, worded to follow the value: "10.0.0.1 <i>is a private address</i>".
 */
final class FieldFormats {

    private static final Cidr LINK_LOCAL = Cidr.of("169.254.0.0/16");
    private static final List<Cidr> PRIVATE =
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("172.16.0.0/12"), Cidr.of("192.168.0.0/16"));

    /** AWS keeps these for itself. */
    private static final Set<String> RESERVED_TUNNELS = Set.of(
            "169.254.0.0/30",
            "169.254.1.0/30",
            "169.254.2.0/30",
            "169.254.3.0/30",
            "169.254.4.0/30",
            "169.254.5.0/30",
            "169.254.169.252/30");

    /** IANA's special ranges without the documentation ones: example files must read. */
    private static final List<Special> NOT_PUBLIC = List.of(
            new Special(Cidr.of("0.0.0.0/8"), "an unspecified address"),
            new Special(PRIVATE.get(0), "a private address"),
            new Special(PRIVATE.get(1), "a private address"),
            new Special(PRIVATE.get(2), "a private address"),
            new Special(
                    Cidr.of("100.64.0.0/10"),
                    "a carrier's shared address (CGNAT), so ask the internet provider for a fixed public one"),
            new Special(Cidr.of("127.0.0.0/8"), "a loopback address"),
            new Special(LINK_LOCAL, "a link-local address"),
            new Special(Cidr.of("192.0.0.0/24"), "a reserved address"),
            new Special(Cidr.of("198.18.0.0/15"), "a reserved address"),
            new Special(Cidr.of("224.0.0.0/4"), "a multicast address"),
            new Special(Cidr.of("255.255.255.255/32"), "the broadcast address"),
            new Special(Cidr.of("240.0.0.0/4"), "a reserved address"));

    private static final Pattern SECRET =
            Pattern.compile("arn:aws[a-z-]*:secretsmanager:(?<region>[a-z0-9-]+):[0-9]{12}:secret:(?<name>.+)");

    private static final Map<String, Function<String, Optional<String>>> REFUSALS = new TreeMap<>(Map.of(
            "private-cidr", FieldFormats::notPrivateNetwork,
            "vpc-cidr", FieldFormats::notVpcNetwork,
            "public-cidr", FieldFormats::notPublicNetwork,
            "tunnel-cidr", FieldFormats::notTunnelNetwork,
            "private-ip", FieldFormats::notPrivateAddress,
            "public-ip", FieldFormats::notPublicAddress,
            "organizational-unit", FieldFormats::notOrganizationalUnit,
            "mumbai-secret-arn", FieldFormats::notSecretInMumbai,
            "duplicati-retention", DuplicatiRetention::refusal,
            "windows-folder", WindowsFolder::refusal));

    private FieldFormats() {}

    private record Special(Cidr range, String kind) {}

    /** A format as the validator wants it. */
    private record Refusing(String name, Function<String, Optional<String>> refusal) implements Format {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String text) {
            return refusal.apply(text).isEmpty();
        }
    }

    static Collection<Format> all() {
        return REFUSALS.entrySet().stream()
                .map(entry -> (Format) new Refusing(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Why the format refuses the text; empty for formats that have no more to say. */
    static Optional<String> refusal(String format, String text) {
        return REFUSALS.getOrDefault(format, other -> Optional.empty()).apply(text);
    }

    private static Optional<String> notPrivateNetwork(String text) {
        return notNetwork(text)
                .or(() -> unless(
                        PRIVATE.stream().anyMatch(range -> range.contains(Cidr.of(text))),
                        "is not inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"));
    }

    private static Optional<String> notVpcNetwork(String text) {
        return notPrivateNetwork(text).or(() -> {
            int prefix = Cidr.of(text).network().getPrefixLength();
            return prefix < 16
                    ? Optional.of("is larger than AWS allows for a VPC")
                    : unless(prefix <= 24, "is too small for the subnets");
        });
    }

    private static Optional<String> notPublicNetwork(String text) {
        return notNetwork(text)
                .or(() -> unless(
                        Cidr.of(text).network().getPrefixLength() >= 8,
                        "takes in so much of the internet that it protects nothing"))
                .or(() -> NOT_PUBLIC.stream()
                        .filter(special -> special.range().overlaps(Cidr.of(text)))
                        .findFirst()
                        .map(special -> "overlaps %s, which is not public".formatted(special.range())));
    }

    private static Optional<String> notTunnelNetwork(String text) {
        return notNetwork(text)
                .or(() -> unless(Cidr.of(text).network().getPrefixLength() == 30, "is not a /30 network"))
                .or(() -> unless(LINK_LOCAL.contains(Cidr.of(text)), "is outside 169.254.0.0/16"))
                .or(() -> unless(!RESERVED_TUNNELS.contains(text), "is one of the networks that AWS reserves"));
    }

    private static Optional<String> notPrivateAddress(String text) {
        return notAddress(text)
                .or(() -> unless(PRIVATE.stream().anyMatch(range -> range.contains(text)), "is not a private address"));
    }

    private static Optional<String> notPublicAddress(String text) {
        return notAddress(text)
                .or(() -> NOT_PUBLIC.stream()
                        .filter(special -> special.range().contains(text))
                        .findFirst()
                        .map(special -> "is " + special.kind()));
    }

    private static Optional<String> notAddress(String text) {
        IPAddress address = Cidr.plainIpv4(text).getAddress();
        return unless(address != null && !address.isPrefixed(), "is not an IPv4 address");
    }

    private static Optional<String> notNetwork(String text) {
        IPAddress parsed = Cidr.plainIpv4(text).getAddress();
        if (parsed == null) {
            return Optional.of("is not an IPv4 network");
        }
        IPv4Address address = parsed.toIPv4();
        if (!address.isPrefixed()) {
            return Optional.of("has no prefix length (%s/32 would be this one address)".formatted(text));
        }
        return unless(
                address.isPrefixBlock(),
                "is one address in the network %s, not the network".formatted(address.toPrefixBlock()));
    }

    private static Optional<String> notOrganizationalUnit(String text) {
        List<Rdn> parts;
        try {
            parts = new LdapName(text).getRdns();
        } catch (InvalidNameException malformed) {
            return Optional.of("is not a distinguished name");
        }
        // LDAP counts from the right: the last part is the one written first.
        List<String> types = parts.stream()
                .map(part -> part.getType().toUpperCase(Locale.ROOT))
                .toList();
        Optional<String> foreign = types.stream()
                .filter(type -> !Set.of("OU", "CN", "DC").contains(type))
                .findFirst();
        return unless(!types.isEmpty() && types.get(types.size() - 1).equals("OU"), "does not start with OU=")
                .or(() -> foreign.map(type -> "has a part %s=, which is not OU=, CN= or DC=".formatted(type)))
                .or(() -> unless(types.contains("DC"), "does not name the domain in DC= parts"));
    }

    private static Optional<String> notSecretInMumbai(String text) {
        Matcher arn = SECRET.matcher(text);
        if (!text.startsWith("arn:")) {
            return Optional.of("is not an ARN");
        }
        if (!arn.matches()) {
            return Optional.of("is not the ARN of a secret in Secrets Manager");
        }
        String region = arn.group("region");
        if (!region.equals("ap-south-1")) {
            return Optional.of(
                    region.equals("ap-south-2")
                            ? "names a secret in ap-south-2 (Hyderabad), but the file server is in ap-south-1 (Mumbai)"
                            : "names a secret in %s, outside India".formatted(region));
        }
        return unless(
                arn.group("name").matches(".+-[A-Za-z0-9]{6}"),
                "ends without the hyphen and six characters that Secrets Manager adds to a secret's name");
    }

    private static Optional<String> unless(boolean fine, String refusal) {
        return fine ? Optional.empty() : Optional.of(refusal);
    }
}
