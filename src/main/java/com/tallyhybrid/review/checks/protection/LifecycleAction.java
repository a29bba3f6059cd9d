package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that a bucket does by itself with objects that are old enough.
 *
 * @param index the rule's position
 * @param archive the class that they move to; empty where they are deleted
 * @param scope of which objects
 * @param days after how many days; empty if only the deployment tells
 * @param spared how many newer versions are left alone whatever their age
 * @param shown the deadline as people read it
 * @param function on which it depends
 */
record LifecycleAction(
        int index,
        String archive,
        ObjectScope scope,
        Optional<BigDecimal> days,
        BigDecimal spared,
        String shown,
        JsonNode function)
        implements Stated {

    /** Before a date, which S3 writes as ISO 8601, so that texts stand in the order of time. */
    private static final String ON = "on ";

    private static final Set<String> ARCHIVES =
            Set.of("GLACIER", "DEEP_ARCHIVE", "ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS");

    private static final List<String> DEADLINES =
            List.of("NoncurrentDays", "TransitionInDays", "TransitionDate", "Days");

    /** Deletions of what users see: the newest version of an object. */
    static List<LifecycleAction> deletions(JsonNode bucket) {
        return of(rules(bucket), "ExpirationDate", "ExpirationInDays");
    }

    /** Deletions of what is left of deleted and overwritten objects. */
    static List<LifecycleAction> noncurrentDeletions(JsonNode bucket) {
        return of(rules(bucket), "NoncurrentVersionExpirationInDays", "NoncurrentVersionExpiration");
    }

    /** Moves to a class, or to a tier of a class, from which nothing is read at once. */
    static List<LifecycleAction> archivings(JsonNode bucket) {
        List<LifecycleAction> moves = of(
                rules(bucket),
                "Transition",
                "Transitions",
                "NoncurrentVersionTransition",
                "NoncurrentVersionTransitions");
        List<LifecycleAction> tiers = of(PossibleValue.below(bucket, "IntelligentTieringConfigurations"), "Tierings");
        return Stream.concat(moves.stream(), tiers.stream())
                .filter(move -> ARCHIVES.contains(move.archive) || !move.isCertain())
                .toList();
    }

    boolean isOfTiers() {
        return archive.endsWith("_ACCESS");
    }

    /** Whether this one does all that the other does, and no later. */
    boolean includes(LifecycleAction other) {
        return archive.equals(other.archive)
                && scope.covers(other.scope)
                && isNoLaterThan(other)
                && spared.compareTo(other.spared) <= 0;
    }

    /** Nobody can tell how many days a date is away, so a date and a number of days are never compared. */
    private boolean isNoLaterThan(LifecycleAction other) {
        if (days.isEmpty() || other.days.isEmpty()) {
            return true;
        }
        if (shown.startsWith(ON) || other.shown.startsWith(ON)) {
            return shown.startsWith(ON) && other.shown.startsWith(ON) && shown.compareTo(other.shown) <= 0;
        }
        return days.get().compareTo(other.days.get()) <= 0;
    }

    private static List<PossibleValue> rules(JsonNode bucket) {
        return PossibleValue.below(bucket, "LifecycleConfiguration", "Rules");
    }

    private static List<LifecycleAction> of(List<PossibleValue> rules, String... keys) {
        List<LifecycleAction> actions = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            JsonNode status = rules.get(i).json().path("Status");
            PossibleValue rule = rules.get(i).dependingOn(status);
            for (String key : status.asText().equals("Disabled") ? new String[0] : keys) {
                int index = i;
                rule.inside(key).map(value -> action(index, rule.json(), value)).forEach(actions::add);
            }
        }
        return actions;
    }

    private static LifecycleAction action(int index, JsonNode rule, PossibleValue value) {
        JsonNode json = value.json();
        JsonNode archive = json.has("AccessTier") ? json.path("AccessTier") : json.path("StorageClass");
        JsonNode deadline = DEADLINES.stream()
                .map(json::path)
                .filter(found -> !found.isMissingNode())
                .findFirst()
                .orElse(json);
        boolean isDate = deadline.asText().contains("-");
        String text = deadline.isValueNode() ? deadline.asText() : deadline.toString();
        return new LifecycleAction(
                index,
                archive.asText(),
                ObjectScope.of(rule),
                isDate ? Optional.of(BigDecimal.ZERO) : PlainValue.amount(deadline),
                PlainValue.amount(json.path("NewerNoncurrentVersions")).orElse(BigDecimal.ZERO),
                isDate ? ON + text : "after " + text + " days",
                value.dependingOn(archive).dependingOn(deadline).function());
    }
}
