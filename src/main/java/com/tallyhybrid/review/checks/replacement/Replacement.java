package com.tallyhybrid.review.checks.replacement;

import com.tallyhybrid.review.diff.ResourceChange;
import java.util.Optional;

/**
 * What a deploy does to one resource that stays in its template: makes it anew, fails at it, or renews its content.
 *
 * @param change the resource on both sides, inputs resolved; the same on both where only what it uses has changed
 * @param impact the property that is the reason
 * @param cause what has changed elsewhere and is the reason; empty where the property itself was changed
 */
record Replacement(ResourceChange change, PropertyEffect impact, Optional<Cause> cause) {

    /**
     * What passes a rebuild on.
     *
     * @param label what is used: stack and logical id, or stack and section and name
     * @param by how it is used
     */
    record Cause(String label, By by) {}

    /** How a resource uses what has changed. */
    enum By {
        /** By an id or ARN, which is another one after a rebuild. */
        REFERENCE,
        /** Through an export, which CloudFormation does not change while it is in use. */
        EXPORT,
        /** As a mapping, a condition or a parameter of its template, whose value only the deployment knows. */
        INPUT
    }

    String label() {
        return change.subject().label();
    }

    boolean isCertain() {
        return impact.effect() == Effect.REPLACES;
    }
}
