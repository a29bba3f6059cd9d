package com.tallyhybrid.cost;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Launcher;
import com.tallyhybrid.command.Program;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What somebody types who wants to know what a deployment will cost. */
@Command(
        name = "node bin/tally.mjs cost",
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the bill is written",
            "1:the bill is written, and the deployment's own budget is below what it costs in any case, or AWS's price list"
                    + " says another price than the one known here",
            "2:something cannot be read, or the command is wrong; nothing is written"
        },
        description =
                "Says what a deployment costs per month, before it is deployed: for each resource, with the source of every"
                        + " price. It reads files only, and asks nobody.%n")
public final class CostCommand implements Callable<Integer> {

    private static final int WRITTEN = 0;
    private static final int LOOK = 1;
    private static final int CANNOT_TELL = 2;

    @Parameters(
            index = "0",
            paramLabel = "TEMPLATES",
            description =
                    "What cdk synth wrote, such as cdk.out. Only its manifest says in which Region a stack stands.")
    private Path templates;

    @Option(
            names = "--usage",
            paramLabel = "FILE",
            description = "How much is used; docs/cost-usage.yaml is one to copy. Without it, it is assumed.")
    private Optional<Path> usage;

    @Option(
            names = "--rupees",
            paramLabel = "RATE",
            description =
                    "Shows the sums in rupees too, at so many for a dollar, such as 88.40. No rate is known here.")
    private Optional<String> rupees;

    @Option(names = "--gst", paramLabel = "PERCENT", description = "Adds tax to the sums, such as 18.")
    private Optional<String> gst;

    @Option(
            names = "--price-list",
            paramLabel = "FOLDER",
            description = "AWS's own price list files; docs/costs.md says which to fetch. Sums then use them.")
    private Optional<Path> priceList;

    @ArgGroup
    private Form form = new Form();

    /** How the bill is written; as a text for a terminal without any. */
    static final class Form {

        @Option(names = "--markdown", description = "Writes Markdown.")
        private boolean markdown;

        @Option(names = "--json", description = "Writes JSON, with everything in it.")
        private boolean json;

        @Option(names = "--csv", description = "Writes CSV with the column names of FOCUS 1.2.")
        private boolean csv;
    }

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
        return Program.run(new CostCommand(), out, err, failure -> failed(failure, err), arguments);
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        Optional<CloudAssembly> app = read(() -> CloudAssembly.read(templates), problems);
        Optional<Usage> use =
                usage.isEmpty() ? Optional.of(Usage.ASSUMED) : read(() -> UsageFile.read(usage.get()), problems);
        Optional<PriceList> list = priceList.flatMap(folder -> read(() -> PriceList.read(folder), problems));
        Conversion conversion = Conversion.of(rupees, gst, problems);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> spec.commandLine().getErr().println("cost: " + problem));
            spec.commandLine().getErr().flush();
            return CANNOT_TELL;
        }
        return write(app.orElseThrow(), use.orElseThrow(), list, conversion);
    }

    /** Everything is read before anything is refused, so that nobody mends one thing to be told of the next. */
    private static <T> Optional<T> read(Supplier<T> what, List<String> problems) {
        try {
            return Optional.of(what.get());
        } catch (UnreadableTemplate | InvalidUsage | UnreadablePriceList refused) {
            problems.add(refused.getMessage());
            return Optional.empty();
        }
    }

    private int write(CloudAssembly app, Usage use, Optional<PriceList> list, Conversion conversion) {
        Prices prices = list.map(one -> one.over(Prices.known())).orElse(Prices.known());
        CostEstimate estimate = CostEstimate.of(app, use, prices);
        List<Deviation> deviations = list.map(one -> Deviation.between(CostEstimate.of(app, use), estimate, one))
                .orElse(List.of());
        Optional<String> budget = BudgetShortfall.of(app, estimate);
        PrintWriter out = spec.commandLine().getOut();
        if (form.csv) {
            out.print(CostCsv.of(estimate));
        } else if (form.json) {
            out.print(CostJson.of(estimate, conversion));
        } else {
            List<CostReport.Section> sections =
                    new CostReport(estimate, prices, conversion).sections(deviations, list.isPresent());
            out.print(form.markdown ? CostReport.markdown(sections) : CostReport.text(sections));
        }
        out.flush();
        budget.ifPresent(sentence -> {
            spec.commandLine().getErr().println("cost: " + sentence);
            spec.commandLine().getErr().flush();
        });
        return budget.isPresent() || deviations.stream().anyMatch(Deviation::contradicts) ? LOOK : WRITTEN;
    }

    /** Everything gets one sentence, and nothing of it may look like a bill. */
    static int failed(Throwable failure, PrintWriter err) {
        String sentence =
                "nothing was priced, because of a fault of this program. Please report it with the templates: "
                        + Program.fault(failure);
        err.println("cost: "
                + (failure instanceof StackOverflowError
                        ? "nothing was priced: values stand too deep in each other"
                        : failure instanceof OutOfMemoryError
                                ? "nothing was priced: the files do not fit into memory; JAVA_TOOL_OPTIONS=-Xmx2g gives the program more of it"
                                : sentence));
        err.flush();
        return CANNOT_TELL;
    }
}
