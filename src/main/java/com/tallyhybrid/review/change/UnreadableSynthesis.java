package com.tallyhybrid.review.change;

/** A folder that cannot be compared; the message says which file and why. */
public final class UnreadableSynthesis extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSynthesis(String message) {
        super(message);
    }

    UnreadableSynthesis(String message, Throwable cause) {
        super(message, cause);
    }
}
