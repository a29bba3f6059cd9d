package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.iam.Glob;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One line of a condition: an operator, a condition key, and the values it is compared with.
 *
 * @param operator as the policy writes it, such as {@code ForAllValues:StringLike} or {@code NotIpAddressIfExists}
 * @param key the condition key in lower case
 * @param values sorted
 */
record ConditionEntry(String operator, String key, List<String> values) {

    private static final String IF_EXISTS = "IfExists";
    private static final String NULL = "Null";
    private static final String NUMBER = "Numeric";
    private static final String DATE = "Date";
    private static final Set<String> TEXTS = new TreeSet<>(Set.of("StringEquals", "StringLike"));
    private static final String ANY = "ForAnyValue";
    private static final String ALL = "ForAllValues";

    /**
     * Keys that a request has once at most, so that {@code ForAnyValue} and {@code ForAllValues} ask of them what the operator
     * alone asks, but for what an absent key does
     * (Service Authorization Reference of S3, and the page of the global condition keys: "single-valued").
     */
    private static final Set<String> SINGLE = new TreeSet<>(Set.of(
            "aws:currenttime",
            "aws:multifactorauthage",
            "aws:multifactorauthpresent",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalisawsservice",
            "aws:principalorgid",
            "aws:principaltype",
            "aws:referer",
            "aws:requestedregion",
            "aws:resourceaccount",
            "aws:resourceorgid",
            "aws:securetransport",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "aws:username",
            "aws:viaawsservice",
            "aws:vpcsourceip",
            "kms:calleraccount",
            "kms:viaservice",
            "s3:delimiter",
            "s3:max-keys",
            "s3:prefix",
            "s3:tlsversion",
            "s3:versionid",
            "s3:x-amz-acl",
            "s3:x-amz-server-side-encryption",
            "s3:x-amz-storage-class",
            "sts:externalid"));

    ConditionEntry {
        values = values.stream().sorted().distinct().toList();
    }

    /** Whether every request that meets this line meets the other; where that cannot be told, no. */
    boolean implies(ConditionEntry other) {
        if (equals(other) || asksForSecondFactor(other)) {
            return true;
        }
        if (!key.equals(other.key)) {
            return false;
        }
        // Whether the key is there at all, asked or told by another operator.
        if (other.isNull("false")) {
            return !meetsWhenAbsent() && !isNull("true");
        }
        if (isNull("true")) {
            return other.meetsWhenAbsent();
        }
        boolean comparable = quantifier().equals(other.quantifier())
                && isNegated() == other.isNegated()
                && !bare().equals(NULL)
                && (!meetsWhenAbsent() || other.meetsWhenAbsent());
        return comparable && (isNegated() ? other.valuesWithin(this) : valuesWithin(other));
    }

    /**
     * Whether a limit on the age of the second factor asks for one, so that asking for one besides adds nothing: a request
     * without a second factor has no age (IAM User Guide, "AWS global condition context keys": aws:MultiFactorAuthAge).
     */
    private boolean asksForSecondFactor(ConditionEntry other) {
        return key.equals("aws:multifactorauthage")
                && bare().startsWith("Numeric")
                && !meetsWhenAbsent()
                && other.key.equals("aws:multifactorauthpresent")
                && other.bare().equals("Bool")
                && other.values.equals(List.of("true"));
    }

    private boolean isNull(String absent) {
        return bare().equals(NULL) && values.size() == 1 && values.get(0).equalsIgnoreCase(absent);
    }

    /** An absent key meets a negated operator, and any operator with IfExists; ForAnyValue never, ForAllValues always. */
    boolean meetsWhenAbsent() {
        return switch (written()) {
            case ANY -> false;
            case ALL -> true;
            default -> isNull("true") || isNegated() || operator.endsWith(IF_EXISTS);
        };
    }

    /** How the line reads in a sentence. */
    String shown() {
        return operator.equals("Fn::If")
                ? "the template's condition %s is %s".formatted(key, values.get(0))
                : operator + " " + key + " " + String.join("|", values);
    }

    /** Whether a request meets it by any one of the values: then the line is several, one a value. */
    boolean isAlternative() {
        return !isNegated() && !quantifier().equals(ALL) && !bare().equals(NULL);
    }

    /** Whether a request has to meet it with every one of the values: then the line is several, all of which hold. */
    boolean isJoint() {
        return isNegated() && !quantifier().equals(ANY);
    }

