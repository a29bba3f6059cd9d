package com.tallyhybrid.review.rebuilt;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every resource that a comparison rebuilds, by its own change or because of what it uses. */
public final class Rebuilds {

    private final List<Rebuild> all;

    private Rebuilds(List<Rebuild> all) {
        this.all = all;
    }

    /** Stack and logical id of everything that is rebuilt for certain. */
    public Set<String> certain() {
        return all.stream().filter(Rebuild::isCertain).map(Rebuild::label).collect(Collectors.toSet());
    }

    /** Worked out once, however many checks ask. */
    public static Rebuilds of(Comparison comparison) {
        return comparison.once(Rebuilds.class, Rebuilds::found);
    }

    private static Rebuilds found(Comparison comparison) {
        List<Rebuild> rebuilds = new ArrayList<>();
        for (ResourceChange change : comparison.resources()) {
            if (change.isUpdate()) {
                impacts(change).stream()
                        .filter(Impact::rebuilds)
                        .map(impact -> rebuild(change, impact))
                        .forEach(rebuilds::add);
            }
        }
        rebuilds.addAll(Cascade.of(comparison.base(), comparison.head(), rebuilds));
        return new Rebuilds(rebuilds);
    }

    List<Rebuild> all() {
        return all;
    }

    static List<Impact> impacts(ResourceChange change) {
        JsonNode before = change.before().path("Properties");
        JsonNode after = change.after().path("Properties");
        return Behaviour.published().impacts(change.type(), before, after);
    }

    private static Rebuild rebuild(ResourceChange change, Impact impact) {
        return new Rebuild(
                change.stack(), change.logicalId(), change.before(), change.after(), impact, Optional.empty());
    }
}
