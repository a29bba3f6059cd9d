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
    private final Map<List<Object>, PropertyGrant> before;
    private final Map<List<Object>, PropertyGrant> after;
    private final Grants statements;

    PropertyGrantComparison(Comparison comparison) {
        base = comparison.base();
        head = comparison.head();
        before = grants(base);
        after = grants(head);
        statements = Grants.ofHead(comparison);
    }

    List<ReviewFinding> findings() {
        List<ReviewFinding> findings = new ArrayList<>();
        after.values().stream()
                .filter(grant -> !before.containsKey(grant.key()) && !isOwnPolicy(grant))
                .forEach(grant -> gained(grant).ifPresent(findings::add));
        before.values().stream()
                .filter(grant -> !after.containsKey(grant.key()) && !isOwnPolicy(grant))
                .forEach(grant -> lost(grant).ifPresent(findings::add));
        return findings;
    }

    private Optional<ReviewFinding> gained(PropertyGrant grant) {
        GrantKind kind = grant.kind();
        boolean newHolder = head.makes(grant.holder()) && !base.makes(grant.holder());
        // A boundary in the place of another is told with the one that goes.
        boolean replaces =
                kind == GrantKind.BOUNDARY && counterpart(grant, before).isPresent();
        if (newHolder && kind.isPartOfHolder() || replaces) {
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
                .values("", grant.value())
                .naming("holder", plain(grant.holder()))
                .naming("value", what));
    }

    private Optional<ReviewFinding> lost(PropertyGrant grant) {
        GrantKind kind = grant.kind();
        boolean holderGoes = base.makes(grant.holder()) && !head.makes(grant.holder());
        if (kind.lost().isEmpty() || holderGoes || !head.hasStack(grant.source().stack())) {
            return Optional.empty();
        }
        Optional<PropertyGrant> next = kind == GrantKind.BOUNDARY ? counterpart(grant, after) : Optional.empty();
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

    /** What the same holder has of the same kind on the other side. */
    private static Optional<PropertyGrant> counterpart(PropertyGrant grant, Map<List<Object>, PropertyGrant> others) {
        return others.values().stream()
                .filter(other -> other.kind() == grant.kind() && other.holder().equals(grant.holder()))
                .findFirst();
    }

    private String mayDo(String user) {
        List<Clause> clauses = new ArrayList<>(allowed(PolicyAttachment.of("user", user)));
        after.values().stream()
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

    private static Map<List<Object>, PropertyGrant> grants(Side side) {
        Map<List<Object>, PropertyGrant> grants = new LinkedHashMap<>();
        side.forEach((template, source, resource) ->
                PropertyGrantReader.read(template, source, resource).forEach(grant -> grants.put(grant.key(), grant)));
        return grants;
    }

    private static String plain(String name) {
        return name.replaceAll("[<>]", "");
    }
}
