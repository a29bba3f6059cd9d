package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every resource that a comparison rebuilds, by its own change or because of what it uses. */
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
        List<Replacement> rebuilds = new ArrayList<>();
        for (ResourceChange change : comparison.resources()) {
            if (change.isUpdate()) {
                impacts(change).stream()
                        .filter(PropertyEffect::rebuilds)
                        .map(impact -> rebuild(change, impact))
                        .forEach(rebuilds::add);
            }
        }
        rebuilds.addAll(Cascade.of(comparison.base(), comparison.head(), rebuilds));
        return new Replacements(rebuilds);
    }

    List<Replacement> all() {
        return all;
    }

    static List<PropertyEffect> impacts(ResourceChange change) {
        JsonNode before = change.before().path("Properties");
        JsonNode after = change.after().path("Properties");
        return Behaviour.published().impacts(change.type(), before, after);
    }

    private static Replacement rebuild(ResourceChange change, PropertyEffect impact) {
        return new Replacement(
                change.stack(), change.logicalId(), change.before(), change.after(), impact, Optional.empty());
    }
}
