package com.tallyhybrid.review.checks.exports;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Export;
import java.util.Optional;
import java.util.Set;

/** What findings about exports say, with the way in two deploys. */
final class ExportWords {

    private static final Rule REMOVED = Rule.of("export-removed-in-use");
    private static final Rule RENAMED = Rule.of("export-renamed-in-use");
    private static final Rule CHANGED = Rule.of("export-changed-in-use");
    private static final Rule MOVED = Rule.of("export-moved");

    private ExportWords() {}

    /** An export that goes; {@code needed} if somebody imports it further on. */
    static ReviewFinding removed(Export old, Optional<Export> renamed, Set<String> users, boolean needed) {
        return about(renamed.isPresent() ? RENAMED : REMOVED, old, users)
                .values(old.name(), renamed.map(Export::name).orElse(""))
                .naming(
                        "until",
                        needed
                                ? "which imports it further on"
                                : "which imports it until it is deployed itself, later than " + old.stack());
    }

    /** An export of another value: written otherwise, or of something that is made anew. */
    static ReviewFinding changed(Export old, Export next, Set<String> users) {
        boolean itself = !old.value().equals(next.value());
        return about(CHANGED, next, users)
                .values(Values.shown(old.value()), itself ? Values.shown(next.value()) : "a new one")
                .naming(
                        "why",
                        itself
                                ? "The export stands for something else."
                                : "What the export stands for is made anew and gets another id.");
    }

    static ReviewFinding moved(Export old, Export next) {
        return MOVED.about(Subject.output(next.stack(), next.output()))
                .values(old.stack(), next.stack())
                .naming("name", old.name())
                .naming("stack", old.stack());
    }

    private static ReviewFinding about(Rule rule, Export export, Set<String> users) {
        return rule.about(Subject.output(export.stack(), export.output()))
                .naming("importers", String.join(", ", users))
                .naming("stack", export.stack());
    }
}
