package com.tallyhybrid.evidence;

import com.tallyhybrid.command.DayConverter;
import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.command.Program;
import com.tallyhybrid.command.Today;
import com.tallyhybrid.evidence.ControlResult.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the evidence pack; started by {@code bin/tally.mjs}, which says what day it is. */
@Command(
        name = "node bin/tally.mjs evidence",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description =
                "Writes what an auditor asks of a deployment: the register of daily backups, how every control stands, who may"
                        + " do what. It reads files only, and supports an audit; it certifies nothing.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the pack is written, and no control fails",
            "1:the pack is written, and a control fails",
            "2:refused: something cannot be read, is old, or is of another deployment; nothing was written"
        })
public final class EvidenceCommand implements Callable<Integer> {

    private static final int NOTHING_FAILS = 0;
    private static final int SOMETHING_FAILS = 1;
    private static final int REFUSED = 2;

    @Parameters(index = "0", paramLabel = "TEMPLATES", description = "What cdk synth wrote, such as cdk.out.")
    private Path templates;

    @Option(
            names = "--deployment",
            required = true,
            paramLabel = "FILE",
            description = "The settings that were deployed.")
    private Path deployment;

    @Option(
            names = "--tests",
            paramLabel = "FOLDER",
            description = "Results of this project's tests: target/surefire-reports.")
    private Optional<Path> tests;

    @Option(
            names = "--arrivals",
            paramLabel = "FILE",
            description =
                    "The record of arriving backups, as aws logs filter-log-events writes it; docs/evidence.md has the command.")
    private Optional<Path> arrivals;

    @Option(
            names = "--from",
            converter = DayConverter.class,
            paramLabel = "YYYY-MM-DD",
            description = "The first day of the register. Default: the day of the first backup in the record.")
    private Optional<LocalDate> from;

    @Option(
            names = "--drills",
            paramLabel = "FILE",
            description = "The evidence of a restore drill, or a folder of such files, copied from the archive bucket.")
    private Optional<Path> drills;

    @Option(names = "--attestations", paramLabel = "FILE", description = "What people of the firm say, in YAML.")
    private Optional<Path> attestations;

    @Mixin
    private Today today;

    @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "A new folder for the pack.")
    private Path output;

    @Mixin
    private Help help;

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends with its exit code. */
    public static void main(String... arguments) {
        Launcher.endWithIt(REFUSED);
        System.exit(run(Program.out(), new PrintWriter(System.err, true), arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return Program.run(new EvidenceCommand(), out, err, failure -> failed(failure, err), arguments);
    }

    @Override
    public Integer call() throws IOException {
        var folder = new PackFolder(output);
        EvidencePack pack = pack(folder.problems());
        String hash = folder.write(pack.files());
        List<ControlResult> failing = pack.assessment().with(Status.FAIL);
        PrintWriter out = spec.commandLine().getOut();
        failing.forEach(result -> result.failures()
                .forEach(seen -> out.printf(
                        "FAIL %s: %s: %s %s: %s, wanted %s%n",
                        result.control().id(),
                        result.control().says(),
                        seen.resource(),
                        seen.where(),
                        seen.found(),
                        seen.wanted())));
        out.printf(
                "%d files in %s. Begin with index.html. %d controls pass, %d fail, %d are waived, %d wait for a command or a person.%n",
                pack.files().size() + 1,
                AttestationsFile.shown(output),
                pack.assessment().with(Status.PASS).size(),
                failing.size(),
                pack.assessment().with(Status.WAIVED).size(),
                pack.assessment().results().stream()
                        .filter(ControlResult::isOpen)
                        .count());
        out.printf("Write this into the audit file, to know the pack again: SHA256SUMS %s%n", hash);
        return failing.isEmpty() ? NOTHING_FAILS : SOMETHING_FAILS;
    }

    /** The folder's problems are told with those of the files. */
    private EvidencePack pack(List<String> problems) {
        try {
            EvidencePack pack = EvidencePack.of(
                    new EvidenceFiles(templates, deployment, tests, arrivals, drills, attestations, from, today.day()));
            if (problems.isEmpty()) {
                return pack;
            }
            throw new Refused(problems);
        } catch (Refused refused) {
            var all = new ArrayList<>(refused.problems());
            problems.stream().filter(problem -> !all.contains(problem)).forEach(all::add);
            throw new Refused(all);
        }
    }

    private static int failed(Throwable failure, PrintWriter err) {
        if (failure instanceof Refused refused) {
            int count = refused.problems().size();
            err.printf("No pack is written: %d problem%s.%n", count, count == 1 ? "" : "s");
            refused.problems().forEach(problem -> err.printf("  %s%n", problem));
        } else if (failure instanceof IOException) {
            err.printf(
                    "No pack is written: the disk refused it (%s). Check the free space, and try again.%n",
                    failure.getMessage());
        } else {
            err.printf(
                    "No pack is written, because of a fault of this program. Please report it: %s%n",
                    Program.fault(failure));
        }
        return REFUSED;
    }
}
