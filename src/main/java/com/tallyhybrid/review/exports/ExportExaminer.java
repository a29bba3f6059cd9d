package com.tallyhybrid.review.exports;

import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Export;
import com.tallyhybrid.review.change.Exports;
import com.tallyhybrid.review.change.Reference;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import com.tallyhybrid.review.rebuilt.Rebuilds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exports that are removed, renamed or changed while another stack imports them.
 *
 * <p>Such a deploy fails in the middle: stacks that were deployed before stay changed, and CloudFormation undoes only the
 * one that fails. That is why it is a danger although nothing is lost yet.
 */
public final class ExportExaminer implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        return new Look(comparison.canonical()).findings();
    }

    /** One look at one comparison. */
    private static final class Look {

        private final Comparison canonical;
        private final Exports before;
        private final Exports after;
        private final Set<String> rebuilt;
        private final List<Finding> findings = new ArrayList<>();

        Look(Comparison canonical) {
            this.canonical = canonical;
            before = Exports.of(canonical.base());
            after = Exports.of(canonical.head());
            rebuilt = Rebuilds.certain(canonical);
        }

        List<Finding> findings() {
            before.all().stream().filter(this::isDeployed).forEach(this::compare);
            return findings;
        }

        /** A stack that no template describes any more, or that is to stand elsewhere, is left alone with its exports. */
        private boolean isDeployed(Export export) {
            Template now = canonical.head().templates().get(export.stack());
            return now != null
                    && now.environment()
                            .equals(template(canonical.base(), export.stack()).environment());
        }

        private void compare(Export old) {
            Optional<Export> next = after.importedBy(template(canonical.head(), old.stack()), old.name());
            Set<String> users = users(old);
            if (next.isEmpty() && !users.isEmpty()) {
                findings.add(removed(old, users));
            } else if (next.isPresent() && !next.get().stack().equals(old.stack())) {
                findings.add(moved(old, next.get()));
            } else if (next.isPresent() && !users.isEmpty()) {
                boolean changed = !old.value().equals(next.get().value());
                if (changed || isMadeAnew(next.get())) {
                    findings.add(changed(old, next.get(), users, changed));
                }
            }
        }

        /** The export says the same and means another: what stands behind it is made anew. */
        private boolean isMadeAnew(Export export) {
            return Reference.in(export.value()).stream()
                    .filter(reference -> reference.kind() == Reference.Kind.RESOURCE)
                    .anyMatch(reference -> rebuilt.contains(export.stack() + "/" + reference.name()));
        }

        /** Who imports it today: whatever order they are deployed in, the export is in use until they are. */
        private Set<String> users(Export export) {
            Set<String> users = new LinkedHashSet<>();
            for (Template consumer : canonical.base().templates().values()) {
                if (Exports.importsOf(consumer).contains(export.name())
                        && before.importedBy(consumer, export.name())
                                .filter(export::equals)
                                .isPresent()) {
                    users.add(consumer.stack());
                }
            }
            return users;
        }

        private Finding removed(Export old, Set<String> users) {
            Optional<Export> renamed = after.all().stream()
                    .filter(export ->
                            export.stack().equals(old.stack()) && export.value().equals(old.value()))
                    .findFirst();
            String importers = String.join(", ", users);
            boolean needed = canonical.head().templates().values().stream()
                    .anyMatch(template -> Exports.importsOf(template).contains(old.name()));
            return finding(
                    renamed.isPresent() ? "export-renamed-in-use" : "export-removed-in-use",
                    old,
                    old.name(),
                    renamed.map(Export::name).orElse(""),
                    "CloudFormation refuses to remove an export in use, here by %s, %s, so the deploy fails."
                            .formatted(
                                    importers,
                                    needed
                                            ? "which imports it further on"
                                            : "which imports it until it is deployed itself, later than "
                                                    + old.stack()),
                    (renamed.isPresent()
                                    ? "Two deploys: 1. export it under both names, and let %s import the new one; deploy."
                                            + " 2. remove the old name; deploy."
                                    : "Two deploys: 1. let %s do without it, and keep the export in %s (in a CDK app:"
                                            + " exportValue); deploy. 2. remove the export; deploy.")
                            .formatted(importers, old.stack()));
        }

        private Finding changed(Export old, Export next, Set<String> users, boolean itself) {
            return finding(
                    "export-changed-in-use",
                    next,
                    Values.shown(old.value()),
                    itself ? Values.shown(next.value()) : "a new one",
                    "%s CloudFormation refuses to change an export in use, here by %s, so the deploy fails."
                            .formatted(
                                    itself
                                            ? "The export stands for something else."
                                            : "What the export stands for is made anew and gets another id.",
                                    String.join(", ", users)),
                    ("If it is meant: 1. export the new value under a second name, let %s import that, and keep the first;"
                                    + " deploy. 2. remove the first; deploy.")
                            .formatted(String.join(", ", users)));
        }

        private Finding moved(Export old, Export next) {
            return finding(
                    "export-moved",
                    next,
                    old.stack(),
                    next.stack(),
                    "The name %s is exported by %s until now, and no two stacks may export one name, so the deploy fails."
                            .formatted(old.name(), old.stack()),
                    "Give the new export a name of its own, let the importing stacks use it, and remove the old one in a"
                            + " later deploy.");
        }

        private static Finding finding(
                String rule, Export export, String before, String after, String meaning, String advice) {
            return new Finding(
                    Section.ACROSS_STACKS,
                    Severity.DANGER,
                    rule,
                    new Subject(export.stack(), export.output(), "-"),
                    "",
                    before,
                    after,
                    meaning,
                    Optional.of(advice));
        }

        private static Template template(Synthesis synthesis, String stack) {
            return synthesis.templates().get(stack);
        }
    }
}
