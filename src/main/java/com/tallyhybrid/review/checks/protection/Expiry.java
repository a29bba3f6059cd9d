package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One deletion that a lifecycle makes by itself.
 *
 * @param index the rule's position
 * @param scope of which objects
 * @param days after how many days; empty if only the deployment tells
 * @param spared how many newer versions are kept whatever their age
 * @param shown the deadline as people read it
 */
record Expiry(int index, ObjectScope scope, Optional<BigDecimal> days, BigDecimal spared, String shown) {

    /** Before a date, which S3 writes as ISO 8601, so that texts stand in the order of time. */
    private static final String ON = "on ";

    /** Deletions of what users see: the newest version of an object. */
    static List<Expiry> ofCurrent(JsonNode bucket) {
        return of(bucket, List.of("ExpirationDate", "ExpirationInDays"));
    }

    /** Deletions of what is left of deleted and overwritten objects. */
    static List<Expiry> ofNoncurrent(JsonNode bucket) {
        return of(bucket, List.of("NoncurrentVersionExpirationInDays", "NoncurrentVersionExpiration"));
    }

    /** Whether this one deletes all that the other deletes, and no later. */
    boolean includes(Expiry other) {
        return scope.covers(other.scope) && isNoLaterThan(other) && spared.compareTo(other.spared) <= 0;
    }

    /** Nobody can tell how many days a date is away, so a date and a number of days are never compared. */
    private boolean isNoLaterThan(Expiry other) {
        if (isDated() || other.isDated()) {
            return isDated() && other.isDated() && shown.compareTo(other.shown) <= 0;
        }
        return shown.equals(other.shown)
                || days.isPresent() && other.days.isPresent() && days.get().compareTo(other.days.get()) <= 0;
    }

    private boolean isDated() {
        return shown.startsWith(ON);
    }

    private static List<Expiry> of(JsonNode bucket, List<String> keys) {
        List<Expiry> expiries = new ArrayList<>();
        JsonNode rules = bucket.path("LifecycleConfiguration").path("Rules");
        for (int i = 0; i < rules.size(); i++) {
            JsonNode rule = rules.get(i);
            for (String key : keys) {
                JsonNode value = PlainValue.value(rule.path(key));
                if (!value.isMissingNode() && !rule.path("Status").asText().equals("Disabled")) {
                    expiries.add(expiry(i, ObjectScope.of(rule), key, value));
                }
            }
        }
        return expiries;
    }

    private static Expiry expiry(int index, ObjectScope scope, String key, JsonNode value) {
        JsonNode deadline = value.path("NoncurrentDays").isMissingNode() ? value : value.path("NoncurrentDays");
        // Of a date it is certain that something is deleted, as it is of a number.
        Optional<BigDecimal> days = key.endsWith("Date") ? Optional.of(BigDecimal.ZERO) : PlainValue.amount(deadline);
        BigDecimal spared =
                PlainValue.amount(value.path("NewerNoncurrentVersions")).orElse(BigDecimal.ZERO);
        String shown = deadline.isValueNode() ? deadline.asText() : deadline.toString();
        return new Expiry(index, scope, days, spared, key.endsWith("Date") ? ON + shown : "after " + shown + " days");
    }
}
