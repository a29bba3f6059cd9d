package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of new resources what they let others do, or do by themselves, where no policy in the template says it. */
public final class PowerCheck implements Check {

    private static final Rule NEW_POWER = Rule.of("new-power");
    private static final Rule POWER_CHANGED = Rule.of("power-changed");

    /** What people read, and gives nothing. */
    private static final List<String> LABELS = List.of("Description", "Name", "Tags");

    private static final List<Power> POWERS = DataFile.read(PowerCheck.class, "powers.yaml", new TypeReference<>() {});

    /** When a power is a danger. */
    enum When {
        ALWAYS,
        OUTSIDE,
        WHERE
    }

    /**
     * One entry of {@code powers.yaml}.
     *
     * @param types with a star at the end for all of a kind
     * @param words what such a resource does
     * @param danger when it is a danger; null for never
     * @param property the property that decides, for {@link When#OUTSIDE} and {@link When#WHERE}
     * @param value the value of the property that makes the danger; empty for any
     * @param rights whether it says who has a right: then any change of it is told too
     */
    record Power(List<String> types, String words, When danger, String property, String value, boolean rights) {

        boolean isOf(String type) {
            return types.stream()
                    .anyMatch(own ->
                            own.endsWith("*") ? type.startsWith(own.substring(0, own.length() - 1)) : type.equals(own));
        }
    }

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        Side base = comparison.base();
        Side head = comparison.head();
        head.forEach((template, subject, resource) -> {
            if (!base.has(subject)) {
                of(subject.type())
                        .flatMap(power -> finding(power, template, subject, resource, head))
                        .ifPresent(findings::add);
            }
        });
        comparison.resolvedResources().stream()
                .filter(ResourceChange::isUpdate)
                .forEach(change ->
                        of(change.type()).filter(Power::rights).ifPresent(power -> changed(power, change, findings)));
        return findings;
    }

    private static Optional<Power> of(String type) {
        return POWERS.stream().filter(power -> power.isOf(type)).findFirst();
    }

    /** Who has the right, or which, may be another: the values tell. */
    private static void changed(Power power, ResourceChange change, List<ReviewFinding> findings) {
        change.properties().stream()
                .filter(property -> LABELS.stream().noneMatch(property.path()::under))
                .forEach(property -> findings.add(POWER_CHANGED
                        .about(change.subject())
                        .at(property.path())
                        .values(Values.shown(property.before()), Values.shown(property.after()))
                        .naming("words", power.words())));
    }

    private static Optional<ReviewFinding> finding(
            Power power, SymbolicResolver template, Subject subject, JsonNode resource, Side head) {
        JsonNode property = resource.path("Properties").path(power.property() == null ? "-" : power.property());
        boolean danger = power.danger() != null
                && switch (power.danger()) {
                    case ALWAYS -> true;
                    case OUTSIDE -> !head.makes(template.text(property));
                    case WHERE ->
                        !property.isMissingNode()
                                && (power.value().isEmpty()
                                        || template.text(property).equalsIgnoreCase(power.value()));
                };
        // What nobody else makes is told by its own rule, and what mutes nothing is nothing.
        boolean silent = !danger
                && (power.danger() == When.OUTSIDE
                        || power.danger() == When.WHERE && power.value().isEmpty());
        return silent
                ? Optional.empty()
                : Optional.of(NEW_POWER
                        .about(subject)
                        .as(danger ? Severity.DANGER : Severity.NOTICE)
                        .naming("words", power.words()));
    }
}
