package com.tallyhybrid.testkit.powershell;

/** How control leaves a statement other than by its end. */
final class Signals {

    private Signals() {}

    /** {@code return}. */
    static final class Return extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Object value;

        Return(Object value) {
            super(null, null, false, false);
            this.value = value;
        }

        Object value() {
            return value;
        }
    }

    /** {@code exit}. */
    static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        Exit(int code) {
            super(null, null, false, false);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** {@code continue} and {@code break} of a loop. */
    static final class Leave extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean forGood;

        Leave(boolean forGood) {
            super(null, null, false, false);
            this.forGood = forGood;
        }

        boolean forGood() {
            return forGood;
        }
    }
}
