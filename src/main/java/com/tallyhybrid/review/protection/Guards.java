package com.tallyhybrid.review.protection;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.cloudformation.Value;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.PropertyChange;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The table of properties that protect. */
final class Guards implements Check {

    private static final List<Guard> ALL = DataFile.read(Guards.class, "guards.yaml", new TypeReference<>() {});

    private final TargetIdentity targets;

    Guards(Comparison comparison) {
        targets = new TargetIdentity(comparison);
    }

    static List<Guard> all() {
        return ALL;
    }

    @Override
    public List<Finding> of(ResourceChange change) {
        return each(
                change,
                (guard, place) ->
                        place
                                .changes(
                                        change.before().path("Properties"),
                                        change.after().path("Properties"))
                                .stream()
                                .flatMap(value -> weakened(guard, change, value).stream()));
    }

    /** What a new resource lacks from the start. */
    List<Finding> ofNew(ResourceChange change) {
        return each(
                change,
                (guard, place) -> Stream.of(place.created(change.after().path("Properties")))
                        .filter(value -> guard.created() && guard.weaker().isWeak(Value.of(value.after())))
                        .map(value -> guard.about(change.subject(), value)
                                .as(Severity.NOTICE)
                                .saying("New, and without it: " + guard.meaning())));
    }

    private List<Finding> each(ResourceChange change, BiFunction<Guard, GuardedPlace, Stream<Finding>> look) {
        return ALL.stream()
                .flatMap(guard -> guard.places().stream()
                        .filter(place -> place.type().equals(change.type()))
                        .flatMap(place -> look.apply(guard, place)))
                .toList();
    }

    private Optional<Finding> weakened(Guard guard, ResourceChange change, PropertyChange value) {
        Finding said = guard.about(change.subject(), value);
        Answer answer = judge(guard, value);
        if (answer == Answer.UNKNOWN && guard.weaker().isOfTargets()) {
            answer = judge(guard, targets.told(change.stack(), value));
        }
        return switch (answer) {
            case WEAKER -> Optional.of(said);
            case UNKNOWN -> Optional.of(said.perhaps());
            case NOT_WEAKER -> Optional.empty();
        };
    }

    private static Answer judge(Guard guard, PropertyChange value) {
        return guard.weaker().judge(Value.of(value.before()), Value.of(value.after()));
    }
}
