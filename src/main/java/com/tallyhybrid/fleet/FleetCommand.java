package com.tallyhybrid.fleet;

import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.command.Program;
import com.tallyhybrid.review.waiver.UnreadableWaivers;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private Help help;

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        Launcher.endWithIt(CANNOT_TELL);
        System.exit(run(Program.out(), new PrintWriter(System.err, true), arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return Program.run(new FleetCommand(), out, err, failure -> failed(failure, err), arguments);
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
        return "it stopped because of a fault of this program. Please report it with the settings files: "
                + Program.fault(failure);
    }
}
