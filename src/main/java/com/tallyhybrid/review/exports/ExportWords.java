package com.tallyhybrid.review.exports;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.change.Export;
import java.util.Optional;
import java.util.Set;

/** What findings about exports say, with the way in two deploys. */
final class ExportWords {

    private ExportWords() {}

    /** An export that goes; {@code needed} if somebody imports it further on. */
    static Finding removed(Export old, Optional<Export> renamed, Set<String> users, boolean needed) {
        String importers = String.join(", ", users);
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
                                        : "which imports it until it is deployed itself, later than " + old.stack()),
                (renamed.isPresent()
                                ? "Two deploys: 1. export it under both names, and let %s import the new one; deploy."
                                        + " 2. remove the old name; deploy."
                                : "Two deploys: 1. let %s do without it, and keep the export in %s (in a CDK app:"
                                        + " exportValue); deploy. 2. remove the export; deploy.")
                        .formatted(importers, old.stack()));
    }

    /** An export of another value: written otherwise, or of something that is made anew. */
    static Finding changed(Export old, Export next, Set<String> users) {
        boolean itself = !old.value().equals(next.value());
        String importers = String.join(", ", users);
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
                                importers),
                ("If it is meant: 1. export the new value under a second name, let %s import that, and keep the first;"
                                + " deploy. 2. remove the first; deploy.")
                        .formatted(importers));
    }

    static Finding moved(Export old, Export next) {
        return finding(
                "export-moved",
                next,
                old.stack(),
                next.stack(),
                "The name %s is exported by %s until now, and no two stacks may export one name, so the deploy fails."
                        .formatted(old.name(), old.stack()),
                "Give the new export a name of its own, let the importing stacks use it, and remove the old one in a later"
                        + " deploy.");
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
}
