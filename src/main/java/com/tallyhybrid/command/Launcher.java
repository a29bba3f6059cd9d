package com.tallyhybrid.command;

import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The process that started this program, where {@code bin/tally.mjs} did, and what it gives. */
public final class Launcher {

    /** Holds the launcher's process id; the launcher sets it. */
    private static final String PROCESS = "tallyhybrid.launcher";

    private Launcher() {}

    /**
     * The day that the launcher gives every program that needs one, because a program knows no clock.
     *
     * <p>It is no required option: whoever reads the help types the command without it.
     *
     * @throws ParameterException where somebody starts the program by himself and without it
     */
    public static LocalDate day(Optional<LocalDate> given, CommandLine commandLine) {
        return given.orElseThrow(
                () -> new ParameterException(commandLine, "Missing required option: '--today=YYYY-MM-DD'"));
    }

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
