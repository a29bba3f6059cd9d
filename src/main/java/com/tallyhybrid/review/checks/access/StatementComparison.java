package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the statements of both sides, holder by holder. */
final class StatementComparison {

    private final Side base;
    private final Side head;
    private final Grants before;
    private final Grants after;
    private final Map<List<Object>, StatementChange> changes = new LinkedHashMap<>();

    private StatementComparison(Comparison comparison) {
        base = comparison.base();
        head = comparison.head();
        before = Grants.of(base);
        after = Grants.ofHead(comparison);
    }

    /** Every change, the statements of one holder after those of another. */
    static Collection<StatementChange> of(Comparison comparison) {
        var compared = new StatementComparison(comparison);
        Set<PolicyAttachment> holders = new LinkedHashSet<>(compared.before.holders());
        holders.addAll(compared.after.holders());
        holders.forEach(compared::compare);
        return compared.changes.values();
    }

    private void compare(PolicyAttachment holder) {
        List<AttachedStatement> old = before.of(holder);
        List<AttachedStatement> next = after.of(holder);
        uncovered(next, old).forEach(placed -> {
            Sides sides = new Sides(placed, atoms(old));
            add(placed, gained(placed, sides), sides);
        });
        uncovered(old, next).forEach(placed -> {
            Sides sides = new Sides(placed, atoms(next));
            add(placed, lost(placed, sides), sides);
        });
    }

    private static List<AttachedStatement> uncovered(
            List<AttachedStatement> statements, List<AttachedStatement> others) {
        Set<AtomicStatement> same = atoms(others);
        return statements.stream()
                .filter(placed -> !same.contains(placed.atom()))
                .filter(placed -> same.stream().noneMatch(other -> other.covers(placed.atom())))
                .toList();
    }

    private static Set<AtomicStatement> atoms(List<AttachedStatement> statements) {
        Set<AtomicStatement> atoms = new LinkedHashSet<>();
        statements.forEach(placed -> atoms.add(placed.atom()));
        return atoms;
    }

    /** The rule; empty for what every new resource has. */
    private Optional<StatementRule> gained(AttachedStatement placed, Sides sides) {
        if (isNew(placed)) {
            return NewGrantSeverity.ofNew(placed, head.accounts());
        }
        if (!placed.atom().allows()) {
            return Optional.of(StatementRule.DENY_ADDED);
        }
        if (placed.holder().isTrust()) {
            return Optional.of(StatementRule.TRUST_WIDENED);
        }
        if (!sides.otherwiseConditioned().isEmpty()) {
            return Optional.of(
                    sides.covered().isEmpty() ? StatementRule.CONDITION_CHANGED : StatementRule.CONDITION_RELAXED);
        }
        return Optional.of(sides.covered().isEmpty() ? StatementRule.ALLOW_ADDED : StatementRule.ALLOW_BROADENED);
    }

    /** The rule; empty where nothing is lost, because the holder goes too, or the whole stack and AWS keeps both. */
    private Optional<StatementRule> lost(AttachedStatement placed, Sides sides) {
        boolean allows = placed.atom().allows();
        boolean holderGoes =
                placed.holder().in(base).isPresent() && placed.holder().in(head).isEmpty();
        if (!head.hasStack(placed.source().stack()) || holderGoes && !outlives(placed)) {
            return Optional.empty();
        }
        if (!head.has(placed.source()) && base.retains(placed.source())) {
            return Optional.of(allows ? StatementRule.ALLOW_UNMANAGED : StatementRule.DENY_UNMANAGED);
        }
        boolean partly = !sides.covered().isEmpty();
        return Optional.of(
                allows
                        ? partly ? StatementRule.ALLOW_NARROWED : StatementRule.ALLOW_REMOVED
                        : partly ? StatementRule.DENY_NARROWED : StatementRule.DENY_REMOVED);
    }

    /** Whether the holder stays in AWS when its template drops it, while the policy on it is deleted. */
    private boolean outlives(AttachedStatement placed) {
        return placed.holder()
                .in(base)
                .filter(maker -> base.retains(maker) && !maker.equals(placed.source()))
                .isPresent();
    }

    /** Rights that come with a new resource are judged by what they are, not by their being new. */
    private boolean isNew(AttachedStatement placed) {
        PolicyAttachment holder = placed.holder();
        return holder.isRegional()
                ? !base.has(placed.source())
                : holder.in(head).isPresent() && holder.in(base).isEmpty();
    }

    private void add(AttachedStatement placed, Optional<StatementRule> found, Sides sides) {
        found.ifPresent(rule -> {
            PropertyPath path = rule.isOfNewResource() ? PropertyPath.ROOT : placed.path();
            changes.computeIfAbsent(
                            List.of(rule, placed.source(), path),
                            key -> new StatementChange(rule, placed.source(), path))
                    .add(placed, sides.nearest());
        });
    }

    /** An atom that changed and the atoms of the same holder on the other side. */
    private record Sides(AttachedStatement placed, Set<AtomicStatement> others) {

        /** Those that say the same under other conditions. */
        List<AtomicStatement> otherwiseConditioned() {
            return others.stream()
                    .filter(other -> other.coversRequests(placed.atom()))
                    .toList();
        }

        /** Those that say only part of it. */
        List<AtomicStatement> covered() {
            return others.stream().filter(other -> placed.atom().covers(other)).toList();
        }

        List<AtomicStatement> nearest() {
            List<AtomicStatement> parts = covered();
            return parts.isEmpty() ? otherwiseConditioned() : parts;
        }
    }
}
