package com.tallyhybrid.accessmatrix;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.tallyhybrid.iam.simulator.Decision.Outcome;

/**
 * A row of the matrix.
 *
 * @param actor who asks
 * @param story what the actor tries
 * @param action the action that AWS checks for it
 * @param resource the resource, in short
 * @param circumstances what is special about the request
 * @param expected the answer that the promises ask for
 * @param actual the answer of the policies
 * @param because the statement that decides, or what is missing
 */
@JsonPropertyOrder({"actor", "case", "action", "resource", "circumstances", "expected", "actual", "decided by"})
public record Answer(
        String actor,
        @JsonProperty("case") String story,
        String action,
        String resource,
        String circumstances,
        Outcome expected,
        Outcome actual,
        @JsonProperty("decided by") String because) {

    /** Whether the policies keep the promise. */
    @JsonIgnore
    public boolean isAsExpected() {
        return expected == actual;
    }
}
