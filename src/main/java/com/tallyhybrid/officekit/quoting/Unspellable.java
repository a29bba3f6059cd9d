package com.tallyhybrid.officekit.quoting;

/** A value that cannot be written where it is wanted, so that nothing is written at all. */
public final class Unspellable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unspellable(String value, String reason) {
        super("'%s' %s".formatted(shown(value), reason));
    }

    private Unspellable(String message) {
        super(message);
    }

    /** The same, with the file that was to be made. */
    public Unspellable in(String file) {
        return new Unspellable("%s: %s".formatted(file, getMessage()));
    }

    private static String shown(String value) {
        var shown = new StringBuilder();
        value.codePoints().limit(60).forEach(point -> {
            if (Character.isISOControl(point)) {
                shown.append("\\u%04x".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }
}
