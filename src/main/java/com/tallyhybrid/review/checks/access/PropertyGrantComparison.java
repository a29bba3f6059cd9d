package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the rights that properties give on both sides. */
final class PropertyGrantComparison {

    private static final Rule BOUNDARY_CHANGED = Rule.of("boundary-changed");

    private final Side base;
    private final Side head;
    private final Map<List<Object>, Held> before;
    private final Map<List<Object>, Held> after;
    private final Grants statements;

    PropertyGrantComparison(Comparison comparison, Choices choices) {
        base = comparison.base();
        head = comparison.head();
        before = grants(base, choices);
        after = grants(head, choices);
        statements = Grants.ofHead(comparison);
    }

    /**
     * A grant of one side.
     *
     * @param always whether it is there however the conditions of the template fall
     */
    private record Held(PropertyGrant grant, boolean always) {

        Held or(Held other) {
            return always ? this : other;
        }
    }

    /** What may be there for the first time, and what is no longer surely there. */
    List<ReviewFinding> findings() {
        List<ReviewFinding> findings = new ArrayList<>();
        after.forEach((key, held) -> {
            if (!before.containsKey(key) && !isOwnPolicy(held.grant())) {
                gained(held.grant()).ifPresent(findings::add);
            }
        });
        before.forEach((key, held) -> {
            boolean stays = after.containsKey(key) && after.get(key).always();
            if (held.always() && !stays && !isOwnPolicy(held.grant())) {
                lost(held.grant()).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private Optional<ReviewFinding> gained(PropertyGrant grant) {
        GrantKind kind = grant.kind();
        boolean newHolder = head.makes(grant.holder()) && !base.makes(grant.holder());
        Optional<PropertyGrant> replaced = counterpart(grant, before);
        // A boundary in the place of another is told with the one that goes.
        boolean told = kind == GrantKind.BOUNDARY && replaced.isPresent();
        if (newHolder && kind.isPartOfHolder() || told) {
            return Optional.empty();
        }
        String what = kind == GrantKind.USER ? mayDo(grant.holder()) : plain(grant.value());
        return Optional.of(kind.gained()
                .about(grant.source())
                .as(
                        newHolder
                                ? kind.gainedWhenNew(grant.value())
                                : kind.gained().severity())
                .at(grant.path())
                .values(replaced.map(PropertyGrant::value).orElse(""), grant.value())
                .naming("holder", plain(grant.holder()))
                .naming("value", what));
    }

    private Optional<ReviewFinding> lost(PropertyGrant grant) {
        GrantKind kind = grant.kind();
        boolean holderGoes = base.makes(grant.holder()) && !head.makes(grant.holder());
        if (kind.lost().isEmpty() || holderGoes || !head.hasStack(grant.source().stack())) {
            return Optional.empty();
        }
        Optional<PropertyGrant> next = counterpart(grant, after);
        return Optional.of((next.isPresent() ? BOUNDARY_CHANGED : kind.lost().get())
                .about(grant.source())
                .at(grant.path())
                .values(grant.value(), next.map(PropertyGrant::value).orElse(""))
                .naming("holder", plain(grant.holder()))
                .naming("value", plain(grant.value())));
    }

    /** A managed policy of the templates is read statement by statement. */
    private boolean isOwnPolicy(PropertyGrant grant) {
        return grant.kind() == GrantKind.MANAGED_POLICY && (base.makes(grant.value()) || head.makes(grant.value()));
    }

    /** What the same holder has on the other side instead, of a kind of which it has one. */
    private static Optional<PropertyGrant> counterpart(PropertyGrant grant, Map<List<Object>, Held> others) {
        return others.values().stream()
                .map(Held::grant)
                .filter(other -> grant.kind().isOnlyOne()
                        && other.kind() == grant.kind()
                        && other.holder().equals(grant.holder())
                        && !other.value().equals(grant.value()))
                .findFirst();
    }

    private String mayDo(String user) {
        List<Clause> clauses = new ArrayList<>(allowed(PolicyAttachment.of("user", user)));
        after.values().stream()
                .map(Held::grant)
                .filter(grant ->
                        grant.kind() == GrantKind.MEMBERSHIP && grant.holder().equals(user))
                .forEach(group -> clauses.addAll(allowed(PolicyAttachment.of("group", group.value()))));
        return clauses.isEmpty() ? "nothing yet" : AccessSentences.what(clauses);
    }

    private List<Clause> allowed(PolicyAttachment holder) {
        return statements.of(holder).stream()
                .map(AttachedStatement::clause)
                .filter(Clause::allows)
                .toList();
    }

    private static Map<List<Object>, Held> grants(Side side, Choices choices) {
        Map<List<Object>, Held> grants = new LinkedHashMap<>();
        side.forEach((template, source, resource) -> {
            List<Variant> variants = choices.ofResource(template, resource).stream()
                    .flatMap(made ->
                            choices.of(template, made.value()).stream().map(variant -> variant.besides(made.when())))
                    .toList();
            Map<PropertyGrant, Integer> times = new LinkedHashMap<>();
            variants.forEach(variant -> PropertyGrantReader.read(template, source, variant.value()).stream()
                    .distinct()
                    .forEach(grant -> times.merge(grant, 1, Integer::sum)));
            boolean chosen = variants.size() == 1 && !variants.get(0).when().isEmpty();
            times.forEach((grant, count) ->
                    grants.merge(grant.key(), new Held(grant, count == variants.size() && !chosen), Held::or));
        });
        return grants;
    }

    private static String plain(String name) {
        return name.replaceAll("[<>]", "");
    }
}
