package com.tallyhybrid.preflight;

import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Program;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Printable;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.settings.file.InvalidSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the preflight; started by {@code bin/tally.mjs}, which finds the AWS CLI. */
@Command(
        name = "node bin/tally.mjs preflight",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description =
                "Says what would make a deploy fail, or leave it silent, and what mends it. It asks the account with the AWS"
                        + " CLI, as you are signed in, and changes nothing.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing to mend",
            "1:something to mend",
            "2:something could not be asked: no AWS CLI, not signed in, a right is missing, no settings or templates"
        })
public final class PreflightCommand implements Callable<Integer> {

    private static final int NOTHING_TO_MEND = 0;
    private static final int SOMETHING_TO_MEND = 1;
    private static final int CANNOT_ASK = 2;

    /** An AWS CLI that finds no network gives up sooner by itself. */
    private static final int PATIENCE_SECONDS = 120;

    private static final int LONGEST_MISTAKE = 400;

    /** Never a bare name: systems also look for that in the folder where somebody stands. */
    private static final String NO_AWS_CLI =
            "Nothing could be asked: there is no AWS CLI on the PATH. Install version 2, and open a new terminal.";

    /** Named by the AWS CLI's own files; also what a command may hold unquoted. */
    private static final String PROFILE = "[A-Za-z0-9][A-Za-z0-9+=.@_-]{0,127}";

    private final BiFunction<String, Optional<String>, Aws> awsAt;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DEPLOYMENT.yaml", description = "The settings that are to be deployed.")
    private Path settings;

    @Option(
            names = "--templates",
            paramLabel = "FOLDER",
            defaultValue = "cdk.out",
            description = "What cdk synth wrote from them. Default: ${DEFAULT-VALUE}")
    private Path templates;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The AWS CLI's profile to sign in with. Default: AWS_PROFILE, or the AWS CLI's own")
    private Optional<String> profile;

    @Option(
            names = "--look-into-secret",
            description = "Also fetches the secret of the join account, to see that it has both keys; shows no value.")
    private boolean lookIntoSecret;

    @Option(names = "--aws", paramLabel = "FILE", description = "The AWS CLI. Default: the first one of the PATH")
    private Optional<Path> executable;

    @Mixin
    private Help help;

    private PreflightCommand(BiFunction<String, Optional<String>, Aws> awsAt) {
        this.awsAt = awsAt;
    }

    /** Ends the process with the exit codes above. */
    public static void main(String... arguments) {
        System.exit(run(
                (executable, profile) -> new AwsCli(executable, profile, PATIENCE_SECONDS),
                Program.out(),
                new PrintWriter(System.err, true),
                arguments));
    }

    static int run(
            BiFunction<String, Optional<String>, Aws> awsAt, PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new PreflightCommand(awsAt))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((mistake, command, parsed) -> {
                    command.getErr()
                            .printf(
                                    "preflight: this program made a mistake (%s). Please report it with the command that you typed.%n",
                                    Printable.text(String.valueOf(mistake), LONGEST_MISTAKE));
                    return CANNOT_ASK;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        profile.filter(name -> !name.matches(PROFILE)).ifPresent(odd -> {
            throw new ParameterException(spec.commandLine(), "--profile: no profile of the AWS CLI has such a name");
        });
        try {
            Deployment deployment = DeploymentFile.read(settings);
            return ask(PlannedDeployment.read(deployment, templates));
        } catch (InvalidSettings refused) {
            return cannotAsk(refused.getMessage());
        } catch (RefusedTemplates refused) {
            return cannotAsk("%s. Make them first:%n  %s"
                    .formatted(
                            refused.getMessage(),
                            commands()
                                    .cdk("synth --quiet -c deployment="
                                            + commands().settingsWord())));
        }
    }

    private int ask(PlannedDeployment planned) {
        if (executable.isEmpty()) {
            return cannotAsk(NO_AWS_CLI);
        }
        Aws aws = awsAt.apply(executable.get().toString(), profile);
        var preflight = new Preflight(planned, aws, commands(), lookIntoSecret);
        Optional<String> refusal = preflight.accountChecks().refusal();
        if (refusal.isPresent()) {
            return cannotAsk(
                    "Nothing could be asked: %s%nSign in first: aws login, aws sso login or aws configure; aws sts get-caller-identity shows whether it worked."
                            .formatted(refusal.get()));
        }
        var report = new PreflightReport(spec.commandLine().getOut());
        preflight.run(report);
        report.end();
        if (report.hasToMend()) {
            return SOMETHING_TO_MEND;
        }
        return report.hasUntold() ? CANNOT_ASK : NOTHING_TO_MEND;
    }

    private ShellCommands commands() {
        return new ShellCommands(settings, profile);
    }

    private int cannotAsk(String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return CANNOT_ASK;
    }
}
