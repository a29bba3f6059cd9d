package com.tallyhybrid.operations.automation;

/** A step that did not end well. */
final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message);
    }
}
