package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.iam.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One dimension of a statement: a principal, action or resource, or everything but those listed.
 *
 * @param kind which dimension
 * @param negated whether everything but the texts is meant
 * @param texts exactly one unless negated
 */
record Scope(Kind kind, boolean negated, List<String> texts) {

    /** What the texts are, which decides what one of them includes. */
    enum Kind {
        PRINCIPAL("Principal"),
        ACTION("Action"),
        RESOURCE("Resource");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        String element() {
            return element;
        }
    }

    private static final Pattern ROOT = Pattern.compile("AWS:arn:[a-z-]+:iam::([^:]+):root");
    private static final Pattern IN_ACCOUNT = Pattern.compile("AWS:arn:[a-z-]+:(?:iam|sts)::([^:]+):.+");

    Scope {
        texts = texts.stream().sorted().distinct().toList();
    }

    static Scope of(Kind kind, String text) {
        return new Scope(kind, false, List.of(text));
    }

    boolean isEverything() {
        return !negated && texts.equals(List.of("*"));
    }

    /** The texts as a policy lists them. */
    String shown() {
        return (negated ? "everything but " : "") + String.join(", ", texts);
    }

    /** Whether everything in the other scope is in this one; where that cannot be told, no. */
    boolean covers(Scope other, boolean byAccount) {
        if (equals(other) || isEverything()) {
            return true;
        }
        if (!negated) {
            return !other.negated && includes(texts.get(0), other.texts.get(0), byAccount);
        }
        // Excepting an account does not except its users and roles.
        return other.negated
                ? texts.stream().allMatch(own -> other.texts.stream().anyMatch(text -> includes(text, own, false)))
                : texts.stream().noneMatch(own -> meets(own, other.texts.get(0)));
    }

    /** Whether something may be in both; where that cannot be told, yes. */
    boolean meets(String text) {
        return negated
                ? texts.stream().noneMatch(own -> includes(own, text, true))
                : texts.stream().anyMatch(own -> meets(own, text));
    }

    /** The account that a principal belongs to; empty for services and the like. */
    Optional<String> account() {
        if (negated) {
            return Optional.empty();
        }
        Matcher matcher = IN_ACCOUNT.matcher(texts.get(0));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private boolean includes(String outer, String inner, boolean byAccount) {
        return switch (kind) {
            case ACTION ->
                outer.equalsIgnoreCase(inner)
                        || hasWildcard(outer)
                                && sameService(outer, inner)
                                && lower(outer).covers(lower(inner));
            case RESOURCE ->
                outer.equals("*") || outer.equals(inner) || hasWildcard(outer) && Glob.coversArn(outer, inner);
            case PRINCIPAL ->
                outer.equals("*")
                        || outer.equals(inner)
                        || byAccount && isAccountOf(outer, inner)
                        || hasWildcard(outer)
                                && inner.startsWith("AWS:")
                                && Glob.coversArn(outer.substring(outer.indexOf(':') + 1), inner.substring(4));
        };
    }

    private boolean meets(String own, String text) {
        return switch (kind) {
            case ACTION -> sameService(own, text) && lower(own).meets(lower(text));
            case RESOURCE -> Glob.of(own).meets(Glob.of(text));
            case PRINCIPAL -> Glob.of(own).meets(Glob.of(text)) || isAccountOf(own, text) || isAccountOf(text, own);
        };
    }

    private static boolean hasWildcard(String text) {
        return text.contains("*") || text.contains("?");
    }

    /** Told apart without looking at the wildcards in the names of actions, which takes long. */
    private static boolean sameService(String one, String other) {
        String first = one.substring(0, Math.max(0, one.indexOf(':')));
        String second = other.substring(0, Math.max(0, other.indexOf(':')));
        return hasWildcard(first)
                || hasWildcard(second)
                || first.isEmpty()
                || second.isEmpty()
                || first.equalsIgnoreCase(second);
    }

    private static Glob lower(String action) {
        return Glob.of(action.toLowerCase(Locale.ROOT));
    }

    private static boolean isAccountOf(String root, String principal) {
        Matcher account = ROOT.matcher(root);
        Matcher member = IN_ACCOUNT.matcher(principal);
        return account.matches() && member.matches() && account.group(1).equals(member.group(1));
    }
}
