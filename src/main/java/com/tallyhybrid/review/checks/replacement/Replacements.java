package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a comparison does to resources that stay, by a change of their own or because of what they use. */
public final class Replacements {
    private final List<Replacement> all;

    private Replacements(List<Replacement> all) {
        this.all = all;
    }

    /** Stack and logical id of everything that is rebuilt for certain. */
    public Set<String> certain() {
        return all.stream()
                .filter(Replacement::isCertain)
                .map(Replacement::label)
                .collect(Collectors.toSet());
    }

    /** Worked out once, however many checks ask. */
    public static Replacements of(Comparison comparison) {
        return comparison.once(Replacements.class, Replacements::found);
    }

    private static Replacements found(Comparison comparison) {
        List<Replacement> found = new ArrayList<>(comparison.resolvedResources().stream()
                .filter(ResourceChange::isUpdate)
                .flatMap(change -> own(change, comparison))
                .toList());
        found.addAll(Cascade.of(
                comparison,
                found.stream().filter(one -> one.impact().rebuilds()).toList()));
        return new Replacements(found);
    }

    List<Replacement> all() {
        return all;
    }

    /** A deployed parameter keeps its value when a template gives it another default: then nothing is certain. */
    private static Stream<Replacement> own(ResourceChange change, Comparison comparison) {
        return Behaviour.published()
                .impacts(
                        change.type(),
                        change.before().path("Properties"),
                        change.after().path("Properties"))
                .stream()
                .map(impact ->
                        written(comparison.base(), change, impact).equals(written(comparison.head(), change, impact))
                                ? impact.perhaps()
                                : impact)
                .map(impact -> new Replacement(change, impact, Optional.empty()));
    }

    private static JsonNode written(Side side, ResourceChange change, PropertyEffect impact) {
        JsonNode resource = side.template(change.stack())
                .map(template -> template.resource(change.logicalId()))
                .orElseThrow();
        return impact.path().in(resource.path("Properties"));
    }
}
