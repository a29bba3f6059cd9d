package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.iam.Glob;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigDecimal;
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
    private static final Set<String> TEXTS = new TreeSet<>(Set.of("StringEquals", "StringLike"));
    private static final String ANY = "ForAnyValue";
    private static final String ALL = "ForAllValues";

    /**
     * Keys that a request has once at most, so that {@code ForAnyValue} asks of them what the operator alone asks
     * (Service Authorization Reference of S3, and the page of the global condition keys: "single-valued").
     */
    private static final Set<String> SINGLE = new TreeSet<>(Set.of(
            "aws:principalaccount",
            "aws:principalarn",
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
            "s3:delimiter",
            "s3:max-keys",
            "s3:prefix",
            "s3:versionid",
            "s3:x-amz-acl",
            "s3:x-amz-server-side-encryption",
            "s3:x-amz-storage-class"));

    ConditionEntry {
        values = values.stream().sorted().distinct().toList();
    }

    /** Whether every request that meets this line meets the other; where that cannot be told, no. */
    boolean implies(ConditionEntry other) {
        if (equals(other)) {
            return true;
        }
        if (asksForSecondFactor(other)) {
            return true;
        }
        boolean comparable = key.equals(other.key)
                && quantifier().equals(other.quantifier())
                && isNegated() == other.isNegated()
                && !bare().equals("Null");
        if (!comparable || meetsWhenAbsent() && !other.meetsWhenAbsent()) {
            return false;
        }
        return isNegated() ? other.valuesWithin(this) : valuesWithin(other);
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

    /** An absent key meets a negated operator, and any operator with IfExists; ForAnyValue never, ForAllValues always. */
    private boolean meetsWhenAbsent() {
        return switch (quantifier()) {
            case ANY -> false;
            case ALL -> true;
            default -> isNegated() || ifExists();
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
        return !isNegated() && !quantifier().equals(ALL) && !bare().equals("Null");
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
                    && (outer.equals("StringLike") || !innerValue.matches(".*[*?].*") && outerValue.equals(innerValue));
        }
        if (!outer.equals(inner)) {
            // A name without wildcards and variables is one text, whichever operator compares it.
            return outer.equals("Arn") && isLiteral(inner, innerValue) && Glob.coversArn(outerValue, innerValue)
                    || inner.equals("Arn") && isLiteral(outer, outerValue) && outerValue.equals(innerValue);
        }
        return switch (outer) {
            case "Arn" -> outerValue.equals("*") || Glob.coversArn(outerValue, innerValue);
            case "IpAddress" -> contains(outerValue, innerValue);
            case "Bool", "StringEqualsIgnoreCase" -> outerValue.equalsIgnoreCase(innerValue);
            case "NumericLessThan", "NumericLessThanEquals" -> order(innerValue, outerValue) <= 0;
            case "NumericGreaterThan", "NumericGreaterThanEquals" -> order(innerValue, outerValue) >= 0;
            case "NumericEquals" -> order(innerValue, outerValue) == 0;
            default -> false;
        };
    }

    private static boolean isLiteral(String operator, String value) {
        return TEXTS.contains(operator) && value.startsWith("arn:") && !value.matches(".*[*?$<].*");
    }

    private static boolean contains(String outer, String inner) {
        IPAddress network = new IPAddressString(outer).getAddress();
        IPAddress part = new IPAddressString(inner).getAddress();
        return network != null && part != null && network.toPrefixBlock().contains(part.toPrefixBlock());
    }

    /** The order of two numbers; what is no number is nothing's equal. */
    private static double order(String one, String other) {
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        } catch (NumberFormatException notNumbers) {
            return Double.NaN;
        }
    }

    private String quantifier() {
        String written = operator.contains(":") ? operator.substring(0, operator.indexOf(':')) : "";
        // A negated operator alone is met by an absent key, and with ForAnyValue it is not.
        return written.equals(ANY) && SINGLE.contains(key) && !isNegated() ? "" : written;
    }

    /** AWS does not heed it beside ForAnyValue. */
    private boolean ifExists() {
        return operator.endsWith(IF_EXISTS) && !operator.startsWith(ANY);
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
