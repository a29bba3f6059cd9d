package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.PropertyChange;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds every changed property of one resource against what is known of its type. */
final class PropertyEffects {

    private final String type;
    private final TypeBehaviour behaviour;
    private final List<BehaviourCorrection> corrections;
    private final JsonNode before;
    private final JsonNode after;

    PropertyEffects(
            String type,
            TypeBehaviour behaviour,
            List<BehaviourCorrection> corrections,
            JsonNode before,
            JsonNode after) {
        this.type = type;
        this.behaviour = behaviour;
        this.corrections = corrections;
        this.before = before;
        this.after = after;
    }

    /**
     * Why something happens.
     *
     * @param path the property that the specification or a correction names
     */
    private record Reason(String path, Effect effect, String because) {}

    /** One impact for each property that the specification names, however many values in it changed. */
    List<PropertyEffect> all() {
        Map<Reason, List<PropertyChange>> reasons = new LinkedHashMap<>();
        for (PropertyChange change : PropertyChange.between(before, after)) {
            reason(change)
                    .ifPresent(reason -> reasons.computeIfAbsent(reason, key -> new ArrayList<>())
                            .add(change));
        }
        return reasons.entrySet().stream()
                .filter(entry -> entry.getKey().effect() != Effect.IN_PLACE)
                .map(entry -> impact(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PropertyEffect impact(Reason reason, List<PropertyChange> changes) {
        if (changes.size() == 1) {
            PropertyChange only = changes.get(0);
            return new PropertyEffect(only.path(), only.before(), only.after(), reason.effect(), reason.because());
        }
        PropertyPath path = PropertyPath.of(reason.path());
        return new PropertyEffect(path, path.in(before), path.in(after), reason.effect(), reason.because());
    }

    private Optional<Reason> reason(PropertyChange change) {
        for (BehaviourCorrection correction : corrections) {
            if (correction.fits(type, change, before, after)) {
                return Optional.of(new Reason(correction.path(), correction.effect(), correction.sentence()));
            }
        }
        for (String path : behaviour.replaces()) {
            if (change.path().under(path)) {
                return Optional.of(new Reason(path, certainly(path, change), ""));
            }
        }
        for (String path : behaviour.mayReplace()) {
            if (change.path().under(path)) {
                return Optional.of(new Reason(path, Effect.MAY_REPLACE, ""));
            }
        }
        return inside(change);
    }

    /** A list that grew or shrank, or a function in place of an object: what changed inside cannot be told. */
    private Optional<Reason> inside(PropertyChange change) {
        String outer = change.path().withoutIndexes().toString();
        return behaviour.replaces().stream()
                .map(PropertyPath::of)
                .filter(inner -> inner.under(outer) && !inner.in(before).equals(inner.in(after)))
                .findFirst()
                .map(inner -> new Reason(outer, Effect.MAY_REPLACE, ""));
    }

    private Effect certainly(String path, PropertyChange change) {
        boolean comparable = change.before().isMissingNode()
                || change.after().isMissingNode()
                || Intrinsic.isFunction(change.before()) == Intrinsic.isFunction(change.after())
                        && !isUnknown(change.before())
                        && !isUnknown(change.after());
        return comparable && !isReordered(path) ? Effect.REPLACES : Effect.MAY_REPLACE;
    }

    private boolean isReordered(String path) {
        JsonNode old = PropertyPath.of(path).in(before);
        JsonNode next = PropertyPath.of(path).in(after);
        return old.isArray() && !ValueComparison.same(old, next) && ValueComparison.sameInAnyOrder(old, next);
    }

    /** Only the account knows what it stands for, so two of them may stand for the same. */
    private static boolean isUnknown(JsonNode value) {
        if (Intrinsic.isFunction(value)) {
            Intrinsic function = Intrinsic.of(value);
            boolean named = function instanceof Intrinsic.Ref
                    || function instanceof Intrinsic.GetAtt
                    || function instanceof Intrinsic.Join;
            if (!named) {
                return true;
            }
        }
        return value.valueStream().anyMatch(PropertyEffects::isUnknown);
    }
}
