package com.tallyhybrid.testkit.powershell;

/**
 * An error that a command reports without ending the pipeline: what becomes of it depends on the preference that the
 * command sees.
 */
public final class NonTerminatingError extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NonTerminatingError(String message) {
        super(message);
    }
}
