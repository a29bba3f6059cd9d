package com.tallyhybrid.settings;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The distinguished name of an organizational unit, in the order in which it is written: the unit first, the domain
 * last.
 *
 * <p>FSx takes any text of one line. Names here are made of letters, digits and what cannot end a command or an XML
 * attribute, because administrators paste them into PowerShell.
 *
 * @see <a href="https://docs.aws.amazon.com/fsx/latest/APIReference/API_SelfManagedActiveDirectoryConfiguration.html">FSx:
 *     OrganizationalUnitDistinguishedName</a>
 */
public final class OrganizationalUnit {

    private static final Set<String> TYPES = Set.of("OU", "CN", "DC");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ._&(),-]");

    /**
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/adschema/a-ou">Active Directory schema: ou and cn,
     *     Range-Upper 64</a>
     */
    private static final int LONGEST_NAME = 64;

    private final List<Rdn> parts;

    private OrganizationalUnit(List<Rdn> parts) {
        this.parts = parts;
    }

    private static OrganizationalUnit of(String text) throws InvalidNameException {
        List<Rdn> parts;
        try {
            parts = new LdapName(text).getRdns();
        } catch (IllegalArgumentException escape) {
            // What the JDK throws for a backslash with nothing to escape.
            throw (InvalidNameException) new InvalidNameException(text).initCause(escape);
        }
        // LDAP counts from the right.
        return new OrganizationalUnit(
                parts.stream().collect(Collectors.collectingAndThen(Collectors.toList(), reversed -> {
                    Collections.reverse(reversed);
                    return List.copyOf(reversed);
                })));
    }

    /** Why the text names no unit, worded to follow it. */
    public static Optional<String> refusal(String text) {
        if (!text.equals(text.strip())) {
            return Optional.of("has a space or a newline at its edge");
        }
        try {
            return of(text).refusal();
        } catch (InvalidNameException malformed) {
            return Optional.of("is not a distinguished name");
        }
    }

    /** The domain that the DC= parts of an accepted text name, such as {@code corp.sharma.example}. */
    public static String domain(String text) {
        try {
            return of(text).parts.stream()
                    .filter(part -> type(part).equals("DC"))
                    .map(part -> part.getValue().toString())
                    .collect(Collectors.joining("."));
        } catch (InvalidNameException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    private Optional<String> refusal() {
        return parts.stream()
                .map(OrganizationalUnit::refusal)
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::orderRefusal);
    }

    private static Optional<String> refusal(Rdn part) {
        // "OU=a+CN=b" is one part of two, and what is written as #04.. is bytes.
        if (part.size() != 1 || !(part.getValue() instanceof String name)) {
            return Optional.of("is not a distinguished name");
        }
        if (!TYPES.contains(type(part))) {
            return Optional.of("has a part %s=, which is not OU=, CN= or DC=".formatted(Printable.text(type(part))));
        }
        if (name.isBlank()) {
            return Optional.of("has a part %s= with nothing behind it".formatted(type(part)));
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return Optional.of(
                    "has a part %s= with a name of more than %s characters, the most that Active Directory takes"
                            .formatted(type(part), LONGEST_NAME));
        }
        Matcher strange = NOT_IN_A_NAME.matcher(name);
        return strange.find()
                ? Optional.of("has the part '%s' with %s, which commands on the office pages could not carry"
                        .formatted(Printable.text(name), shown(strange.group())))
                : Optional.empty();
    }

    private Optional<String> orderRefusal() {
        List<String> types = parts.stream().map(OrganizationalUnit::type).toList();
        if (types.isEmpty() || !types.get(0).equals("OU")) {
            return Optional.of("does not start with OU=");
        }
        int domain = types.indexOf("DC");
        if (domain < 0) {
            return Optional.of("does not name the domain in DC= parts");
        }
        return types.subList(domain, types.size()).stream().allMatch("DC"::equals)
                ? Optional.empty()
                : Optional.of("has a part behind the DC= parts, which name the domain and come last");
    }

    private static String type(Rdn part) {
        return part.getType().toUpperCase(Locale.ROOT);
    }

    private static String shown(String character) {
        return Printable.isPlain(character.codePointAt(0)) ? character : Printable.text(character);
    }
}
