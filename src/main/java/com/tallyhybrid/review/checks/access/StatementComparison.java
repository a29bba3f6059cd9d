package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Compares the statements of both sides, holder by holder. */
final class StatementComparison {

    private static final List<String> INPUTS = List.of("Parameters", "Mappings", "Conditions");

    private final Side base;
    private final Side head;
    private final Grants before;
    private final Grants after;
    private final Map<List<Object>, StatementChange> changes = new LinkedHashMap<>();

    private StatementComparison(Comparison comparison, Grants before, Grants after) {
        base = comparison.base();
        head = comparison.head();
        this.before = before;
        this.after = after;
    }

    /** Every change, the statements of one holder after those of another. */
    static Collection<StatementChange> of(Comparison comparison) {
        return between(comparison, Grants.of(comparison.base()), Grants.ofHead(comparison));
    }

    /** The same where the defaults of parameters are used; empty where no stack decides otherwise than before. */
    static Collection<StatementChange> byDefault(Comparison comparison) {
        boolean same = comparison.stacks().stream()
                .allMatch(stack -> INPUTS.stream()
                        .allMatch(section -> stack.base()
                                .map(template -> template.body().path(section))
                                .equals(stack.head()
                                        .map(template -> template.body().path(section)))));
        return same
                ? List.of()
                : between(comparison, Grants.byDefault(comparison.base()), Grants.byDefault(comparison.head()));
    }

    private static Collection<StatementChange> between(Comparison comparison, Grants before, Grants after) {
        var compared = new StatementComparison(comparison, before, after);
        Set<PolicyAttachment> holders = new LinkedHashSet<>(before.holders());
        holders.addAll(after.holders());
        holders.forEach(compared::compare);
        return compared.changes.values();
    }

    private void compare(PolicyAttachment holder) {
        List<Clause> old = clauses(before.of(holder));
        List<Clause> next = clauses(after.of(holder));
        after.of(holder).forEach(placed -> uncovered(placed, old).forEach(clause -> gain(placed, clause, old)));
        before.of(holder).forEach(placed -> uncovered(placed, next).forEach(clause -> lose(placed, clause, next)));
    }

    private static List<Clause> clauses(List<AttachedStatement> statements) {
        return statements.stream().map(AttachedStatement::clause).distinct().toList();
    }

    /** The parts of the clause of which no other says the same. */
    private static List<Clause> uncovered(AttachedStatement placed, List<Clause> others) {
        return others.contains(placed.clause())
                ? List.of()
                : split(List.of(placed.clause()), others, Clause::coveredBy).get(false);
    }

    /** The clauses in parts: under true what is related to one of the others, under false what is related to none. */
    private static Map<Boolean, List<Clause>> split(
            List<Clause> clauses, List<Clause> others, BiFunction<Clause, Clause, Optional<Clause>> related) {
        List<Clause> inside = new ArrayList<>();
        List<Clause> outside = clauses;
        for (Clause other : others) {
            List<Clause> rest = new ArrayList<>();
            for (Clause clause : outside) {
                Optional<Clause> part = related.apply(clause, other);
                part.ifPresent(inside::add);
                rest.addAll(part.map(clause::without).orElse(List.of(clause)));
            }
            outside = rest;
        }
        return new TreeMap<>(Map.of(true, inside, false, outside));
    }

    private void gain(AttachedStatement placed, Clause clause, List<Clause> old) {
        if (isNew(placed)) {
            clause.apart()
                    .forEach(part -> NewGrantSeverity.ofNew(part, placed, head.accounts())
                            .ifPresent(rule -> add(rule, placed, part, List.of())));
            return;
        }
        split(List.of(clause), old, Clause::covering)
                .forEach((more, parts) -> split(parts, old, Clause::requestsCoveredBy)
                        .forEach((otherwise, pieces) -> pieces.forEach(
                                piece -> add(gained(placed, more, otherwise), placed, piece, nearest(piece, old)))));
    }

    /**
     * The rule of a clause whose holder was there before.
     *
     * @param more whether it includes something that was said before
     * @param otherwise whether all of it was said before, under other conditions
     */
    private static StatementRule gained(AttachedStatement placed, boolean more, boolean otherwise) {
        if (!placed.clause().allows()) {
            boolean refused = placed.clause().conditions().isEmpty()
                    && ProtectiveRights.without(placed.clause(), placed.holder())
                            .isPresent();
            return refused ? StatementRule.PROTECTIVE_RIGHT_REFUSED : StatementRule.DENY_ADDED;
        }
        if (placed.holder().isTrust()) {
            return otherwise ? StatementRule.TRUST_CONDITION_RELAXED : StatementRule.TRUST_WIDENED;
        }
        if (otherwise) {
            return more ? StatementRule.CONDITION_RELAXED : StatementRule.CONDITION_CHANGED;
        }
        return more ? StatementRule.ALLOW_BROADENED : StatementRule.ALLOW_ADDED;
    }

    private void lose(AttachedStatement placed, Clause clause, List<Clause> next) {
        split(List.of(clause), next, Clause::covering)
                .forEach((partly, pieces) -> pieces.forEach(piece ->
                        lost(placed, piece, partly).ifPresent(rule -> add(rule, placed, piece, nearest(piece, next)))));
    }

    /** What the other side says that comes nearest: parts of it, or else the same under other conditions. */
    private static List<Clause> nearest(Clause clause, List<Clause> others) {
        List<Clause> parts = others.stream()
                .flatMap(other -> other.coveredBy(clause).stream())
                .toList();
        return parts.isEmpty()
                ? others.stream()
                        .flatMap(other -> other.requestsCovering(clause).stream())
                        .toList()
                : parts;
    }

    /** The rule; empty where nothing is lost, because the holder goes too, or the whole stack and AWS keeps both. */
    private Optional<StatementRule> lost(AttachedStatement placed, Clause clause, boolean partly) {
        boolean allows = placed.clause().allows();
        boolean holderGoes =
                placed.holder().in(base).isPresent() && placed.holder().in(head).isEmpty();
        if (!head.hasStack(placed.source().stack()) || holderGoes && !outlives(placed)) {
            return Optional.empty();
        }
        if (!head.has(placed.source()) && base.retains(placed.source())) {
            return Optional.of(allows ? StatementRule.ALLOW_UNMANAGED : StatementRule.DENY_UNMANAGED);
        }
        if (!allows) {
            return Optional.of(partly ? StatementRule.DENY_NARROWED : StatementRule.DENY_REMOVED);
        }
        boolean protective = ProtectiveRights.without(clause, placed.holder()).isPresent();
        return Optional.of(
                partly
                        ? StatementRule.ALLOW_NARROWED
                        : protective ? StatementRule.PROTECTIVE_RIGHT_REMOVED : StatementRule.ALLOW_REMOVED);
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

    private void add(StatementRule rule, AttachedStatement placed, Clause clause, List<Clause> nearest) {
        PropertyPath path = rule.isOfNewResource() ? PropertyPath.ROOT : placed.path();
        changes.computeIfAbsent(
                        List.of(rule, placed.source(), path), key -> new StatementChange(rule, placed.source(), path))
                .add(placed.holder(), clause, nearest);
    }
}
