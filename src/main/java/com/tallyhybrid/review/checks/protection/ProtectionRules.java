package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.cloudformation.Value;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.PropertyChange;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The table of properties that protect. */
final class ProtectionRules {

    static final List<ProtectionRule> ALL =
            DataFile.read(ProtectionRules.class, "guards.yaml", new TypeReference<>() {});

    private final TargetIdentity targets;

    ProtectionRules(Comparison comparison) {
        targets = new TargetIdentity(comparison);
    }

    /** What a resource that stands on both sides loses. */
    Stream<ReviewFinding> of(ResourceChange change) {
        return each(
                change,
                (guard, place) ->
                        place
                                .changes(
                                        change.before().path("Properties"),
                                        change.after().path("Properties"))
                                .stream()
                                .flatMap(value -> weakened(guard, change, value)));
    }

    /** What a new resource lacks from the start. */
    Stream<ReviewFinding> ofNew(ResourceChange change) {
        return each(
                change,
                (guard, place) -> Stream.of(place.created(change.after().path("Properties")))
                        .filter(value -> guard.created() && guard.weaker().isWeak(Value.of(value.after())))
                        .map(value -> guard.about(change.subject(), value)
                                .as(Severity.NOTICE)
                                .saying("New, and without it: " + guard.meaning())));
    }

    private Stream<ReviewFinding> each(
            ResourceChange change, BiFunction<ProtectionRule, GuardedPlace, Stream<ReviewFinding>> look) {
        // Two rows may be about one place: what protects a little is also told when what protects more goes.
        Map<String, ReviewFinding> worst = new LinkedHashMap<>();
        ALL.stream()
                .flatMap(guard -> guard.places().stream()
                        .filter(place -> place.type().equals(change.type()))
                        .flatMap(place -> look.apply(guard, place)))
                .forEach(found -> worst.merge(
                        found.ruleId() + " " + found.path(),
                        found,
                        BinaryOperator.minBy(Comparator.comparing(ReviewFinding::severity))));
        return worst.values().stream();
    }

    private Stream<ReviewFinding> weakened(ProtectionRule guard, ResourceChange change, PropertyChange value) {
        Weakening answer = judge(guard, value);
        if (answer == Weakening.UNKNOWN && guard.weaker().isOfTargets()) {
            answer = judge(guard, targets.told(change.stack(), value));
        }
        return answer.of(guard.about(change.subject(), value));
    }

    private static Weakening judge(ProtectionRule guard, PropertyChange value) {
        return guard.weaker().judge(Value.of(value.before()), Value.of(value.after()));
    }
}
