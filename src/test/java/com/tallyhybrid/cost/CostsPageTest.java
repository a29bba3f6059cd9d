package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about costs is what the command computes today, and what its tables hold. */
class CostsPageTest {

    private static final Path PAGE = Path.of("docs/costs.md");
    private static final Path TEXT = Path.of("src/test/resources/com/tallyhybrid/cost/costs.md");

    /** Four deployments between the smallest and the largest. */
    private static Map<String, CostEstimate> profiles() {
        Map<String, Synthesized> deployments = new LinkedHashMap<>();
        deployments.put("backups only, one server", Synthesized.backupOnly());
        deployments.put("one office, one zone, 4000 GiB on HDD", Synthesized.selfManaged());
        deployments.put("the example: two offices, two zones, 500 GiB on SSD", Synthesized.example());
        deployments.put(
                "the largest: ten offices, 64 TiB",
                Synthesized.largest().findFirst().orElseThrow());
        Map<String, CostEstimate> profiles = new LinkedHashMap<>();
        deployments.forEach((words, deployment) ->
                profiles.put(words, CostEstimate.of(CloudAssembly.read(deployment.folder()), Usage.ASSUMED)));
        return profiles;
    }

    /** To accept a change: {@code mvn test -Dtest=CostsPageTest -Dgolden.update=true}. */
    @Test
    void thePageIsWhatTheCommandComputes() throws IOException {
        Map<String, CostEstimate> profiles = profiles();
        CostEstimate example = List.copyOf(profiles.values()).get(2);
        String page = Files.readString(TEXT)
                .replace("\r\n", "\n")
                .replace("{profiles}", sums(profiles))
                .replace("{services}", services(example))
                .replace(
                        "{servicesQuoted}",
                        services(example).replaceAll("(\\S+)", "'$1'").replace(" ", ", "))
                .replace("{purposes}", purposes(example))
                .replace("{kinds}", kinds(profiles))
                .replace("{billed}", billed())
                .replace("{prices}", prices())
                .replace("{sources}", sources())
                .replace("{free}", free());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(page).doesNotContainPattern("\\{\\w+}");
        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("the page; a wanted change is accepted with -Dgolden.update=true")
                .isEqualTo(page);
    }

    private static String sums(Map<String, CostEstimate> profiles) {
        List<List<String>> rows = new ArrayList<>();
        profiles.forEach((words, estimate) -> rows.add(List.of(
                words,
                estimate.fixed().amount().toString(),
                estimate.monthly(UsageCase.LOW).amount().toString(),
                estimate.monthly(UsageCase.USUAL).amount().toString(),
                estimate.monthly(UsageCase.HIGH).amount().toString(),
                String.valueOf(estimate.monthly(UsageCase.USUAL).unknown()))));
        return new ReportTable(
                        List.of(
                                "USD per month",
                                "in any case",
                                "low use",
                                "usual use",
                                "high use",
                                "lines without a price"),
                        1,
                        rows)
                .markdown();
    }

    private static String services(CostEstimate example) {
        return example.lines().stream()
                .map(line -> line.price().service())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String purposes(CostEstimate example) {
        return new CostReport(example, Prices.known(), new Conversion(Optional.empty(), Optional.empty()))
                .purposes()
                .tables()
                .get(0)
                .markdown();
    }

    /** What each profile pays for each kind of thing, in usual use. */
    private static String kinds(Map<String, CostEstimate> profiles) {
        Map<String, List<CostTotal>> kinds = new TreeMap<>();
        profiles.values().stream()
                .flatMap(estimate -> estimate.lines().stream())
                .filter(line -> line.kind() != CostLine.Kind.ONE_OFF)
                .map(CostLine::words)
                .forEach(words -> kinds.put(words, new ArrayList<>()));
        kinds.forEach((words, totals) -> profiles.values()
                .forEach(estimate -> totals.add(CostTotal.of(
                        estimate.lines().stream()
                                .filter(line -> line.words().equals(words) && line.kind() != CostLine.Kind.ONE_OFF)
                                .toList(),
                        UsageCase.USUAL))));
        return new ReportTable(
                        List.of("USD per month, usual use", "backups only", "one office", "the example", "the largest"),
                        1,
                        kinds.entrySet().stream()
                                .map(entry -> Stream.concat(
                                                Stream.of(entry.getKey()),
                                                entry.getValue().stream().map(CostsPageTest::cell))
                                        .toList())
                                .toList())
                .markdown();
    }

    private static String cell(CostTotal total) {
        return total.unknown() == 0 ? total.amount().toString() : "not known";
    }

    private static String billed() {
        return new ReportTable(
                        List.of("Resource", "What", "Price", "Depends on"),
                        4,
                        CostTable.known().lines().stream()
                                .filter(line -> !line.free())
                                .map(line -> List.of(
                                        line.type(),
                                        line.words(),
                                        line.price().orElseThrow(),
                                        Stream.of(
                                                        line.each().stream(),
                                                        line.number().stream(),
                                                        line.kept().stream(),
                                                        line.usage().stream())
                                                .flatMap(one -> one)
                                                .collect(Collectors.joining(", "))))
                                .distinct()
                                .toList())
                .markdown();
    }

    private static String prices() {
        List<List<String>> rows = new ArrayList<>();
        Prices.known()
                .all()
                .values()
                .forEach(price -> rows.add(List.of(
                        price.id(),
                        price.words(),
                        price.unit(),
                        usd(price, "ap-south-1"),
                        usd(price, "ap-south-2"),
                        price.confidence().name().toLowerCase(java.util.Locale.ROOT),
                        price.published(),
                        price.source())));
        return new ReportTable(
                        List.of("Price", "Of", "Unit", "Mumbai", "Hyderabad", "Known", "Published or read", "Source"),
                        8,
                        rows)
                .markdown();
    }

    private static String usd(Price price, String region) {
        return price.in(Optional.of(region)).map(Amount::toString).orElse("not known");
    }

    private static String sources() {
        return Prices.known().sources().entrySet().stream()
                .map(source -> "- `" + source.getKey() + "`: " + source.getValue() + ".\n")
                .collect(Collectors.joining());
    }

    private static String free() {
        return new ReportTable(
                        List.of("Costs nothing", "Why"),
                        2,
                        CostTable.known().free().entrySet().stream()
                                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                                .toList())
                .markdown();
    }
}
