package com.tallyhybrid.handover.powershell;

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

    /** {@code throw}, or what a command or .NET throws. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String kind;
        private final int status;

        /** @param status of the answer that a web request got; 0 where there was none */
        Thrown(String kind, String message, int status) {
            super(message);
            this.kind = kind;
            this.status = status;
        }

        Thrown(String message) {
            this("RuntimeException", message, 0);
        }

        String kind() {
            return kind;
        }

        int status() {
            return status;
        }
    }
}
