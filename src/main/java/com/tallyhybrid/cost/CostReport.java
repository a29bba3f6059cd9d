package com.tallyhybrid.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bill as people read it: in a terminal, or in Markdown. */
final class CostReport {

    private static final UsageCase[] CASES = UsageCase.values();

    private final CostEstimate estimate;
    private final Prices prices;
    private final Conversion conversion;

    CostReport(CostEstimate estimate, Prices prices, Conversion conversion) {
        this.estimate = estimate;
        this.prices = prices;
        this.conversion = conversion;
    }

    /** One part of it. */
    record Section(String title, List<String> sentences, List<ReportTable> tables) {}

    /** The report with headings. */
    static String markdown(List<Section> sections) {
        return sections.stream()
                .map(section -> "## " + section.title() + "\n\n"
                        + section.sentences().stream().map(one -> one + "\n\n").collect(Collectors.joining())
                        + section.tables().stream()
                                .map(one -> one.markdown() + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    /** The same for a terminal. */
    static String text(List<Section> sections) {
        return sections.stream()
                .map(section -> section.title().toUpperCase(Locale.ROOT) + "\n"
                        + section.sentences().stream().map(one -> one + "\n").collect(Collectors.joining())
                        + section.tables().stream().map(ReportTable::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** Everything, the sums first. */
    List<Section> sections(List<Deviation> deviations, boolean withList) {
        List<Section> sections = new ArrayList<>(List.of(sums()));
        nobodyKnows().ifPresent(sections::add);
        sections.add(purposes());
        if (withList) {
            sections.add(deviations(deviations));
        }
        sections.add(lines());
        sections.add(assumptions());
        sections.add(sources());
        return sections;
    }

    Section sums() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(sum("Each month, whatever is done", CostLine.Kind.FIXED));
        rows.add(sum("Each month, by use", CostLine.Kind.USAGE));
        rows.add(sum("Each month", CostLine.Kind.FIXED, CostLine.Kind.USAGE));
        int forms = conversion.of(Amount.ZERO).size();
        for (int i = 0; i < forms; i++) {
            int form = i;
            List<Conversion.Converted> converted = Stream.of(CASES)
                    .map(use -> conversion.of(estimate.monthly(use).amount()).get(form))
                    .toList();
            rows.add(row(
                    "  " + converted.get(0).words() + ", " + converted.get(0).unit(),
                    converted.stream().map(one -> one.amount().toString()).toList()));
        }
        rows.add(sum("Once", CostLine.Kind.ONE_OFF));
        return new Section(
                "What it costs",
                List.of(
                        "In US dollars, without tax and support. In usual use: %s."
                                .formatted(estimate.monthly(UsageCase.USUAL).perMonth()),
                        "What an account has free of charge is not taken off; a range is a price that is only known to lie between two."),
                List.of(new ReportTable(List.of("USD", "low", "usual", "high"), 1, rows)));
    }

    private List<String> sum(String words, CostLine.Kind... kinds) {
        return row(
                words,
                Stream.of(CASES)
                        .map(use -> estimate.total(use, kinds))
                        .map(total ->
                                total.amount() + (total.unknown() == 0 ? "" : " + " + total.unknown() + " unknown"))
                        .toList());
    }

    private static List<String> row(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private Optional<Section> nobodyKnows() {
        Map<String, Long> unknown = new LinkedHashMap<>();
        estimate.lines().stream()
                .filter(line -> line.amount(UsageCase.HIGH).isEmpty())
                .forEach(line -> unknown.merge(why(line), 1L, Long::sum));
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "What is not in these sums",
                        List.of(
                                "Lines whose price is not known. They do cost something; --price-list can fill them in."),
                        List.of(new ReportTable(
                                List.of("What", "Lines"),
                                1,
                                unknown.entrySet().stream()
                                        .map(entry -> List.of(
                                                entry.getKey(), entry.getValue().toString()))
                                        .toList()))));
    }

    private static String why(CostLine line) {
        if (line.quantities().isEmpty()) {
            return line.words() + ": how much, only the deployment tells, or it has no end";
        }
        if (line.price().id().equals(LineRule.UNPRICED)) {
            return line.words() + " (" + line.type() + ")";
        }
        String place = line.region().isEmpty()
                ? ": nothing says in which Region it stands; give the folder that cdk synth wrote"
                : line.price().regions().isEmpty()
                        ? ""
                        : ", in " + line.region().get();
        return line.price().words()
                + place
                + line.price().note().map(note -> " (" + note + ")").orElse("");
    }

    /** The bill by what it is paid for, dearest first. */
    Section purposes() {
        Map<String, List<CostLine>> byPurpose = new LinkedHashMap<>();
        estimate.lines().stream()
                .filter(line -> line.kind() != CostLine.Kind.ONE_OFF)
                .forEach(line -> byPurpose
                        .computeIfAbsent(line.serves().orElse("anything else"), none -> new ArrayList<>())
                        .add(line));
        Function<List<CostLine>, CostTotal> usual = lines -> CostTotal.of(lines, UsageCase.USUAL);
        return new Section(
                "What it is paid for",
                List.of("Per month, in usual use."),
                List.of(new ReportTable(
                        List.of("Purpose", "USD"),
                        1,
                        byPurpose.entrySet().stream()
                                .map(entry -> Map.entry(entry.getKey(), usual.apply(entry.getValue())))
                                .sorted(Comparator.comparing((Map.Entry<String, CostTotal> entry) ->
                                                entry.getValue().amount().low())
                                        .reversed()
                                        .thenComparing(Map.Entry::getKey))
                                .map(entry -> List.of(
                                        entry.getKey(),
                                        entry.getValue().amount()
                                                + (entry.getValue().unknown() == 0
                                                        ? ""
                                                        : " + "
                                                                + entry.getValue()
                                                                        .unknown() + " unknown")))
                                .toList())));
    }

    private Section lines() {
        return new Section(
                "Line by line",
                List.of(
                        "Fixed lines are paid whatever is done; a quantity of three numbers is low, usual and high use."),
                List.of(new ReportTable(
                        List.of("Resource", "What", "Paid", "Quantity", "Unit", "Unit price", "low", "usual", "high"),
                        3,
                        estimate.lines().stream().map(CostReport::cells).toList())));
    }

    private static List<String> cells(CostLine line) {
        String kind = switch (line.kind()) {
            case FIXED -> "fixed";
            case USAGE -> "by use";
            case ONE_OFF -> "once";
        };
        return List.of(
                line.label(),
                line.words(),
                kind,
                line.quantities().map(CostReport::quantity).orElse("not known"),
                line.price().unit(),
                line.unitPrice().map(Amount::toString).orElse("not known"),
                shown(line, UsageCase.LOW),
                shown(line, UsageCase.USUAL),
                shown(line, UsageCase.HIGH));
    }

    static String shown(CostLine line, UsageCase use) {
        return line.amount(use).map(Amount::toString).orElse("not known");
    }

    private static String quantity(Map<UsageCase, BigDecimal> quantities) {
        List<String> numbers = Stream.of(CASES)
                .map(use -> plain(quantities.get(use)))
                .distinct()
                .toList();
        return numbers.size() == 1
                ? numbers.get(0)
                : Stream.of(CASES).map(use -> plain(quantities.get(use))).collect(Collectors.joining(" / "));
    }

    /** Up to three decimals: people check by hand what they see, machines have the CSV. */
    private static String plain(BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(3, Math.max(0, number.scale())), RoundingMode.HALF_UP);
        return rounded.signum() == 0
                ? "0"
                : rounded.scale() == 0
                        ? rounded.toPlainString()
                        : rounded.stripTrailingZeros().toPlainString();
    }

    private Section assumptions() {
        return new Section(
                "What is assumed",
                List.of("A usage file (--usage) decides instead."),
                List.of(new ReportTable(
                        List.of("Key", "What it means", "low", "usual", "high"),
                        2,
                        UsageKeys.ALL.entrySet().stream()
                                .map(entry -> Stream.concat(
                                                Stream.of(
                                                        entry.getKey(),
                                                        entry.getValue()
                                                                .path("description")
                                                                .asText()),
                                                Stream.of(CASES)
                                                        .map(use -> plain(
                                                                estimate.usage().of(entry.getKey(), use))))
                                        .toList())
                                .toList())));
    }

    private Section sources() {
        List<List<String>> rows = estimate.lines().stream()
                .map(line -> List.of(
                        line.price().words(),
                        line.price().unit(),
                        line.region().orElse("-"),
                        line.price().confidence().name().toLowerCase(Locale.ROOT),
                        line.price().published(),
                        line.price()
                                .rate(line.region())
                                .flatMap(Price.Rate::code)
                                .orElse("-"),
                        line.price().source(),
                        line.unitPrice().map(Amount::toString).orElse("not known")))
                .distinct()
                .sorted(Comparator.comparing(row -> String.join(" ", row)))
                .toList();
        List<String> named =
                rows.stream().map(row -> row.get(6)).distinct().sorted().toList();
        return new Section(
                "Where the prices come from",
                named.stream()
                        .map(name ->
                                name + ": " + prices.sources().getOrDefault(name, "the folder given with --price-list"))
                        .toList(),
                List.of(new ReportTable(
                        List.of("Price of", "Unit", "Region", "Confidence", "Published", "Rate code", "Source", "USD"),
                        7,
                        rows)));
    }

    private static Section deviations(List<Deviation> found) {
        List<List<String>> rows = found.stream()
                .filter(Deviation::differs)
                .map(one -> List.of(
                        one.known().label(),
                        one.known().words(),
                        one.known().unitPrice().map(Amount::toString).orElse("not known"),
                        one.listed().unitPrice().map(Amount::toString).orElse("not known"),
                        shown(one.known(), UsageCase.USUAL),
                        shown(one.listed(), UsageCase.USUAL),
                        one.known()
                                .amount(UsageCase.USUAL)
                                .flatMap(before -> one.listed()
                                        .amount(UsageCase.USUAL)
                                        .map(after -> after.minus(before).toString()))
                                .orElse("not known")))
                .toList();
        String sums = "AWS's list has the price of %s line%s; %s differ%s from what is known here."
                .formatted(found.size(), found.size() == 1 ? "" : "s", rows.size(), rows.size() == 1 ? "s" : "");
        return new Section(
                "Against AWS's price list",
                List.of(sums, "All sums of this report use AWS's list where it has a price."),
                rows.isEmpty()
                        ? List.of()
                        : List.of(new ReportTable(
                                List.of("Resource", "What", "known", "AWS", "usual", "with AWS's", "deviation"),
                                2,
                                rows)));
    }
}
