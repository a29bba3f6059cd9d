package com.tallyhybrid.review.waiver;

/** A file of waivers that cannot be read at all; the message says why. */
public final class UnreadableWaivers extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnreadableWaivers(String message) {
        super(message);
    }
}
