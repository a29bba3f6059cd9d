package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a bucket would delete by itself what it keeps today, or move it where a restore takes hours.
 *
 * <p>Rules are compared by what they do, not by their names or their order: what another rule does already, as early and to
 * the same objects, is nothing new.
 */
final class LifecycleRules {

    private static final PropertyPath RULES = PropertyPath.of("LifecycleConfiguration.Rules");
    private static final PropertyPath TIERS = PropertyPath.of("IntelligentTieringConfigurations");

    private static final Rule CURRENT = Rule.of("current-data-expires");

    private static final Rule NONCURRENT = Rule.of("noncurrent-versions-expire-sooner");

    private static final Rule ARCHIVED = Rule.of("data-moves-to-archive");

    private LifecycleRules() {}

    static Stream<ReviewFinding> of(ResourceChange change) {
        return Stream.of(
                        added(change, CURRENT, LifecycleAction::deletions),
                        added(change, NONCURRENT, LifecycleAction::noncurrentDeletions),
                        added(change, ARCHIVED, LifecycleAction::archivings))
                .flatMap(found -> found);
    }

    private static Stream<ReviewFinding> added(
            ResourceChange change, Rule said, Function<JsonNode, List<LifecycleAction>> read) {
        List<LifecycleAction> known = read.apply(change.before().path("Properties"));
        return read.apply(change.after().path("Properties")).stream()
                .flatMap(action -> Stated.missed(action, known, LifecycleAction::includes)
                        .of(said.about(change.subject())
                                .at((action.isOfTiers() ? TIERS : RULES).index(action.index()))
                                .values(shown(known), shown(List.of(action)))));
    }

    private static String shown(List<LifecycleAction> actions) {
        return actions.isEmpty()
                ? "never"
                : actions.stream()
                        .map(action -> (action.archive() + " " + action.shown()).strip())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
