package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.diff.Reference;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passes rebuilds on: a resource that is made anew has another id and ARN, and whoever uses them in a property that
 * replaces is made anew too, in the same stack or in another one. A changed mapping, condition or default of a parameter
 * is passed on in the same way.
 */
final class Cascade {

    private final Side base;
    private final Side head;
    private final Sources sources;
    private final Map<String, Replacement> rebuilt = new LinkedHashMap<>();

    private Cascade(Side base, Side head, List<Replacement> direct) {
        this.base = base;
        this.head = head;
        this.sources = new Sources(base, head);
        direct.forEach(rebuild ->
                rebuilt.merge(rebuild.label(), rebuild, (first, second) -> first.isCertain() ? first : second));
    }

    /** What is rebuilt because of what is rebuilt already. */
    static List<Replacement> of(Side base, Side head, List<Replacement> direct) {
        return new Cascade(base, head, direct).spread();
    }

    /** A resource that stands on both sides. */
    private record Candidate(Template template, String logicalId, JsonNode before, JsonNode after) {

        String type() {
            return after.path("Type").asText();
        }
    }

    private List<Replacement> spread() {
        List<Candidate> candidates = candidates();
        List<Replacement> passedOn = new ArrayList<>();
        boolean grows = true;
        while (grows) {
            List<Replacement> next = candidates.stream()
                    .filter(candidate ->
                            !rebuilt.containsKey(candidate.template().stack() + "/" + candidate.logicalId()))
                    .flatMap(candidate -> hit(candidate).stream())
                    .toList();
            next.forEach(rebuild -> rebuilt.put(rebuild.label(), rebuild));
            grows = passedOn.addAll(next);
        }
        return passedOn;
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (Template template : head.templates().values()) {
            template.resources().forEach((logicalId, after) -> {
                JsonNode before = Optional.ofNullable(base.templates().get(template.stack()))
                        .map(old -> old.resource(logicalId))
                        .orElse(MissingNode.getInstance());
                if (before.path("Type").equals(after.path("Type"))) {
                    candidates.add(new Candidate(template, logicalId, before, after));
                }
            });
        }
        return candidates;
    }

    private Optional<Replacement> hit(Candidate candidate) {
        return Behaviour.published()
                .replacing(
                        candidate.type(),
                        candidate.before().path("Properties"),
                        candidate.after().path("Properties"))
                .entrySet()
                .stream()
                .flatMap(entry -> hit(candidate, entry.getKey(), entry.getValue()))
                .min(Comparator.comparing(rebuild -> rebuild.isCertain() ? 0 : 1));
    }

    private Stream<Replacement> hit(Candidate candidate, String path, Effect effect) {
        PropertyPath place = PropertyPath.of(path);
        JsonNode value = place.in(candidate.after().path("Properties"));
        return Reference.in(value).stream()
                .flatMap(reference -> sources.of(candidate.template(), reference))
                .filter(cause -> cause.by() == Replacement.By.INPUT || rebuilt.containsKey(cause.label()))
                .map(cause -> new Replacement(
                        candidate.template().stack(),
                        candidate.logicalId(),
                        candidate.before(),
                        candidate.after(),
                        new PropertyEffect(place, value, value, certainly(effect, cause), ""),
                        Optional.of(cause)));
    }

    private Effect certainly(Effect effect, Replacement.Cause cause) {
        return cause.by() == Replacement.By.REFERENCE
                        && rebuilt.get(cause.label()).isCertain()
                ? effect
                : Effect.MAY_REPLACE;
    }
}
