package com.tallyhybrid.testkit.powershell;

/** {@code throw}, or what a command or .NET throws. */
public final class Thrown extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String kind;
    private final int status;

    Thrown(String kind, String message, int status) {
        super(message);
        this.kind = kind;
        this.status = status;
    }

    /** An exception of .NET, by the last part of the name of its type. */
    public Thrown(String kind, String message) {
        this(kind, message, 0);
    }

    Thrown(String message) {
        this("RuntimeException", message, 0);
    }

    /** What a web request throws; with the status of the answer, 0 where there was none. */
    public static Thrown web(int status) {
        return new Thrown("WebException", "The remote server returned an error: (" + status + ")", status);
    }

    String kind() {
        return kind;
    }

    int status() {
        return status;
    }
}
