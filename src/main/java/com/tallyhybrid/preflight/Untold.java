package com.tallyhybrid.preflight;

/** AWS did not tell; the message says why, in one sentence for the administrator. */
final class Untold extends RuntimeException {

    private static final long serialVersionUID = 1;

    Untold(String reason) {
        super(reason, null, false, false);
    }
}
