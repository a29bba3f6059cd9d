package com.tallyhybrid.officekit.powershell;

/**
 * An error that a command reports without ending the pipeline: what becomes of it depends on the preference that the
 * command sees.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}
