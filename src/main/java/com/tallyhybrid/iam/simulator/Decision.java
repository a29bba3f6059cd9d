package com.tallyhybrid.iam.simulator;

/**
 * The answer to a request.
 *
 * @param outcome allowed, or denied in one of two ways
 * @param because the deciding statement as {@code stack/logicalId#Sid}, or what was missing
 */
public record Decision(Outcome outcome, String because) {

    /** How a request ends. */
    public enum Outcome {
        /** Some policy allows it and none denies it. */
        ALLOWED,
        /** A statement denies it, whatever else allows it. */
        EXPLICIT_DENY,
        /** Nothing allows it. */
        IMPLICIT_DENY
    }

    static Decision allowed(Statement by) {
        return new Decision(Outcome.ALLOWED, by.label());
    }

    static Decision denied(Statement by) {
        return new Decision(Outcome.EXPLICIT_DENY, by.label());
    }

    static Decision missing(String what) {
        return new Decision(Outcome.IMPLICIT_DENY, what);
    }
}
