package com.tallyhybrid.review.rebuilt;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Side that stay in the templates and are made anew, refused, or beyond what is known. */
public final class RebuiltExaminer implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        List<Finding> findings = new ArrayList<>();
        Rebuilds.of(comparison).all().forEach(rebuild -> findings.add(rebuilt(rebuild)));
        for (ResourceChange change : comparison.resources()) {
            if (change.isUpdate()) {
                unknown(change).ifPresent(findings::add);
                Rebuilds.impacts(change).stream()
                        .filter(impact -> !impact.rebuilds())
                        .map(impact -> changedInPlace(change, impact))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static Finding rebuilt(Rebuild rebuild) {
        TypeWords words = Wording.of(rebuild.type());
        Impact impact = rebuild.impact();
        // A deploy that fails is not harmless, however little is lost.
        Severity severity =
                words.rebuilt() == Severity.HARMLESS && nameStays(rebuild) ? Severity.NOTICE : words.rebuilt();
        return new Finding(
                Section.REBUILT_OR_DELETED.unlessHarmless(severity),
                severity,
                (rebuild.isCertain() ? "rebuilt" : "may-be-rebuilt")
                        + rebuild.cause().map(cause -> "-in-cascade").orElse(""),
                new Subject(rebuild.stack(), rebuild.logicalId(), rebuild.type()),
                impact.path(),
                rebuild.cause().map(Rebuild.Cause::label).orElseGet(() -> Values.shown(impact.before())),
                rebuild.cause()
                        .map(cause -> cause.by() == Rebuild.By.INPUT ? "another value" : "a new one")
                        .orElseGet(() -> Values.shown(impact.after())),
                Sentences.rebuilt(rebuild, words, nameStays(rebuild)),
                rebuild.cause()
                        .map(cause -> "Without the change of %s nothing happens here.".formatted(cause.label()))
                        .or(words::instead));
    }

    private static boolean nameStays(Rebuild rebuild) {
        JsonNode before = name(rebuild.type(), rebuild.before());
        return before.isTextual() && before.equals(name(rebuild.type(), rebuild.after()));
    }

    private static JsonNode name(String type, JsonNode resource) {
        return Behaviour.published().name(type, resource.path("Properties"));
    }

    private static Finding changedInPlace(ResourceChange change, Impact impact) {
        boolean refused = impact.effect() == Effect.REFUSED;
        String noun = Wording.of(change.type()).noun();
        String happens = refused
                ? "CloudFormation cannot make this change of the %s: the deploy fails and is rolled back, and nothing is lost."
                : "The %s stays and its content is made anew: whoever uses the old value must be given the new one.";
        return new Finding(
                Section.REBUILT_OR_DELETED,
                Severity.NOTICE,
                refused ? "change-refused" : "value-made-anew",
                Subject.of(change),
                impact.path(),
                Values.shown(impact.before()),
                Values.shown(impact.after()),
                Sentences.joined(happens.formatted(noun), Sentences.quoted(impact.because())),
                Optional.of("Leave the property as it is."));
    }

    private static Optional<Finding> unknown(ResourceChange change) {
        if (Behaviour.published().knows(change.type()) || change.properties().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Section.REBUILT_OR_DELETED,
                Severity.NOTICE,
                "unknown-type",
                Subject.of(change),
                "",
                "",
                "",
                ("This review knows nothing about resources of type %s, so it cannot tell whether this change rebuilds the"
                                + " resource.")
                        .formatted(change.type()),
                Optional.of("Look up what an update of the changed properties requires in AWS's reference, or in the"
                        + " provider's.")));
    }
}
