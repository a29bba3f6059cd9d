package com.tallyhybrid.review.checks.access;

import java.util.Set;

/**
 * The smallest statement: one principal, one action, one resource, and the conditions that all have to hold.
 *
 * @param allows whether it allows or denies
 * @param principal whom it is about; everybody in an identity policy, which is about its holder
 * @param action what may or may not be done
 * @param resource on what
 * @param conditions under which conditions
 */
record AtomicStatement(boolean allows, Scope principal, Scope action, Scope resource, Set<ConditionEntry> conditions) {

    AtomicStatement {
        conditions = Set.copyOf(conditions);
    }

    /** Whether this says of every request what the other says of it; where that cannot be told, no. */
    boolean covers(AtomicStatement other) {
        return coversRequests(other) && conditionsCover(other);
    }

    /** The same, whatever the conditions are. */
    boolean coversRequests(AtomicStatement other) {
        // An Allow to an account leaves the choice to its administrators, so it does not include an Allow to one role.
        return allows == other.allows
                && action.covers(other.action, !allows)
                && resource.covers(other.resource, !allows)
                && principal.covers(other.principal, !allows);
    }

    private boolean conditionsCover(AtomicStatement other) {
        return conditions.stream().allMatch(own -> other.conditions.stream().anyMatch(line -> line.implies(own)));
    }
}
