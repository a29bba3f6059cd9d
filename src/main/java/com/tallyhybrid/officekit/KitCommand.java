package com.tallyhybrid.officekit;

import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Today;
import com.tallyhybrid.officekit.quoting.Unspellable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the office kit; started by {@code bin/tally.mjs}, which says what day it is. */
@Command(
        name = "node bin/tally.mjs kit",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description =
                "Writes what the offices and the Tally servers need, from the settings and from what was deployed. No secret"
                        + " is in it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the kit is written", "1:the disk refused it", "2:refused; nothing was written"})
public final class KitCommand implements Callable<Integer> {

    private static final int WRITTEN = 0;
    private static final int NOT_WRITTEN = 1;
    private static final int REFUSED = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DEPLOYMENT.yaml", description = "The settings that were deployed.")
    private Path settings;

    @Parameters(index = "1", paramLabel = "OUTPUTS.json", description = "What cdk deploy --outputs-file wrote.")
    private Path outputsFile;

    @Option(
            names = "--templates",
            paramLabel = "FOLDER",
            defaultValue = "cdk.out",
            description = "The templates that were deployed. Default: ${DEFAULT-VALUE}")
    private Path templatesFolder;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = "office-kit",
            description = "Where the kit goes; a kit that stands there is replaced. Default: ${DEFAULT-VALUE}")
    private Path target;

    @Mixin
    private Today today;

    @Mixin
    private Help help;

    /** Ends the process with the exit codes above. */
    public static void main(String... args) {
        System.exit(new CommandLine(new KitCommand()).execute(args));
    }

    @Override
    public Integer call() {
        LocalDate day = today.day();
        var deployed = new DeployedFiles(settings, outputsFile, templatesFolder);
        Optional<Handover> handover = deployed.read();
        List<String> problems = new ArrayList<>(deployed.problems());
        Optional<List<KitFile>> kit = handover.flatMap(known -> made(known, day, problems));
        problems.addAll(KitFolder.problems(target));
        if (kit.isEmpty() || !problems.isEmpty()) {
            spec.commandLine().getErr().println(new RefusedHandover(problems).getMessage());
            return REFUSED;
        }
        return write(kit.get(), handover.get());
    }

    private Optional<List<KitFile>> made(Handover handover, LocalDate day, List<String> problems) {
        try {
            return Optional.of(OfficeKit.of(handover, day));
        } catch (Unspellable refused) {
            problems.add("%s; give another value in %s or in AWS, and make the kit again"
                    .formatted(refused.getMessage(), OutputsFile.shown(settings)));
            return Optional.empty();
        }
    }

    private int write(List<KitFile> kit, Handover handover) {
        try {
            KitWriter.write(target, kit);
        } catch (IOException failed) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s cannot be written: %s. Close programs that use it, check the free space, and try again.%n",
                            OutputsFile.shown(target), failed.getMessage());
            return NOT_WRITTEN;
        }
        spec.commandLine()
                .getOut()
                .printf("%d files in %s. Begin with README.html.%n", kit.size(), OutputsFile.shown(target));
        later(handover).ifPresent(spec.commandLine().getOut()::println);
        return WRITTEN;
    }

    /** What a kit of the first day does not hold yet. */
    private static Optional<String> later(Handover handover) {
        if (handover.deployment().network().isPresent() && handover.network().isEmpty()) {
            return Optional.of(
                    "The network is not deployed yet, so this kit is for the Tally servers: set them up, deploy the"
                            + " rest, and make the kit again for the offices.");
        }
        return handover.deployment().fileServer().isPresent()
                        && handover.fileServer().isEmpty()
                ? Optional.of(
                        "The file server is not deployed yet: with a domain of your own bring the tunnels up and see"
                                + " before-the-file-server.html of each office. Deploy the rest, and make the kit again.")
                : Optional.empty();
    }
}
