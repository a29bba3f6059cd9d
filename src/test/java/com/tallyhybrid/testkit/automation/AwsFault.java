package com.tallyhybrid.testkit.automation;

/** An answer of AWS that refuses. */
final class AwsFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    AwsFault(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
