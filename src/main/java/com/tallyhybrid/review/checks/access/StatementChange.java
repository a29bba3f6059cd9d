package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one change does to one statement: what the other side does not cover. */
final class StatementChange {

    private final StatementRule rule;
    private final Subject source;
    private final PropertyPath path;
    private final Set<PolicyAttachment> holders = new LinkedHashSet<>();
    private final Set<Clause> clauses = new LinkedHashSet<>();
    private final Set<Clause> counterparts = new LinkedHashSet<>();

    StatementChange(StatementRule rule, Subject source, PropertyPath path) {
        this.rule = rule;
        this.source = source;
        this.path = path;
    }

    /** Adds a clause, and those of the other side that come nearest to it. */
    void add(PolicyAttachment holder, Clause clause, List<Clause> nearest) {
        holders.add(holder);
        clauses.add(clause);
        counterparts.addAll(nearest);
    }

    StatementRule rule() {
        return rule;
    }

    Subject source() {
        return source;
    }

    PropertyPath path() {
        return path;
    }

    Set<PolicyAttachment> holders() {
        return holders;
    }

    List<Clause> clauses() {
        return List.copyOf(clauses);
    }

    List<Clause> counterparts() {
        return List.copyOf(counterparts);
    }
}
