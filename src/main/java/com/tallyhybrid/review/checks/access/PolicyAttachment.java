package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Side;
import java.util.Optional;

/**
 * What a statement is attached to, which is its identity: policies may be renamed, split and moved.
 *
 * @param kind in words, such as {@code role} or {@code bucket}
 * @param name what {@code Ref} gives for it; a name in angle brackets where AWS makes it up
 * @param part the property of the resource, where one resource holds several documents; often empty
 */
record PolicyAttachment(String kind, String name, String part) {

    static final String TRUST = "trust";
    static final String LOGS = "log groups of the Region";

    static PolicyAttachment of(String kind, String name) {
        return new PolicyAttachment(kind, name, "");
    }

    /** The resource that it is; empty where no template makes it. */
    Optional<Subject> in(Side side) {
        return side.makers(name).stream()
                .filter(maker -> Attachments.words(maker.type()).startsWith(isTrust() ? "role" : kind))
                .findFirst();
    }

    boolean isTrust() {
        return kind.equals(TRUST);
    }

    /** Whether it is no resource of a template but what an account has in a Region. */
    boolean isRegional() {
        return kind.equals(LOGS);
    }

    /** Whether its policies are about itself and so name no principal. */
    boolean isIdentity() {
        return switch (kind) {
            case "role", "user", "group", "managed policy" -> true;
            // A function or state machine of SAM, which makes a role of them.
            default -> part.startsWith("Policies");
        };
    }

    /** Kind and name for a sentence. */
    String words() {
        String plain = name.replaceAll("[<>]", "");
        return (isTrust() ? "role " : kind + " ") + plain;
    }
}
