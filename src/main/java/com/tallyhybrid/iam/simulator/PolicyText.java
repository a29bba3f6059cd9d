package com.tallyhybrid.iam.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a policy that a request is compared with: it may hold wildcards and policy variables.
 *
 * @param text as the policy has it
 * @param variables whether the policy's version has variables; before 2012-10-17 they are plain text
 */
record PolicyText(String text, boolean variables) {

    /** Whether the comparison knows {@code *} and {@code ?}, and whether it knows small from capital letters. */
    enum Style {
        EXACT(false, 0),
        EXACT_IGNORING_CASE(false, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
        WILDCARDS(true, 0),
        WILDCARDS_IGNORING_CASE(true, Pattern.CASE_INSENSITIVE);

        private final boolean wildcards;
        private final int flags;

        Style(boolean wildcards, int flags) {
            this.wildcards = wildcards;
            this.flags = flags;
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern REFERENCE = Pattern.compile("([^,'$*?{}]+?)(?:,\\s+'([^']*)')?");
    private static final Pattern TYPE = Pattern.compile("^([^/:$]*)[/:]");
    private static final int ARN_PARTS = 6;

    /** Whether the value is what the text says. A variable without a value equals nothing and is like nothing. */
    boolean matches(String value, Style style, Context context) {
        if (isPlain()) {
            // Most texts are; compiling an expression for each would be most of the time that a matrix takes.
            return style.flags == 0 ? text.equals(value) : text.equalsIgnoreCase(value);
        }
        if (style.wildcards && isPrefix()) {
            return value.regionMatches(style.flags != 0, 0, text, 0, text.length() - 1);
        }
        return expression(text, style, context)
                .map(regex -> Pattern.compile(regex, style.flags | Pattern.DOTALL)
                        .matcher(value)
                        .matches())
                .orElse(false);
    }

    /** Whether the ARN is what the text says, part by part: a wildcard does not reach over a colon. */
    boolean matchesArn(String value, Context context) {
        String[] values = value.split(":", ARN_PARTS);
        if (text.equals("*")) {
            if (values.length != ARN_PARTS) {
                throw new IllegalArgumentException("* beside what is no ARN: " + value);
            }
            return true;
        }
        List<String> parts = arnParts();
        if (values.length != ARN_PARTS) {
            return false;
        }
        for (int i = 0; i < ARN_PARTS; i++) {
            if (!new PolicyText(parts.get(i), variables).matches(values[i], Style.WILDCARDS, context)) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlain() {
        return text.indexOf('*') < 0 && hasNoOtherSpecial();
    }

    /** Only its last character is a wildcard, as in most texts that have one. */
    private boolean isPrefix() {
        return text.indexOf('*') == text.length() - 1 && hasNoOtherSpecial();
    }

    private boolean hasNoOtherSpecial() {
        return text.indexOf('?') < 0 && text.indexOf('$') < 0;
    }

    /**
     * Whether the text may stand in {@code Resource}: {@code *}, an ARN that a star ends early, or one whose type of
     * resource is written out (IAM User Guide, "ARN format": no wildcard in the part that gives the type; S3 has none). IAM
     * refuses a wildcard for the service: "Resource vendor must be fully qualified and cannot contain regexes".
     */
    boolean namesResources() {
        List<String> parts = arnParts();
        if (!text.startsWith("arn:") || parts.size() < 4 || hasWildcard(parts.get(2))) {
            return text.equals("*");
        }
        if (parts.size() < ARN_PARTS) {
            return text.endsWith("*");
        }
        String resource = parts.get(ARN_PARTS - 1);
        Matcher type = TYPE.matcher(resource);
        return !resource.isEmpty() && (parts.get(2).equals("s3") || !type.find() || !hasWildcard(type.group(1)));
    }

    private static boolean hasWildcard(String part) {
        return part.contains("*") || part.contains("?");
    }

    /** Refuses what has not the six parts of an ARN and is not {@code *}. */
    void requireArn() {
        if (!text.equals("*") && arnParts().size() != ARN_PARTS) {
            throw new IllegalArgumentException("not an ARN: " + text);
        }
    }

    /** Splits at colons, but not at the colon inside {@code ${aws:username}}. */
    private List<String> arnParts() {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length() && parts.size() < ARN_PARTS - 1; i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ':' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private Optional<String> expression(String source, Style style, Context context) {
        if (!variables) {
            return Optional.of(quote(source, style));
        }
        var regex = new StringBuilder();
        int end = 0;
        for (Matcher found = VARIABLE.matcher(source); found.find(); end = found.end()) {
            regex.append(quote(source.substring(end, found.start()), style));
            Optional<String> value = value(found.group(1).trim(), context);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            regex.append(Pattern.quote(value.get()));
        }
        return Optional.of(regex.append(quote(source.substring(end), style)).toString());
    }

    private Optional<String> value(String variable, Context context) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return Optional.of(variable);
        }
        Matcher reference = REFERENCE.matcher(variable);
        if (!reference.matches()) {
            throw new IllegalArgumentException("not a policy variable: ${%s} in %s".formatted(variable, text));
        }
        return context.variable(reference.group(1)).or(() -> Optional.ofNullable(reference.group(2)));
    }

    private static String quote(String literal, Style style) {
        if (!style.wildcards) {
            return Pattern.quote(literal);
        }
        var regex = new StringBuilder();
        for (char c : literal.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }
}
