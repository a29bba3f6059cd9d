package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Reference;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passes rebuilds on: a resource that is made anew has another id and ARN, and whoever uses them in a property that
 * replaces is made anew too, in the same stack or in another one. A changed mapping, condition or parameter whose value
 * only the deployment knows is passed on in the same way.
 */
final class Cascade {
    private final Sources sources;
    private final Map<String, Replacement> rebuilt = new LinkedHashMap<>();

    private Cascade(Sources sources, List<Replacement> direct) {
        this.sources = sources;
        direct.forEach(rebuild ->
                rebuilt.merge(rebuild.label(), rebuild, (first, second) -> first.isCertain() ? first : second));
    }

    /** What is rebuilt because of what is rebuilt already. */
    static List<Replacement> of(Comparison comparison, List<Replacement> direct) {
        return new Cascade(new Sources(comparison), direct).spread(candidates(comparison));
    }

    private List<Replacement> spread(List<ResourceChange> candidates) {
        List<Replacement> passedOn = new ArrayList<>();
        boolean grows = true;
        while (grows) {
            List<Replacement> next = candidates.stream()
                    .filter(candidate ->
                            !rebuilt.containsKey(candidate.subject().label()))
                    .flatMap(candidate -> hit(candidate).stream())
                    .toList();
            next.forEach(rebuild -> rebuilt.put(rebuild.label(), rebuild));
            grows = passedOn.addAll(next);
        }
        return passedOn;
    }

    /** Every resource that stands on both sides. */
    private static List<ResourceChange> candidates(Comparison comparison) {
        List<ResourceChange> candidates = new ArrayList<>();
        comparison
                .head()
                .resolved()
                .forEach((stack, template) -> template.resources()
                        .forEach((id, after) -> candidates.add(new ResourceChange(
                                stack,
                                id,
                                Optional.ofNullable(comparison.base().resolved().get(stack))
                                        .map(old -> old.resource(id))
                                        .orElse(MissingNode.getInstance()),
                                after))));
        return candidates.stream().filter(ResourceChange::isUpdate).toList();
    }

    private Optional<Replacement> hit(ResourceChange candidate) {
        return Behaviour.published()
                .replacing(
                        candidate.type(),
                        candidate.before().path("Properties"),
                        candidate.after().path("Properties"))
                .entrySet()
                .stream()
                .flatMap(entry -> hit(candidate, PropertyPath.of(entry.getKey()), entry.getValue()))
                .min(Comparator.comparing(rebuild -> rebuild.isCertain() ? 0 : 1));
    }

    private Stream<Replacement> hit(ResourceChange candidate, PropertyPath place, Effect effect) {
        JsonNode value = place.in(candidate.after().path("Properties"));
        PropertyEffect impact = new PropertyEffect(place, value, value, effect, "");
        return Reference.in(value).stream()
                .flatMap(reference -> sources.of(candidate.stack(), reference))
                .filter(cause -> cause.by() == Replacement.By.INPUT || rebuilt.containsKey(cause.label()))
                .map(cause ->
                        new Replacement(candidate, isCertain(cause) ? impact : impact.perhaps(), Optional.of(cause)));
    }

    private boolean isCertain(Replacement.Cause cause) {
        return cause.by() == Replacement.By.REFERENCE
                && rebuilt.get(cause.label()).isCertain();
    }
}
