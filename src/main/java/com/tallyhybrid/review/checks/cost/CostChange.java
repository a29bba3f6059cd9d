package com.tallyhybrid.review.checks.cost;

import com.tallyhybrid.cost.Amount;
import com.tallyhybrid.cost.CostEstimate;
import com.tallyhybrid.cost.CostLine;
import com.tallyhybrid.cost.CostTotal;
import com.tallyhybrid.cost.Prices;
import com.tallyhybrid.cost.Usage;
import com.tallyhybrid.cost.UsageCase;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the bill is and what it becomes, per month in usual use, in US dollars without tax.
 *
 * @param base what the templates cost as they are
 * @param head what they cost as proposed
 * @param lines every line of either side
 * @param staying lines that leave the templates and not the bill: AWS keeps the resource, or nobody deletes its stack
 */
public record CostChange(CostEstimate base, CostEstimate head, List<LineChange> lines, List<CostLine> staying) {

    private static final Rule ABOVE = Rule.of("cost-above-limit");
    private static final int MOST_RESOURCES = 10;

    public CostChange {
        lines = List.copyOf(lines);
        staying = List.copyOf(staying);
    }

    /** One line on both sides. */
    record LineChange(Optional<CostLine> before, Optional<CostLine> after) {

        private String label() {
            return after.or(() -> before).orElseThrow().label();
        }

        private static Optional<Amount> amount(Optional<CostLine> line) {
            return line.isEmpty()
                    ? Optional.of(Amount.ZERO.cents())
                    : line.get().amount(UsageCase.USUAL);
        }

        private boolean isSame() {
            return before.isPresent()
                    && after.isPresent()
                    && before.get().price().equals(after.get().price())
                    && before.get().region().equals(after.get().region())
                    && before.get().quantities().isPresent()
                    && before.get().quantities().equals(after.get().quantities());
        }

        /** Whether nobody can say what the change of this line costs. */
        private boolean isUnsure() {
            return !isSame() && (amount(before).isEmpty() || amount(after).isEmpty());
        }
    }

    /** Works it out once for a comparison. */
    public static CostChange of(Comparison comparison) {
        return comparison.once(CostChange.class, CostChange::between);
    }

    private static CostChange between(Comparison comparison) {
        CostEstimate before = estimate(comparison.base());
        CostEstimate after = estimate(comparison.head());
        Map<String, CostLine> old = monthly(before);
        Map<String, CostLine> next = monthly(after);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(next.keySet());
        List<CostLine> staying = old.values().stream()
                .filter(line -> !comparison.head().has(subject(line)))
                .filter(line -> !comparison.head().hasStack(line.stack())
                        || comparison.base().retains(subject(line)))
                .toList();
        return new CostChange(
                before,
                after,
                keys.stream()
                        .map(key ->
                                new LineChange(Optional.ofNullable(old.get(key)), Optional.ofNullable(next.get(key))))
                        .toList(),
                staying);
    }

    private static CostEstimate estimate(Side side) {
        return CostEstimate.of(side.readers(), Usage.ASSUMED, Prices.known());
    }

    private static Map<String, CostLine> monthly(CostEstimate estimate) {
        Map<String, CostLine> lines = new LinkedHashMap<>();
        estimate.lines().stream()
                .filter(line -> line.kind() != CostLine.Kind.ONE_OFF)
                .forEach(line -> lines.put(line.label() + " " + line.type() + " " + line.words(), line));
        return lines;
    }

    private static Subject subject(CostLine line) {
        return Subject.resource(line.stack(), line.logicalId(), line.type());
    }

    /** What is paid more each month, of the lines that are known; negative where the bill becomes smaller. */
    public Amount difference() {
        return head.monthly(UsageCase.USUAL)
                .amount()
                .minus(base.monthly(UsageCase.USUAL).amount());
    }

    private int unsure() {
        return (int) lines.stream().filter(LineChange::isUnsure).count();
    }

    private boolean isNone() {
        return difference().low().signum() == 0 && difference().high().signum() == 0 && unsure() == 0;
    }

