package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** Resources that stay in the templates and are made anew, refused, or beyond what is known. */
public final class ReplacementCheck implements Check {

    private static final Rule REBUILT = Rule.of("rebuilt");
    private static final Rule REBUILT_IN_CASCADE = Rule.of("rebuilt-in-cascade");
    private static final Rule MAY_BE_REBUILT = Rule.of("may-be-rebuilt");
    private static final Rule MAY_BE_REBUILT_IN_CASCADE = Rule.of("may-be-rebuilt-in-cascade");
    private static final Rule CHANGE_REFUSED = Rule.of("change-refused");
    private static final Rule VALUE_MADE_ANEW = Rule.of("value-made-anew");
    private static final Rule UNKNOWN_TYPE = Rule.of("unknown-type");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        Replacements.of(comparison)
                .all()
                .forEach(one -> findings.add(one.impact().rebuilds() ? rebuilt(one) : changedInPlace(one)));
        comparison.resolvedResources().stream()
                .filter(ResourceChange::isUpdate)
                .forEach(change -> findings.addAll(unknown(change)));
        return findings;
    }

    private static ReviewFinding rebuilt(Replacement rebuild) {
        TypeWords words = Wording.of(rebuild.change().type());
        PropertyEffect impact = rebuild.impact();
        ReviewFinding finding = rule(rebuild)
                .about(rebuild.change().subject())
                .as(severity(rebuild, words))
                .at(impact.path())
                .saying(ReplacementSentences.rebuilt(rebuild, words, nameStays(rebuild)));
        return rebuild.cause()
                .map(cause -> finding.naming("cause", cause.label())
                        .values(cause.label(), cause.by() == Replacement.By.INPUT ? "another value" : "a new one"))
                .orElseGet(() -> finding.advising(words.instead())
                        .values(Values.shown(impact.before()), Values.shown(impact.after())));
    }

    /** A deploy that fails is not harmless, however little is lost. */
    private static Severity severity(Replacement rebuild, TypeWords words) {
        if (!nameStays(rebuild)) {
            return words.rebuilt();
        }
        return rebuild.isCertain() || words.rebuilt() == Severity.DANGER ? Severity.DANGER : Severity.NOTICE;
    }

    private static Rule rule(Replacement rebuild) {
        if (rebuild.isCertain()) {
            return rebuild.cause().isPresent() ? REBUILT_IN_CASCADE : REBUILT;
        }
        return rebuild.cause().isPresent() ? MAY_BE_REBUILT_IN_CASCADE : MAY_BE_REBUILT;
    }

    private static boolean nameStays(Replacement rebuild) {
        JsonNode before = name(rebuild.change().type(), rebuild.change().before());
        return before.isTextual()
                && before.equals(name(rebuild.change().type(), rebuild.change().after()));
    }

    private static JsonNode name(String type, JsonNode resource) {
        return Behaviour.published().name(type, resource.path("Properties"));
    }

    private static ReviewFinding changedInPlace(Replacement one) {
        PropertyEffect impact = one.impact();
        ReviewFinding finding = (impact.effect() == Effect.REFUSED ? CHANGE_REFUSED : VALUE_MADE_ANEW)
                .about(one.change().subject())
                .naming("noun", Wording.of(one.change().type()).noun())
                .at(impact.path())
                .values(Values.shown(impact.before()), Values.shown(impact.after()));
        return finding.saying(
                ReplacementSentences.joined(finding.meaning(), ReplacementSentences.quoted(impact.because())));
    }

    private static List<ReviewFinding> unknown(ResourceChange change) {
        if (Behaviour.published().knows(change.type())) {
            return List.of();
        }
        return change.properties().stream()
                .map(one -> UNKNOWN_TYPE
                        .about(change.subject())
                        .naming("type", change.type())
                        .at(one.path())
                        .values(Values.shown(one.before()), Values.shown(one.after())))
                .toList();
    }
}
