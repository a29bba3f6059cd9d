package com.tallyhybrid.review.access;

import com.tallyhybrid.review.Severity;
import java.util.regex.Pattern;

/**
 * The sorts of rights that properties give, and what it means when one comes or goes.
 *
 * <p>In the sentences the first hole is the holder, the second what it has.
 */
enum GrantKind {
    MANAGED_POLICY(
            "managed-policy-attached",
            Severity.DANGER,
            "%s could now do all that the policy %s allows.",
            "managed-policy-detached",
            "%s could no longer do what the policy %s allows; what relies on it stops working."),
    BOUNDARY(
            "boundary-added",
            Severity.NOTICE,
            "%s could from now on do only what the boundary %s allows too; check that nothing stops working.",
            "boundary-removed",
            "%s could now do all that its policies allow: the limit %s is gone."),
    MEMBERSHIP(
            "joined-group",
            Severity.DANGER,
            "The user %s could now do all that the group %s may.",
            "left-group",
            "The user %s could no longer do what the group %s may; what works with its key stops."),
    USER("new-user", Severity.NOTICE, "The new user %s may do what its groups and policies allow: %s.", "", ""),
    CONSOLE_PASSWORD(
            "console-password-added",
            Severity.DANGER,
            "The user %s could now sign in to the console with a password.",
            "console-password-removed",
            "The user %s could no longer sign in to the console."),
    ACCESS_KEY(
            "new-access-key",
            Severity.NOTICE,
            "A new key that never expires: whoever holds it can do what the user %s may.",
            "access-key-removed",
            "A key of the user %s is deleted at once; what still works with it stops."),
    INSTANCE_PROFILE(
            "instance-role-changed",
            Severity.DANGER,
            "Servers with the instance profile %s could now do all that the role %s may.",
            "instance-role-removed",
            "Servers with the instance profile %s could no longer do what the role %s may."),
    SHARE(
            "shared-with",
            Severity.DANGER,
            "%s could now use %s, which is shared with it.",
            "no-longer-shared",
            "%s could no longer use %s."),
    ENDPOINT_SERVICE(
            "endpoint-service-opened",
            Severity.DANGER,
            "%s could now connect to the endpoint service %s.",
            "endpoint-service-closed",
            "%s could no longer connect to the endpoint service %s."),
    PUBLIC_ACL(
            "public-acl",
            Severity.DANGER,
            "Anybody could reach the objects of the bucket %s by its access control list %s, unless public access is"
                    + " blocked.",
            "",
            ""),
    ACL("acl-changed", Severity.NOTICE, "The bucket %s gets the access control list %s.", "", ""),
    PUBLIC_FUNCTION(
            "public-function",
            Severity.DANGER,
            "Anybody on the internet could call the function %s by its URL.",
            "",
            ""),
    RECIPIENT(
            "new-recipient",
            Severity.NOTICE,
            "Messages of the topic %s go to %s too; a mail address is asked to confirm first.",
            "",
            "");

    private static final Pattern WIDE_POLICY =
            Pattern.compile(".*/(AdministratorAccess|PowerUserAccess|IAM.*|.*FullAccess)");

    private final String gainedRule;
    private final Severity gained;
    private final String gainedMeaning;
    private final String lostRule;
    private final String lostMeaning;

    GrantKind(String gainedRule, Severity gained, String gainedMeaning, String lostRule, String lostMeaning) {
        this.gainedRule = gainedRule;
        this.gained = gained;
        this.gainedMeaning = gainedMeaning;
        this.lostRule = lostRule;
        this.lostMeaning = lostMeaning;
    }

    String gainedRule() {
        return gainedRule;
    }

    /** What it means that it comes to a holder that there was before. */
    Severity gained() {
        return gained;
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

    String gainedMeaning() {
        return gainedMeaning;
    }

    /** Empty where another part of the review speaks of the loss. */
    String lostRule() {
        return lostRule;
    }

    String lostMeaning() {
        return lostMeaning;
    }

    /** Only the loss of a limit is dangerous. */
    Severity lost() {
        return this == BOUNDARY ? Severity.DANGER : Severity.NOTICE;
    }

    /** Whether it goes without saying of a new holder: its limits, and what its own finding tells. */
    boolean isPartOfHolder() {
        return this == MEMBERSHIP || this == BOUNDARY || this == INSTANCE_PROFILE;
    }
}
