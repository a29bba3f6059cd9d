package com.tallyhybrid.review.access;

import com.tallyhybrid.review.Severity;
import java.util.Locale;

/** The kinds of changes to statements. */
enum Rule {
    ALLOW_ADDED(Severity.DANGER),
    ALLOW_BROADENED(Severity.DANGER),
    CONDITION_RELAXED(Severity.DANGER),
    CONDITION_CHANGED(Severity.DANGER),
    TRUST_WIDENED(Severity.DANGER),
    DENY_REMOVED(Severity.DANGER),
    DENY_NARROWED(Severity.DANGER),
    /** The policy stays in AWS, but no template holds it any longer. */
    DENY_UNMANAGED(Severity.DANGER),
    NEW_DANGEROUS_RIGHTS(Severity.DANGER),
    NEW_RIGHTS(Severity.NOTICE),
    ALLOW_NARROWED(Severity.NOTICE),
    ALLOW_REMOVED(Severity.NOTICE),
    ALLOW_UNMANAGED(Severity.NOTICE),
    DENY_ADDED(Severity.NOTICE);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    Severity severity() {
        return severity;
    }

    /** As findings and waivers name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOfNewResource() {
        return this == NEW_RIGHTS || this == NEW_DANGEROUS_RIGHTS;
    }

    /** Whether the clauses stand in the templates as they are and are gone from those proposed. */
    boolean isLoss() {
        return switch (this) {
            case DENY_REMOVED, DENY_NARROWED, DENY_UNMANAGED, ALLOW_NARROWED, ALLOW_REMOVED, ALLOW_UNMANAGED -> true;
            default -> false;
        };
    }
}
