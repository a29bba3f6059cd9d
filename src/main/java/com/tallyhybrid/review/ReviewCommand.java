package com.tallyhybrid.review;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.command.Program;
import com.tallyhybrid.command.Today;
import com.tallyhybrid.review.checks.cost.CostChange;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.origin.DeploymentFiles;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.report.Annotations;
import com.tallyhybrid.review.report.JsonReport;
import com.tallyhybrid.review.report.MarkdownReport;
import com.tallyhybrid.review.report.SarifReport;
import com.tallyhybrid.review.waiver.UnreadableWaivers;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.WaiverFile;
import com.tallyhybrid.review.waiver.Waivers;
import com.tallyhybrid.settings.file.InvalidSettings;
import com.tallyhybrid.settings.file.SettingsComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a reviewer types, and what CI runs. */
@Command(
        name = "node bin/tally.mjs review",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing dangerous, or all of it waived",
            "1:a danger that nobody has waived, or waivers that do not hold",
            "2:a side cannot be read, the waivers are no single document, or the command is wrong"
        },
        description =
                "Says what a change does to data, protection and access: it compares two folders of CloudFormation"
                        + " templates, such as two outputs of cdk synth. It reads files only.%n")
public final class ReviewCommand implements Callable<Integer> {

    private static final int NOTHING_DANGEROUS = 0;
    private static final int STOP = 1;
    private static final int CANNOT_COMPARE = 2;

    @Parameters(index = "0", paramLabel = "BASE", description = "The templates as they are, such as base.out.")
    private Path base;

    @Parameters(index = "1", paramLabel = "HEAD", description = "The templates as proposed, such as head.out.")
    private Path head;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "What somebody has decided to accept. Default: review-waivers.yaml of this repository")
    private Optional<Path> waivers;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the report there, not to the terminal.")
    private Optional<Path> markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report for machines there.")
    private Optional<Path> json;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Writes the report for code scanning there.")
    private Optional<Path> sarif;

    @Option(
            names = "--max-increase",
            paramLabel = "USD",
            description = "The most by which the bill may grow per month, in usual use. More of it is a danger.")
    private Optional<String> maxIncrease;

    @Option(
            names = "--rules-page",
            paramLabel = "URL",
            defaultValue = "docs/review-rules.md",
            description = "Where code scanning finds the page of the rules: ${DEFAULT-VALUE}.")
    private String rulesPage;

    @Option(
            names = "--annotations",
            paramLabel = "FILE",
            description = "Writes the dangers there as GitHub's workflow commands, at the settings behind them.")
    private Optional<Path> annotations;

    @Option(
            names = "--base-settings",
            paramLabel = "PATH",
            description = "The deployment file of BASE, or the folder with it; deployments beside BASE where left out.")
    private Optional<Path> baseSettings;

    @Option(names = "--head-settings", paramLabel = "PATH", description = "The same of HEAD.")
    private Optional<Path> headSettings;

    @Mixin
    private Today today;

    @Mixin
    private Help help;

    @Spec
    private CommandSpec spec;

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        Launcher.endWithIt(CANNOT_COMPARE);
        System.exit(run(Program.out(), new PrintWriter(System.err, true), arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return Program.run(new ReviewCommand(), out, err, failure -> failed(failure, err), arguments);
    }

    @Override
    public Integer call() throws IOException {
        LocalDate day = today.day();
        Optional<BigDecimal> limit = maxIncrease.map(this::limit);
        CloudAssembly before = CloudAssembly.read(base);
        CloudAssembly after = CloudAssembly.read(head);
        var comparison = new Comparison(before, after);
        CostChange cost = CostChange.of(comparison);
        Review found = Review.of(comparison);
        Review review = limit.flatMap(cost::above).map(found::with).orElse(found);
        WaivedReview judgement = waivers.map(file -> WaiverFile.read(file, day))
                .orElse(Waivers.NONE)
                .judge(review);
        Origins origins = new Origins(before, after, settings());
        String report = MarkdownReport.of(judgement, origins, day, cost.sentences());
        if (json.isPresent()) {
            write(json.get(), JsonReport.of(judgement, origins, Optional.of(cost)));
        }
        if (sarif.isPresent()) {
            write(
                    sarif.get(),
                    SarifReport.of(judgement, origins, rulesPage, subject -> file(subject.stack(), before, after)));
        }
        if (annotations.isPresent()) {
            write(annotations.get(), Annotations.of(judgement, origins));
        }
        if (markdown.isPresent()) {
            write(markdown.get(), report);
        } else {
            spec.commandLine().getOut().print(report);
            spec.commandLine().getOut().flush();
        }
        return judgement.fails() ? STOP : NOTHING_DANGEROUS;
    }

    private BigDecimal limit(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--max-increase: '%s' is not allowed; give US dollars per month from 0 on, such as 100"
                            .formatted(text));
        }
        return new BigDecimal(text);
    }

    private List<SettingsComparison> settings() {
        Optional<Path> old = baseSettings.or(() -> DeploymentFiles.beside(base));
        Optional<Path> next = headSettings.or(() -> DeploymentFiles.beside(head));
        return old.isPresent() && next.isPresent() ? DeploymentFiles.compare(old.get(), next.get()) : List.of();
    }

    /** The proposed template of a stack, or the one that there is; of all stacks together the first one. */
    private String file(String stack, CloudAssembly before, CloudAssembly after) {
        Path file = Stream.of(after, before)
                .flatMap(side -> side.templates().entrySet().stream())
                .filter(entry -> entry.getKey().equals(stack) || stack.equals(Subject.NONE))
                .map(entry -> Path.of(entry.getValue().file()))
                .findFirst()
                .orElse(head);
        Path here = Path.of("").toAbsolutePath();
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(here)
                ? here.toUri().relativize(whole.toUri()).toString()
                : whole.toUri().toString();
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + "; is there such a folder, and may you write there?", e);
        }
    }

    /** Everything gets one sentence, and nothing of it may look like a danger that was found. */
    static int failed(Throwable failure, PrintWriter err) {
        err.println("review: " + sentence(failure));
        err.flush();
        return CANNOT_COMPARE;
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof UnreadableTemplate
                || failure instanceof UnreadableWaivers
                || failure instanceof InvalidSettings
                || failure instanceof IOException) {
            return failure.getMessage();
        }
        if (failure instanceof StackOverflowError) {
            return "nothing was compared: values stand too deep in each other";
        }
        if (failure instanceof OutOfMemoryError) {
            return "nothing was compared: the templates do not fit into memory;"
                    + " JAVA_TOOL_OPTIONS=-Xmx2g gives the program more of it";
        }
        return "nothing was compared, because of a fault of this program. Please report it with the two folders: "
                + Program.fault(failure);
    }
}
