package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Subject;
import java.util.Optional;

/**
 * One resource that CloudFormation makes anew under its logical id.
 *
 * @param stack its stack
 * @param logicalId its name there
 * @param before its canonical definition as it is
 * @param after its canonical definition as proposed
 * @param impact the property that is the reason
 * @param cause the rebuilt resource whose new identity is the reason; empty where the property itself was changed
 */
record Replacement(
        String stack, String logicalId, JsonNode before, JsonNode after, PropertyEffect impact, Optional<Cause> cause) {

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
        /** As a mapping, a condition or a parameter of its template, whose value has changed. */
        INPUT
    }

    Subject subject() {
        return Subject.resource(stack, logicalId, type());
    }

    String label() {
        return stack + "/" + logicalId;
    }

    String type() {
        return after.path("Type").asText();
    }

    boolean isCertain() {
        return impact.effect() == Effect.REPLACES;
    }
}
