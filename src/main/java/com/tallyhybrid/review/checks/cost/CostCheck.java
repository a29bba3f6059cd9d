package com.tallyhybrid.review.checks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cost.CostDriver;
import com.tallyhybrid.cost.CostTable;
import com.tallyhybrid.cost.Measure;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Sentence;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Changes that make the bill larger or smaller. */
public final class CostCheck implements Check {

    private static final Rule UP = Rule.of("cost-up");
    private static final Rule DOWN = Rule.of("cost-down");
    private static final Rule CHANGES = Rule.of("cost-changes");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ResourceChange> changes = comparison.resolvedResources();
        CostChange costs = CostChange.of(comparison);
        List<ReviewFinding> findings = new ArrayList<>();
        for (CostDriver driver : CostTable.known().changes()) {
            if (driver.measure() == Measure.EXISTS) {
                findings.addAll(comingAndGoing(driver, changes, comparison.head()));
            } else {
                changes.stream()
                        .filter(change -> driver.fits(change.before()) && driver.fits(change.after()))
                        .flatMap(change -> changed(driver, change).stream())
                        .forEach(findings::add);
            }
        }
        return findings.stream()
                .map(finding -> finding.saying(finding.meaning() + costs.sentenceAbout(finding.subject())))
                .toList();
    }

    /** One that comes for one that goes costs the same, so a renamed resource is no news. */
    private static List<ReviewFinding> comingAndGoing(CostDriver driver, List<ResourceChange> changes, Side head) {
        List<ResourceChange> coming = new ArrayList<>();
        List<ResourceChange> going = new ArrayList<>();
        for (ResourceChange change : changes) {
            if (driver.fits(change.after()) && !driver.fits(change.before())) {
                coming.add(change);
            } else if (driver.fits(change.before()) && !driver.fits(change.after()) && reallyGoes(change, head)) {
                going.add(change);
            }
        }
        int same = Math.min(coming.size(), going.size());
        List<ReviewFinding> findings = new ArrayList<>();
        coming.stream()
                .skip(same)
                .map(change -> finding(driver, change, UP, "%s is added.".formatted(driver.words())))
                .forEach(findings::add);
        going.stream()
                .skip(same)
                .map(change -> finding(driver, change, DOWN, "%s goes.".formatted(driver.words())))
                .forEach(findings::add);
        return findings;
    }

    /** What is retained, or stands in a stack that the deploy leaves alone, is billed as before. */
    private static boolean reallyGoes(ResourceChange change, Side head) {
        return head.templates().containsKey(change.stack())
                && !(change.isGone()
                        && change.before().path("DeletionPolicy").asText().startsWith("Retain"));
    }

    private static Optional<ReviewFinding> changed(CostDriver driver, ResourceChange change) {
        JsonNode before = driver.value(change.before());
        JsonNode after = driver.value(change.after());
        if (before.equals(after)) {
            return Optional.empty();
        }
        OptionalDouble old = driver.measure().of(before, driver);
        OptionalDouble next = driver.measure().of(after, driver);
        if (old.isEmpty() || next.isEmpty()) {
            return Optional.of(finding(driver, change, CHANGES, "%s: changed.".formatted(driver.words())));
        }
        int direction = Double.compare(next.getAsDouble(), old.getAsDouble());
        return direction == 0
                ? Optional.empty()
                : Optional.of(finding(
                        driver,
                        change,
                        direction > 0 ? UP : DOWN,
                        "%s: %s.".formatted(driver.words(), direction > 0 ? "up" : "down")));
    }

    private static ReviewFinding finding(CostDriver driver, ResourceChange change, Rule rule, String what) {
        return rule.about(change.subject())
                .at(PropertyPath.of(driver.path()))
                .values(shown(driver, change.before()), shown(driver, change.after()))
                .saying(Sentence.of(what));
    }

    /** Of lists the number that is billed. */
    private static String shown(CostDriver driver, JsonNode resource) {
        JsonNode value = driver.value(resource);
        return switch (driver.measure()) {
            case EXISTS -> "";
            case COUNT, ENABLED -> {
                OptionalDouble number = driver.measure().of(value, driver);
                yield number.isPresent() ? String.valueOf((int) number.getAsDouble()) : Values.shown(value);
            }
            case NUMBER, RANK, CHOICE -> Values.shown(value);
        };
    }
}
