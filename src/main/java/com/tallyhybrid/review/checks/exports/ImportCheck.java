package com.tallyhybrid.review.checks.exports;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Exports;
import com.tallyhybrid.review.diff.Reference;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** New uses of another stack's value that no template provides. */
public final class ImportCheck implements Check {

    private static final Rule IMPORT_OF_NOTHING = Rule.of("import-of-nothing");
    private static final Rule OUTPUT_OF_NOTHING = Rule.of("output-of-nothing");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        comparison.head().resolved().forEach((stack, template) -> {
            // What was used before is there somewhere, or ExportCheck speaks of it.
            Set<Reference> used = new LinkedHashSet<>(Reference.in(template.body()));
            Optional.ofNullable(comparison.base().resolved().get(stack))
                    .ifPresent(old -> used.removeIf(reference -> isOld(reference, old, comparison.base())));
            used.forEach(reference -> {
                if (reference.kind() == Reference.Kind.EXPORT && isUnprovided(template, reference, comparison)) {
                    findings.add(unprovided(
                            template, reference.name(), comparison.head().exports()));
                } else if (reference.kind() == Reference.Kind.OUTPUT && isMissing(reference, comparison.head())) {
                    findings.add(OUTPUT_OF_NOTHING.about(Subject.stack(stack)).values("", reference.name()));
                }
            });
        });
        return findings;
    }

    private static boolean isOld(Reference reference, Template old, Side base) {
        return Reference.in(old.body()).contains(reference)
                && (reference.kind() != Reference.Kind.OUTPUT || isMissing(reference, base));
    }

    private static boolean isUnprovided(Template template, Reference reference, Comparison comparison) {
        return Stream.of(comparison.base(), comparison.head())
                .allMatch(side ->
                        side.exports().importedBy(template, reference.name()).isEmpty());
    }

    /** Whether a stack of the templates is asked for an output that it has not. */
    private static boolean isMissing(Reference output, Side side) {
        String[] parts = output.name().split("\\.", 2);
        return side.hasStack(parts[0])
                && !side.resolved().get(parts[0]).outputs().containsKey(parts[1]);
    }

    private static ReviewFinding unprovided(Template template, String name, Exports exports) {
        boolean elsewhere =
                exports.all().stream().anyMatch(export -> export.name().equals(name));
        ReviewFinding finding =
                IMPORT_OF_NOTHING.about(Subject.stack(template.stack())).values("", name);
        return elsewhere
                ? finding.saying(
                        "An export of this name stands in another account or Region only, and imports do not reach"
                                + " there: the deploy fails.")
                : finding;
    }
}
