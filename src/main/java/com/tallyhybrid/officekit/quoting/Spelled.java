package com.tallyhybrid.officekit.quoting;

/** A value as a template asked for it. */
record Spelled(Spelling spelling, Object value) {

    @Override
    public String toString() {
        return spelling.of(value.toString());
    }
}
