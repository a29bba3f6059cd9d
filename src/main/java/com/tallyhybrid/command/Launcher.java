package com.tallyhybrid.command;

/** The process that started this program, where {@code bin/tally.mjs} did, and what it gives. */
public final class Launcher {

    /** Holds the launcher's process id; the launcher sets it. */
    private static final String PROCESS = "tallyhybrid.launcher";

    private Launcher() {}

    /**
     * Ends this program as soon as its launcher is gone: killed, a launcher cannot pass that on, and on Windows a process
     * outlives the one that started it.
     *
     * @param exitCode for whoever still asks
     */
    public static void endWithIt(int exitCode) {
        Long id = Long.getLong(PROCESS);
        if (id != null) {
            ProcessHandle.of(id)
                    .ifPresent(launcher ->
                            launcher.onExit().thenRun(() -> Runtime.getRuntime().halt(exitCode)));
        }
    }
}
