package com.tallyhybrid.preflight;

/** The folder holds no templates of this deployment; the message says what it holds. */
final class RefusedTemplates extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedTemplates(String message) {
        super(message, null, false, false);
    }
}
