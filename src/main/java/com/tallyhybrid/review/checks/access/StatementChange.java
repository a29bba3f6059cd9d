package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one change does to one statement: its atoms that the other side does not cover. */
final class StatementChange {

    private final StatementRule rule;
    private final Subject source;
    private final PropertyPath path;
    private final Set<PolicyAttachment> holders = new LinkedHashSet<>();
    private final List<AtomicStatement> atoms = new ArrayList<>();
    private final Set<AtomicStatement> counterparts = new LinkedHashSet<>();

    StatementChange(StatementRule rule, Subject source, PropertyPath path) {
        this.rule = rule;
        this.source = source;
        this.path = path;
    }

    /** Adds an atom, and the atoms of the other side that come nearest to it. */
    void add(AttachedStatement placed, List<AtomicStatement> nearest) {
        holders.add(placed.holder());
        if (!atoms.contains(placed.atom())) {
            atoms.add(placed.atom());
        }
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

    List<AtomicStatement> atoms() {
        return atoms;
    }

    List<AtomicStatement> counterparts() {
        return List.copyOf(counterparts);
    }
}
