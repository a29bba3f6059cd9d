package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody types who wants to know the bill: what comes out, and with which exit code. */
class CostCommandTest {

    @TempDir
    private Path folder;

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = CostCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    private static Run example(String... options) {
        return run(Stream.concat(Stream.of(Synthesized.example().folder().toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void theBillIsWrittenForATerminalWithItsSumsFirst() {
        Run run = example();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsSubsequence(
                        "WHAT IT COSTS",
                        "USD per month, and 7 lines whose price is not known.",
                        "Each month, whatever is done",
                        "438.30 to 457.28 + 2 unknown",
                        "WHAT IS NOT IN THESE SUMS",
                        "data copied between Mumbai and Hyderabad",
                        "WHAT IT IS PAID FOR",
                        "LINE BY LINE",
                        "sharma-traders-FileServer/FileSystem",
                        "WHAT IS ASSUMED",
                        "WHERE THE PRICES COME FROM",
                        "959285V2XXQM9CF8.JRTCKXETXF.6YS6EN2CT7")
                .doesNotContain("null", "Optional");
    }

    @Test
    void markdownHasWholeTables() {
        String html = HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .render(Parser.builder()
                        .extensions(List.of(TablesExtension.create()))
                        .build()
                        .parse(example("--markdown").out()));

        assertThat(html.split("<table>", -1)).hasSize(7);
        assertThat(html).contains("<h2>What it costs</h2>").doesNotContain("<p>|");
    }

    @Test
    void rupeesAndTaxAreThoseThatAreGiven() {
        assertThat(example().out()).doesNotContain("INR", "GST");
        // The most in usual use is 561.43: 561.43 x 88.40 = 49630.41, 18 per cent of it 8933.47
        assertThat(example("--rupees", "88.40", "--gst", "18").out())
                .contains("In rupees at 88.40 rupees for a dollar, INR")
                .contains("to 49630.41")
                .contains("to 8933.47")
                .contains("to 58563.88");
    }

    @Test
    void theCsvHasTheColumnNamesOfFocusAndLeavesEmptyWhatNobodyKnows() throws IOException {
        String csv = example("--csv").out();
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            List<Map<String, String>> all = rows.readAll();
            // docs.aws.amazon.com/cur/latest/userguide/table-dictionary-focus-1-2-aws-columns.html
            assertThat(all.get(0).keySet())
                    .filteredOn(column -> !column.startsWith("x_"))
                    .containsExactly(
                            "ResourceId",
                            "ResourceType",
                            "RegionId",
                            "ServiceName",
                            "SkuId",
                            "SkuPriceId",
                            "ChargeCategory",
                            "ChargeFrequency",
                            "ChargeDescription",
                            "PricingQuantity",
                            "PricingUnit",
                            "ListUnitPrice",
                            "ListCost",
                            "BillingCurrency");
            assertThat(all)
                    .filteredOn(row -> row.get("x_PriceConfidence").equals("UNKNOWN"))
                    .isNotEmpty()
                    .allMatch(row -> row.get("ListCost").isEmpty()
                            && row.get("ListUnitPrice").isEmpty());
            BigDecimal usual = all.stream()
                    .filter(row -> row.get("x_UsageCase").equals("usual")
                            && !row.get("ListCost").isEmpty())
                    .map(row -> new BigDecimal(row.get("ListCost")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(usual).isEqualByComparingTo("542.45");
        }
    }

    @Test
    void theJsonHasEverySumAndEveryLine() throws IOException {
        JsonNode bill =
                new ObjectMapper().readTree(example("--json", "--gst", "18").out());

        assertThat(bill.at("/monthly/usual/low").asText()).isEqualTo("542.45");
        assertThat(bill.at("/monthly/usual/unknownLines").asInt()).isEqualTo(7);
        assertThat(bill.at("/lines")).hasSizeGreaterThan(100);
        assertThat(bill.at("/forms/usual/1/words").asText()).isEqualTo("With GST");
        assertThat(bill.at("/usage/servers/usual").asText()).isEqualTo("2");
    }

    @Test
    void twoRunsWriteTheSameBytes() {
        for (String form : List.of("--csv", "--json", "--markdown")) {
            assertThat(example(form)).isEqualTo(example(form));
        }
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndNothingIsWritten() throws IOException {
        Path usage = Files.writeString(folder.resolve("usage.yaml"), "servres: 2\nservers: -1\n");
        Run run = run(
                folder.resolve("none").toString(),
                "--usage",
                usage.toString(),
                "--rupees",
                "many",
                "--gst",
                "101",
                "--price-list",
                folder.resolve("list").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("cost: no folder ")
                .contains("line 1: servres: unknown key; did you mean 'servers'?")
                .contains("line 2: servers: '-1' is not allowed")
                .contains("--rupees: 'many' is not allowed; give the rupees for one dollar")
                .contains("--gst: '101' is not allowed; give per cent from 0 to 100")
                .contains("there is no folder ")
                .doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-88", "1e3", "88,40", "1001", "NaN"})
    void aRateThatIsNoneIsRefused(String rate) {
        assertThat(example("--rupees=" + rate).exitCode()).isEqualTo(2);
    }

    @Test
    void oneFormIsChosen() {
        assertThat(example("--csv", "--json").exitCode()).isEqualTo(2);
        assertThat(run().exitCode()).isEqualTo(2);
    }

    @Test
    void aBudgetBelowWhatIsPaidInAnyCaseIsTold() throws IOException {
        Path low = Files.createDirectory(folder.resolve("low"));
        try (Stream<Path> files = Files.list(Synthesized.example().folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        low.resolve(file.getFileName().toString()),
                        Files.readString(file).replaceAll("\"Amount\": 600", "\"Amount\": 400"));
            }
        }
        Run run = run(low.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "the budget of 400 USD per month is below what is paid whatever is done, which is 438.30 to 457.28 USD")
                .contains("operations.monthlyBudgetUsd");
        assertThat(run.out()).startsWith("WHAT IT COSTS");
    }

    @Test
    void awsListIsLaidBesideAndContradictsWith1() throws IOException {
        assertThat(example("--price-list", PricesTest.LIST.toString()).exitCode())
                .isZero();
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(
                other.resolve("fsx.json"),
                Files.readString(PricesTest.LIST.resolve("AmazonFSx-ap-south-1.json"))
                        .replace("0.2300000000", "0.2500000000"));
        Run run = example("--price-list", other.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("FileSystem +storage of the file system +0.23 +0.2500000000 +115.00 +125.00 +10.00");
    }

    @Test
    void theHelpSaysWhatTheExitCodesMean() {
        Run run = run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("--usage", "--rupees", "--gst", "--price-list", "Exit codes:");
    }
}
