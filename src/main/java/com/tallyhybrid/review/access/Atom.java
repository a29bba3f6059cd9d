package com.tallyhybrid.review.access;

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
record Atom(boolean allows, Scope principal, Scope action, Scope resource, Set<Line> conditions) {

    Atom {
        conditions = Set.copyOf(conditions);
    }

    /** Whether this says of every request what the other says of it; where that cannot be told, no. */
    boolean covers(Atom other) {
        return coversRequests(other) && conditionsCover(other);
    }

    /** The same, whatever the conditions are. */
    boolean coversRequests(Atom other) {
        // An Allow to an account leaves the choice to its administrators, so it does not include an Allow to one role.
        return allows == other.allows
                && action.covers(other.action, !allows)
                && resource.covers(other.resource, !allows)
                && principal.covers(other.principal, !allows);
    }

    private boolean conditionsCover(Atom other) {
        return conditions.stream().allMatch(own -> other.conditions.stream().anyMatch(line -> line.implies(own)));
    }
}
