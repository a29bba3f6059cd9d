package com.tallyhybrid.review.access;

import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.value.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which rights come and go that no statement gives: memberships, attached policies, keys, shares. */
public final class PropertyGrantChanges implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        return new Sides(comparison).findings();
    }

    /** Both sides of one comparison. */
    private static final class Sides {

        private final Resources base;
        private final Resources head;
        private final Map<List<Object>, PropertyGrant> before;
        private final Map<List<Object>, PropertyGrant> after;
        private final Grants statements;

        Sides(Comparison comparison) {
            base = Resources.of(comparison.base());
            head = Resources.of(comparison.head());
            before = grants(base);
            after = grants(head);
            statements = Grants.of(head);
        }

        List<Finding> findings() {
            List<Finding> findings = new ArrayList<>();
            after.forEach((key, grant) -> {
                if (!before.containsKey(key)) {
                    gained(grant).ifPresent(findings::add);
                }
            });
            before.forEach((key, grant) -> {
                if (!after.containsKey(key)) {
                    lost(grant).ifPresent(findings::add);
                }
            });
            return findings;
        }

        private Optional<Finding> gained(PropertyGrant grant) {
            GrantKind kind = grant.kind();
            boolean newHolder = head.makes(grant.holder()) && !base.makes(grant.holder());
            boolean ofNewHolder = newHolder && kind.isPartOfHolder();
            // A template's own policy is read statement by statement; a boundary in the place of another is told with
            // the one that goes.
            if (ofNewHolder
                    || isOwnPolicy(grant)
                    || kind == GrantKind.BOUNDARY && replaced(grant, before).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(finding(
                    grant,
                    kind.gainedRule(),
                    newHolder ? severityWhenNew(grant) : kind.gained(),
                    "",
                    grant.value(),
                    kind.gainedMeaning()
                            .formatted(
                                    plain(grant.holder()),
                                    kind == GrantKind.USER ? mayDo(grant) : plain(grant.value()))));
        }

        private static Severity severityWhenNew(PropertyGrant grant) {
            boolean wide = grant.kind() == GrantKind.MANAGED_POLICY
                    && grant.value().matches(".*/(AdministratorAccess|PowerUserAccess|IAM.*|.*FullAccess)");
            return wide || grant.kind().isDangerousWhenNew() ? Severity.DANGER : Severity.NOTICE;
        }

        private Optional<Finding> lost(PropertyGrant grant) {
            GrantKind kind = grant.kind();
            boolean holderGoes = base.makes(grant.holder()) && !head.makes(grant.holder());
            if (kind.lostRule().isEmpty()
                    || holderGoes
                    || isOwnPolicy(grant)
                    || !head.hasStack(grant.source().stack())) {
                return Optional.empty();
            }
            Optional<PropertyGrant> next = kind == GrantKind.BOUNDARY ? replaced(grant, after) : Optional.empty();
            return Optional.of(finding(
                    grant,
                    next.isPresent() ? "boundary-changed" : kind.lostRule(),
                    kind.lost(),
                    grant.value(),
                    next.map(PropertyGrant::value).orElse(""),
                    kind.lostMeaning().formatted(plain(grant.holder()), plain(grant.value()))));
        }

        private boolean isOwnPolicy(PropertyGrant grant) {
            return grant.kind() == GrantKind.MANAGED_POLICY && (base.makes(grant.value()) || head.makes(grant.value()));
        }

        /** What the same holder has of the same kind on the other side. */
        private static Optional<PropertyGrant> replaced(PropertyGrant grant, Map<List<Object>, PropertyGrant> others) {
            return others.values().stream()
                    .filter(other ->
                            other.kind() == grant.kind() && other.holder().equals(grant.holder()))
                    .findFirst();
        }

        private String mayDo(PropertyGrant user) {
            List<Atom> atoms = new ArrayList<>(allowed(Holder.of("user", user.holder())));
            after.values().stream()
                    .filter(grant -> grant.kind() == GrantKind.MEMBERSHIP
                            && grant.holder().equals(user.holder()))
                    .forEach(group -> atoms.addAll(allowed(Holder.of("group", group.value()))));
            return atoms.isEmpty() ? "nothing yet" : Sentences.what(atoms);
        }

        private List<Atom> allowed(Holder holder) {
            return statements.of(holder).stream()
                    .map(Placed::atom)
                    .filter(Atom::allows)
                    .toList();
        }
    }

    private static Map<List<Object>, PropertyGrant> grants(Resources side) {
        Map<List<Object>, PropertyGrant> grants = new LinkedHashMap<>();
        side.forEach((template, source, resource) ->
                PropertyGrantReader.read(template, source, resource).forEach(grant -> grants.put(grant.key(), grant)));
        return grants;
    }

    private static Finding finding(
            PropertyGrant grant, String rule, Severity severity, String before, String after, String meaning) {
        return new Finding(
                Section.ACCESS_WIDENED,
                severity,
                rule,
                grant.source(),
                grant.path(),
                before,
                after,
                meaning,
                Optional.empty());
    }

    private static String plain(String name) {
        return name.replaceAll("[<>]", "");
    }
}
