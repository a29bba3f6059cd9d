package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sorts of rights that properties give, and what it means when one comes or goes.
 *
 * <p>In the rules {@code holder} is who has it, {@code value} what it has.
 */
enum GrantKind {
    MANAGED_POLICY("managed-policy-attached", "managed-policy-detached"),
    BOUNDARY("boundary-added", "boundary-removed"),
    MEMBERSHIP("joined-group", "left-group"),
    USER("new-user", ""),
    CONSOLE_PASSWORD("console-password-added", "console-password-removed"),
    ACCESS_KEY("new-access-key", "access-key-removed"),
    INSTANCE_PROFILE("instance-role-changed", "instance-role-removed"),
    WORKS_AS("works-as-changed", ""),
    POLICY_TEMPLATE("policy-template-attached", ""),
    SHARE("shared-with", "no-longer-shared"),
    ENDPOINT_SERVICE("endpoint-service-opened", "endpoint-service-closed"),
    PUBLIC_ACL("public-acl", ""),
    ACL("acl-changed", ""),
    PUBLIC_FUNCTION("public-function", ""),
    RECIPIENT("new-recipient", "");

    private static final Pattern WIDE_POLICY =
            Pattern.compile("(?:.*/)?(AdministratorAccess|PowerUserAccess|IAM.*|.*FullAccess)");

    private final Rule gained;
    private final Optional<Rule> lost;

    GrantKind(String gained, String lost) {
        this.gained = Rule.of(gained);
        this.lost = lost.isEmpty() ? Optional.empty() : Optional.of(Rule.of(lost));
    }

    /** What it means that it comes to a holder that there was before. */
    Rule gained() {
        return gained;
    }

    /** What it means that it goes; empty where another part of the review speaks of the loss. */
    Optional<Rule> lost() {
        return lost;
    }

    /** What it means that it comes with a new holder: a note, unless it is wide in itself. */
    Severity gainedWhenNew(String value) {
        boolean wide = switch (this) {
            case CONSOLE_PASSWORD, SHARE, ENDPOINT_SERVICE, PUBLIC_ACL, PUBLIC_FUNCTION -> true;
            case MANAGED_POLICY -> WIDE_POLICY.matcher(value).matches();
            default -> false;
        };
        return wide ? Severity.DANGER : Severity.NOTICE;
    }

    /** Whether a holder has one of them at most, so that another one takes the place of what there was. */
    boolean isOnlyOne() {
        return this == BOUNDARY || this == WORKS_AS;
    }

    /** Whether it goes without saying of a new holder: its limits, and what its own finding tells. */
    boolean isPartOfHolder() {
        return this == MEMBERSHIP || this == BOUNDARY || this == INSTANCE_PROFILE || this == WORKS_AS;
    }
}