    private boolean valuesWithin(ConditionEntry other) {
        return values.stream()
                .allMatch(own ->
                        other.values.stream().anyMatch(value -> includes(other.positive(), value, positive(), own)));
    }

    private static boolean includes(String outer, String outerValue, String inner, String innerValue) {
        if (outer.equals(inner) && outerValue.equals(innerValue)) {
            return true;
        }
        if (TEXTS.contains(outer) && TEXTS.contains(inner)) {
            return Glob.of(outerValue).covers(Glob.of(innerValue))
                    && (outer.equals("StringLike") || !isPattern(innerValue) && outerValue.equals(innerValue));
        }
        if (outer.equals("StringEqualsIgnoreCase") && inner.startsWith("String")) {
            boolean text = !inner.equals("StringLike") || !isPattern(innerValue);
            return text && outerValue.equalsIgnoreCase(innerValue);
        }
        if (isOrdered(outer) && isOrdered(inner) && kind(outer).equals(kind(inner))) {
            return isWithin(outer, outerValue, inner, innerValue);
        }
        if (!outer.equals(inner)) {
            // A name without wildcards and variables is one text, whichever operator compares it.
            return outer.equals("Arn") && isLiteral(inner, innerValue) && Glob.coversArn(outerValue, innerValue)
                    || inner.equals("Arn") && isLiteral(outer, outerValue) && outerValue.equals(innerValue);
        }
        return switch (outer) {
            case "Arn" -> outerValue.equals("*") || Glob.coversArn(outerValue, innerValue);
            case "IpAddress" -> contains(outerValue, innerValue);
            case "Bool" -> outerValue.equalsIgnoreCase(innerValue);
            default -> false;
        };
    }

    private static boolean isPattern(String value) {
        return value.contains("*") || value.contains("?");
    }

    private static boolean isOrdered(String operator) {
        return operator.startsWith(NUMBER) || operator.startsWith(DATE);
    }

    private static String kind(String operator) {
        return operator.startsWith(DATE) ? DATE : NUMBER;
    }

    /** Whether what lies on one side of a number or time lies on that side of the other too; at equality if both say so. */
    private static boolean isWithin(String outer, String outerValue, String inner, String innerValue) {
        String reach = outer.substring(kind(outer).length());
        String part = inner.substring(kind(inner).length());
        boolean atEquality = reach.endsWith("Equals") || part.equals(reach);
        double order = order(kind(outer), innerValue, outerValue);
        if (reach.startsWith("Less")) {
            return (part.startsWith("Less") || part.equals("Equals")) && (atEquality ? order <= 0 : order < 0);
        }
        if (reach.startsWith("Greater")) {
            return (part.startsWith("Greater") || part.equals("Equals")) && (atEquality ? order >= 0 : order > 0);
        }
        return part.equals("Equals") && order == 0;
    }

    private static boolean isLiteral(String operator, String value) {
        return TEXTS.contains(operator) && value.startsWith("arn:") && !value.matches(".*[*?$<].*");
    }

    private static boolean contains(String outer, String inner) {
        IPAddress network = new IPAddressString(outer).getAddress();
        IPAddress part = new IPAddressString(inner).getAddress();
        return network != null && part != null && network.toPrefixBlock().contains(part.toPrefixBlock());
    }

    /** The order of two numbers or times; what is neither is nothing's equal. */
    private static double order(String kind, String one, String other) {
        try {
            return kind.equals(DATE)
                    ? instant(one).compareTo(instant(other))
                    : new BigDecimal(one).compareTo(new BigDecimal(other));
        } catch (NumberFormatException | DateTimeException neither) {
            return Double.NaN;
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** Empty also for a key that a request has once at most: what remains is what an absent key does. */
    private String quantifier() {
        return SINGLE.contains(key) ? "" : written();
    }

    private String written() {
        return operator.contains(":") && !operator.startsWith("Fn::")
                ? operator.substring(0, operator.indexOf(':'))
                : "";
    }

    private String bare() {
        String rest = operator.substring(operator.indexOf(':') + 1);
        return rest.endsWith(IF_EXISTS) ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    }

    private boolean isNegated() {
        return bare().contains("Not");
    }

    /** The operator without its negation; AWS documents that ArnEquals and ArnLike are one. */
    private String positive() {
        String positive = bare().replace("Not", "");
        return positive.startsWith("Arn") ? "Arn" : positive;
    }

    static String shown(Set<ConditionEntry> lines) {
        return lines.stream().map(ConditionEntry::shown).sorted().collect(Collectors.joining(" and "));
    }
}
