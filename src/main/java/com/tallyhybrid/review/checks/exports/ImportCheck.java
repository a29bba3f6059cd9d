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

/** New uses of another stack's value that no template provides. */
public final class ImportCheck implements Check {

    private static final Rule IMPORT_OF_NOTHING = Rule.of("import-of-nothing");
    private static final Rule OUTPUT_OF_NOTHING = Rule.of("output-of-nothing");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Exports before = comparison.base().exports();
        Exports after = comparison.head().exports();
        List<ReviewFinding> findings = new ArrayList<>();
        for (Template template : comparison.head().templates().values()) {
            Optional<Template> old =
                    Optional.ofNullable(comparison.base().templates().get(template.stack()));
            Set<String> former = new LinkedHashSet<>(old.map(Exports::importsOf).orElse(List.of()));
            for (String name : new LinkedHashSet<>(Exports.importsOf(template))) {
                // An import that was there before has its export somewhere, or ExportCheck speaks of it.
                if (!former.contains(name)
                        && after.importedBy(template, name).isEmpty()
                        && before.importedBy(template, name).isEmpty()) {
                    findings.add(unprovided(template, name, after));
                }
            }
            missingOutputs(template, comparison.head()).forEach(findings::add);
        }
        return findings;
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

    private static List<ReviewFinding> missingOutputs(Template template, Side head) {
        return Reference.in(template.body()).stream()
                .filter(reference -> reference.kind() == Reference.Kind.OUTPUT)
                .map(Reference::name)
                .filter(name -> {
                    String[] parts = name.split("\\.", 2);
                    Template producer = head.templates().get(parts[0]);
                    return producer != null && !producer.outputs().containsKey(parts[1]);
                })
                .map(name ->
                        OUTPUT_OF_NOTHING.about(Subject.stack(template.stack())).values("", name))
                .toList();
    }
}
