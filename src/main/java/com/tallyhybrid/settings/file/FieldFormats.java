package com.tallyhybrid.settings.file;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.DuplicatiRetention;
import com.tallyhybrid.settings.OrganizationalUnit;
import com.tallyhybrid.settings.WindowsFolder;
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
    static final List<Special> NOT_PUBLIC = List.of(
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

    /**
     * What no domain may be called by its short name.
     *
     * @see <a href="https://learn.microsoft.com/en-us/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou">Naming
     *     conventions in Active Directory</a>
     */
    private static final Set<String> RESERVED_DOMAINS = Set.of(
            "anonymous",
            "batch",
            "builtin",
            "dialup",
            "interactive",
            "internet",
            "local",
            "network",
            "null",
            "proxy",
            "restricted",
            "self",
            "server",
            "service",
            "system",
            "users",
            "world");

    private static final Pattern SECRET = Pattern.compile(
            "arn:aws[a-z-]*:secretsmanager:(?<region>[a-z0-9-]+):[0-9]{12}:secret:(?<name>.+)", Pattern.DOTALL);

    /**
     * @see <a href="https://docs.aws.amazon.com/fsx/latest/APIReference/API_SelfManagedActiveDirectoryConfiguration.html">FSx:
     *     DomainJoinServiceAccountSecret</a>
     */
    private static final int SHORTEST_SECRET = 64;

    private static final Map<String, Function<String, Optional<String>>> REFUSALS = new TreeMap<>(Map.ofEntries(
            Map.entry("private-cidr", FieldFormats::notPrivateNetwork),
            Map.entry("vpc-cidr", FieldFormats::notVpcNetwork),
            Map.entry("public-cidr", FieldFormats::notPublicNetwork),
            Map.entry("tunnel-cidr", FieldFormats::notTunnelNetwork),
            Map.entry("private-ip", FieldFormats::notPrivateAddress),
            Map.entry("public-ip", FieldFormats::notPublicAddress),
            Map.entry("directory-name", FieldFormats::notDirectoryName),
            Map.entry("organizational-unit", OrganizationalUnit::refusal),
            Map.entry("mumbai-secret-arn", FieldFormats::notSecretInMumbai),
            Map.entry("duplicati-retention", DuplicatiRetention::refusal),
            Map.entry("daily-time", text -> TimeText.refusal(TimeText.daily(), text)),
            Map.entry("weekly-time", text -> TimeText.refusal(TimeText.weekly(), text)),
            Map.entry("windows-folder", WindowsFolder::refusal)));

    private FieldFormats() {}

    record Special(Cidr range, String kind) {}

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

    /** AWS makes the short name of the domain from the first part of the long one. */
    private static Optional<String> notDirectoryName(String text) {
        String first = text.split("\\.", 2)[0];
        return unless(
                !RESERVED_DOMAINS.contains(first.toLowerCase(Locale.ROOT)),
                "starts with %s, which Windows keeps for itself".formatted(first));
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
        String name = arn.group("name");
        return unless(
                        name.matches("[A-Za-z0-9/_+=.@-]+"),
                        "has a character that Secrets Manager takes in no name: letters, digits and /_+=.@- are what it"
                                + " takes")
                .or(() -> unless(
                        name.matches(".+-[A-Za-z0-9]{6}"),
                        "ends without the hyphen and six characters that Secrets Manager adds to a secret's name"))
                .or(() -> unless(
                        text.length() >= SHORTEST_SECRET,
                        "has fewer than %s characters, so FSx does not take it: the secret needs a longer name"
                                .formatted(SHORTEST_SECRET)));
    }

    private static Optional<String> unless(boolean fine, String refusal) {
        return fine ? Optional.empty() : Optional.of(refusal);
    }
}
