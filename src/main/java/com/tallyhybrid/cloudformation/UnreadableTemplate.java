package com.tallyhybrid.cloudformation;

/** Something that cannot be read as a template, or not be answered; the message says where it stands and why. */
public final class UnreadableTemplate extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnreadableTemplate(String message) {
        super(message);
    }

    UnreadableTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}
