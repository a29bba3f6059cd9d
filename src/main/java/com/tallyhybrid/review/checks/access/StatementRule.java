package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.Rule;

/** The kinds of changes to statements. */
enum StatementRule {
    ALLOW_ADDED("allow-added"),
    ALLOW_BROADENED("allow-broadened"),
    CONDITION_RELAXED("condition-relaxed"),
    CONDITION_CHANGED("condition-changed"),
    TRUST_WIDENED("trust-widened"),
    /** Whoever may take the role already, under fewer or other conditions. */
    TRUST_CONDITION_RELAXED("trust-widened"),
    DENY_REMOVED("deny-removed"),
    DENY_NARROWED("deny-narrowed"),
    /** The policy stays in AWS, but no template holds it any longer. */
    DENY_UNMANAGED("deny-unmanaged"),
    NEW_DANGEROUS_RIGHTS("new-dangerous-rights"),
    NEW_RIGHTS("new-rights"),
    ALLOW_NARROWED("allow-narrowed"),
    ALLOW_REMOVED("allow-removed"),
    ALLOW_UNMANAGED("allow-unmanaged"),
    DENY_ADDED("deny-added"),
    /** A right that an alarm, a copy or a record lives on. */
    PROTECTIVE_RIGHT_REMOVED("protective-right-removed"),
    PROTECTIVE_RIGHT_REFUSED("protective-right-refused");

    private final Rule rule;

    StatementRule(String id) {
        rule = Rule.of(id);
    }

    Rule rule() {
        return rule;
    }

    boolean isOfNewResource() {
        return this == NEW_RIGHTS || this == NEW_DANGEROUS_RIGHTS;
    }

    /** Whether the clauses stand in the templates as they are and are gone from those proposed. */
    boolean isLoss() {
        return switch (this) {
            case DENY_REMOVED,
                    DENY_NARROWED,
                    DENY_UNMANAGED,
                    ALLOW_NARROWED,
                    ALLOW_REMOVED,
                    ALLOW_UNMANAGED,
                    PROTECTIVE_RIGHT_REMOVED -> true;
            default -> false;
        };
    }
}
