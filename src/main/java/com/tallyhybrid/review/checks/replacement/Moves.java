package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.PropertyChange;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what only looks gone: a resource that comes back under another logical id or in another stack. */
final class Moves {

    /** Seven of ten properties alike: enough for a resource that was edited while it was moved. */
    private static final double ALIKE = 0.7;

    private static final double SAME_NAME = 2;

    private final Map<ResourceChange, ResourceChange> moves = new LinkedHashMap<>();

    private Moves(List<ResourceChange> changes) {
        List<ResourceChange> coming =
                new ArrayList<>(changes.stream().filter(ResourceChange::isNew).toList());
        changes.stream()
                .filter(ResourceChange::isGone)
                .forEach(gone -> coming.stream()
                        .filter(candidate -> candidate.type().equals(gone.type()) && likeness(gone, candidate) >= ALIKE)
                        .max(Comparator.comparingDouble((ResourceChange candidate) -> likeness(gone, candidate))
                                .thenComparing(candidate -> candidate.stack().equals(gone.stack())))
                        .ifPresent(match -> {
                            moves.put(gone, match);
                            coming.remove(match);
                        }));
    }

    static Moves of(Comparison comparison) {
        return new Moves(comparison.resolvedResources());
    }

    /** What a gone resource comes back as. */
    Optional<ResourceChange> of(ResourceChange gone) {
        return Optional.ofNullable(moves.get(gone));
    }

    private static double likeness(ResourceChange gone, ResourceChange coming) {
        JsonNode before = gone.before().path("Properties");
        JsonNode after = coming.after().path("Properties");
        JsonNode name = Behaviour.published().name(gone.type(), before);
        if (!name.isMissingNode() && name.equals(Behaviour.published().name(gone.type(), after))) {
            return SAME_NAME;
        }
        double properties = Math.max(1, Math.max(leaves(before), leaves(after)));
        return 1 - PropertyChange.between(before, after).size() / properties;
    }

    private static int leaves(JsonNode properties) {
        return PropertyChange.between(MissingNode.getInstance(), properties).size();
    }
}
