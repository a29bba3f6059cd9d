package com.tallyhybrid.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.command.Help;
import com.tallyhybrid.command.Today;
import com.tallyhybrid.review.report.MarkdownEscaper;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.review.waiver.WaiverFile;
import com.tallyhybrid.review.waiver.Waivers;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet report}: one page for whoever owns the fleet. */
@Command(
        name = "report",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every client is on the page",
            "1:a client is refused, and the page says so",
            "2:there is no page: the command is wrong, or an assembly or the waivers cannot be read"
        },
        description = "Writes one page with a row for each client: account, servers, offices, retention, waivers.%n")
final class FleetReportCommand implements Callable<Integer> {

    private static final MarkdownEscaper MARKDOWN = new MarkdownEscaper();

    @Mixin
    private FleetView run;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "What somebody has decided to accept; each client's are counted.")
    private Optional<Path> waivers;

    @Mixin
    private Today today;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the page there, not to the terminal.")
    private Optional<Path> markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows there as JSON.")
    private Optional<Path> json;

    @Mixin
    private Help help;

    @Override
    public Integer call() {
        List<Waiver> open = waivers.map(file -> WaiverFile.read(file, today.day()))
                .map(Waivers::good)
                .orElse(List.of());
        List<ClientResult> made = run.assemblies();
        List<FleetClient> clients = run.read(made);
        List<String> refused = made.stream()
                .filter(ClientResult::fails)
                .map(ClientResult::client)
                .toList();
        List<Map<String, String>> rows =
                clients.stream().map(client -> row(client, open)).toList();
        json.ifPresent(file -> ResultFiles.write(file, json(rows, refused)));
        String page = page(rows, refused);
        if (markdown.isPresent()) {
            ResultFiles.write(markdown.get(), page);
        } else {
            run.out().print(page);
            run.out().flush();
        }
        return refused.isEmpty() ? FleetCommand.GOOD : FleetCommand.FAULTS;
    }

    private static Map<String, String> row(FleetClient client, List<Waiver> open) {
        Map<String, String> row = new LinkedHashMap<>();
        ReportColumn.ALL.forEach(column -> row.put(column.title(), column.cell().apply(client, open)));
        return row;
    }

    private String page(List<Map<String, String>> rows, List<String> refused) {
        var text = new StringBuilder("# The fleet on %s\n\n%s clients%s.\n\n"
                .formatted(
                        today.day(),
                        rows.size() + refused.size(),
                        refused.isEmpty() ? "" : ", and not on this page because they are refused: " + refused));
        text.append(line(ReportColumn.ALL.stream().map(ReportColumn::title).toList()));
        text.append("|---".repeat(ReportColumn.ALL.size())).append("|\n");
        rows.forEach(row -> text.append(line(List.copyOf(row.values()))));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MARKDOWN::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String json(List<Map<String, String>> rows, List<String> refused) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("clients", rows);
        report.put("refused", refused);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
