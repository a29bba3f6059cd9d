package com.tallyhybrid.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import picocli.CommandLine;

/** How a program runs from its command line, and what it can say of a fault of its own. */
public final class Program {

    private Program() {}

    /** Standard output in UTF-8: Windows would write its code page. */
    public static PrintWriter out() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
    }

    /**
     * Runs a command; nobody ever sees a stack trace.
     *
     * @param failed tells what ended the command, errors of the JVM among it, and gives the exit code
     */
    public static int run(
            Object command, PrintWriter out, PrintWriter err, ToIntFunction<Throwable> failed, String... arguments) {
        try {
            return new CommandLine(command)
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, line, parsed) -> failed.applyAsInt(failure))
                    .execute(arguments);
        } catch (Error | RuntimeException failure) {
            return failed.applyAsInt(failure);
        }
    }

    /** A fault of the program in one line for a report about it: what it was, and where in our code. */
    public static String fault(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("")
                + Arrays.stream(failure.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("com.tallyhybrid"))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }
}
