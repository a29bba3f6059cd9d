package com.tallyhybrid.review.checks.exports;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.checks.replacement.Replacements;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Export;
import com.tallyhybrid.review.diff.Exports;
import com.tallyhybrid.review.diff.Reference;
import com.tallyhybrid.review.diff.Side;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exports that are removed, renamed or changed while another stack imports them.
 *
 * <p>Such a deploy fails in the middle: stacks that were deployed before stay changed, and CloudFormation undoes only the
 * one that fails. That is why it is a danger although nothing is lost yet.
 */
public final class ExportCheck implements Check {

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Look look = new Look(comparison);
        return look.before.all().stream()
                .filter(look::isDeployed)
                .flatMap(export -> look.at(export).stream())
                .toList();
    }

    /** One look at one comparison. */
    private static final class Look {

        private final Side base;
        private final Side head;
        private final Exports before;
        private final Exports after;
        private final Set<String> rebuilt;
        private final Map<Export, Set<String>> users;
        private final Map<Export, Set<String>> usersThen;

        Look(Comparison comparison) {
            base = comparison.base();
            head = comparison.head();
            before = base.exports();
            after = head.exports();
            rebuilt = Replacements.of(comparison).certain();
            users = users(base, before);
            usersThen = users(head, before);
        }

        /** A stack that no template describes any more, or that is to stand elsewhere, is left alone with its exports. */
        boolean isDeployed(Export export) {
            Template now = head.templates().get(export.stack());
            return now != null
                    && now.environment()
                            .equals(base.templates().get(export.stack()).environment());
        }

        Optional<ReviewFinding> at(Export old) {
            Optional<Export> next = after.importedBy(head.templates().get(old.stack()), old.name());
            if (next.isPresent() && !next.get().stack().equals(old.stack())) {
                return Optional.of(ExportWords.moved(old, next.get()));
            }
            Set<String> importers = users.getOrDefault(old, Set.of());
            if (importers.isEmpty()) {
                return Optional.empty();
            }
            if (next.isEmpty()) {
                return Optional.of(ExportWords.removed(old, renamed(old), importers, usersThen.containsKey(old)));
            }
            boolean changes = !old.value().equals(next.get().value()) || isMadeAnew(next.get());
            return changes ? Optional.of(ExportWords.changed(old, next.get(), importers)) : Optional.empty();
        }

        private Optional<Export> renamed(Export old) {
            return after.all().stream()
                    .filter(export ->
                            export.stack().equals(old.stack()) && export.value().equals(old.value()))
                    .findFirst();
        }

        /** The export says the same and means another: what stands behind it is made anew. */
        private boolean isMadeAnew(Export export) {
            return Reference.in(export.value()).stream()
                    .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                    .anyMatch(reference -> rebuilt.contains(export.stack() + "/" + reference.name()));
        }

        /** Which stacks of a commit import what is exported today. */
        private static Map<Export, Set<String>> users(Side consumers, Exports exports) {
            Map<Export, Set<String>> users = new LinkedHashMap<>();
            for (Template consumer : consumers.resolved().values()) {
                for (String name : Exports.importsOf(consumer)) {
                    exports.importedBy(consumer, name)
                            .ifPresent(export -> users.computeIfAbsent(export, key -> new LinkedHashSet<>())
                                    .add(consumer.stack()));
                }
            }
            return users;
        }
    }
}
