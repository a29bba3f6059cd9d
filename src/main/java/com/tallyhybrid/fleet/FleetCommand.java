package com.tallyhybrid.fleet;

import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.review.waiver.UnreadableWaivers;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Many deployments at once, for whoever looks after many firms. */
@Command(
        name = "node bin/tally.mjs fleet",
        subcommands = {
            FleetSynthCommand.class,
            FleetCheckCommand.class,
            FleetReviewCommand.class,
            FleetReportCommand.class
        },
        description = "Works on many clients at once, one settings file for each.%n")
public final class FleetCommand implements Runnable {

    static final int GOOD = 0;
    static final int FAULTS = 1;
    static final int CANNOT_TELL = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        Launcher.endWithIt(CANNOT_TELL);
        // Windows would write its code page, and the tables are UTF-8.
        var out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
        System.exit(run(new PrintWriter(out, true), new PrintWriter(System.err, true), arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            return new CommandLine(new FleetCommand())
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, err))
                    .execute(arguments);
        } catch (Error | RuntimeException failure) {
            return failed(failure, err);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the clients");
    }

    private static int failed(Throwable failure, PrintWriter err) {
        sentence(failure).lines().forEach(line -> err.println("fleet: " + line));
        err.flush();
        return CANNOT_TELL;
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof FleetRefusal
                || failure instanceof InvalidSettings
                || failure instanceof UnreadableTemplate
                || failure instanceof UnreadableWaivers) {
            return failure.getMessage();
        }
        String place = Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("com.tallyhybrid"))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return "it stopped because of a fault of this program. Please report it with the settings files: "
                + failure.toString().lines().findFirst().orElse("") + place;
    }
}
