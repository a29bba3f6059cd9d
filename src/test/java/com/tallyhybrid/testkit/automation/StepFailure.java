package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A step that did not end well. */
final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode step;

    StepFailure(String message) {
        this(message, null);
    }

    private StepFailure(String message, JsonNode step) {
        super(message);
        this.step = step;
    }

    /** The same, of a step within a loop. */
    StepFailure of(JsonNode inner) {
        return new StepFailure(getMessage(), inner);
    }

    /** The step within a loop that failed; nothing where it was the step that the document names itself. */
    Optional<JsonNode> step() {
        return Optional.ofNullable(step);
    }
}