    /** For people; empty where the bill stays as it is. */
    public List<String> sentences() {
        if (isNone()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        int unknown = head.monthly(UsageCase.USUAL).unknown();
        sentences.add("Costs in usual use: "
                + change(
                        base.monthly(UsageCase.USUAL).amount(),
                        head.monthly(UsageCase.USUAL).amount())
                + "."
                + (unknown == 0 ? "" : " Not in it: " + CostTotal.lines(unknown) + ".")
                + (unsure() == 0
                        ? ""
                        : " Nobody can say what the change of %s line%s costs."
                                .formatted(unsure(), unsure() == 1 ? "" : "s")));
        byResource().ifPresent(sentences::add);
        if (!staying.isEmpty()) {
            sentences.add("Of what leaves the templates, "
                    + CostTotal.of(staying, UsageCase.USUAL).perMonth()
                    + " stays on the bill: AWS keeps the resource, or nobody deletes its stack.");
        }
        return sentences;
    }

    private Optional<String> byResource() {
        Map<String, Amount> differences = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> !line.isUnsure() && !line.isSame())
                .forEach(line -> differences.merge(
                        line.label(),
                        LineChange.amount(line.after())
                                .orElseThrow()
                                .minus(LineChange.amount(line.before()).orElseThrow()),
                        Amount::plus));
        List<Map.Entry<String, Amount>> dearest = differences.entrySet().stream()
                .filter(entry -> entry.getValue().high().signum() != 0
                        || entry.getValue().low().signum() != 0)
                .sorted(Comparator.comparing((Map.Entry<String, Amount> entry) ->
                                entry.getValue().high().abs())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .toList();
        return dearest.isEmpty()
                ? Optional.empty()
                : Optional.of("By resource: "
                        + dearest.stream()
                                .limit(MOST_RESOURCES)
                                .map(entry -> entry.getKey() + " " + signed(entry.getValue()))
                                .collect(Collectors.joining(", "))
                        + (dearest.size() > MOST_RESOURCES
                                ? ", and " + (dearest.size() - MOST_RESOURCES) + " more"
                                : "")
                        + ".");
    }

    /** What one resource costs before and after, as the end of a finding; empty where it stands on no bill. */
    String sentenceAbout(Subject resource) {
        List<CostLine> before = own(base, resource);
        List<CostLine> after = own(head, resource);
        if (before.isEmpty() && after.isEmpty()) {
            return "";
        }
        CostTotal old = CostTotal.of(before, UsageCase.USUAL);
        CostTotal next = CostTotal.of(after, UsageCase.USUAL);
        int unknown = Math.max(old.unknown(), next.unknown());
        String missing = unknown == 0 ? "" : CostTotal.lines(unknown);
        if (old.amount().high().signum() == 0 && next.amount().high().signum() == 0) {
            return missing.isEmpty() ? "" : " What it costs is not known here: " + missing + ".";
        }
        return " The whole resource costs " + change(old.amount(), next.amount())
                + (missing.isEmpty() ? "" : ", and " + missing) + ".";
    }

    private static List<CostLine> own(CostEstimate estimate, Subject resource) {
        return estimate.of(resource.stack(), resource.logicalId()).stream()
                .filter(line -> line.kind() != CostLine.Kind.ONE_OFF)
                .toList();
    }

    private static String change(Amount before, Amount after) {
        return "%s -> %s USD per month (%s)".formatted(before, after, signed(after.minus(before)));
    }

    private static String signed(Amount amount) {
        Amount plain = amount.low().compareTo(amount.high()) <= 0 ? amount : new Amount(amount.high(), amount.low());
        return plain.isExact() ? signed(plain.low()) : signed(plain.low()) + " to " + signed(plain.high());
    }

    private static String signed(BigDecimal number) {
        return (number.signum() < 0 ? "" : "+") + number.toPlainString();
    }

    /** A danger, where the bill grows by more than somebody allows, or where nobody can say whether it does. */
    public Optional<ReviewFinding> above(BigDecimal limit) {
        Amount more = difference();
        boolean grows = more.low().max(more.high()).compareTo(limit) > 0;
        long unknown = lines.stream()
                .filter(line -> line.isUnsure() && line.after().isPresent())
                .count();
        if (!grows && unknown == 0) {
            return Optional.empty();
        }
        String why = grows
                ? "The bill would grow by %s USD per month, and at most %s is allowed."
                        .formatted(signed(more), limit.toPlainString())
                : "At most %s USD per month more is allowed, and nobody can say whether it stays below: %s."
                        .formatted(limit.toPlainString(), CostTotal.lines((int) unknown) + " changes or is new");
        return Optional.of(ABOVE.about(Subject.app()).saying(why));
    }

    /** One side of the bill for machines: numbers as texts, so that nobody makes binary fractions of them. */
    public record Dollars(String low, String high, int unknownLines) {}

    /** The bill for machines. */
    public record Told(Dollars before, Dollars after, Dollars difference) {}

    /** The bill for machines. */
    public Told told() {
        CostTotal old = base.monthly(UsageCase.USUAL);
        CostTotal next = head.monthly(UsageCase.USUAL);
        return new Told(
                side(old.amount(), old.unknown()), side(next.amount(), next.unknown()), side(difference(), unsure()));
    }

    private static Dollars side(Amount amount, int unknown) {
        return new Dollars(amount.low().toPlainString(), amount.high().toPlainString(), unknown);
    }
}
