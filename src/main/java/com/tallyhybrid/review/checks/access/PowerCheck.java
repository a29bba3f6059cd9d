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
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of new resources what they let others do, or do by themselves, where no policy in the template says it. */
public final class PowerCheck implements Check {

    private static final Rule NEW_POWER = Rule.of("new-power");
    private static final List<Power> POWERS = DataFile.read(PowerCheck.class, "powers.yaml", new TypeReference<>() {});

    /** When a power is a danger. */
    enum When {
        ALWAYS,
        FOREIGN,
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
     */
    record Power(List<String> types, String words, When danger, String property, String value) {

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
                POWERS.stream()
                        .filter(power -> power.isOf(subject.type()))
                        .findFirst()
                        .flatMap(power -> finding(power, template, subject, resource, head))
                        .ifPresent(findings::add);
            }
        });
        return findings;
    }

    private static Optional<ReviewFinding> finding(
            Power power, SymbolicResolver template, Subject subject, JsonNode resource, Side head) {
        JsonNode property = resource.path("Properties").path(power.property() == null ? "-" : power.property());
        boolean danger = power.danger() != null
                && switch (power.danger()) {
                    case ALWAYS -> true;
                    case FOREIGN ->
                        AccountId.foreign(template.text(resource), head.accounts())
                                .isPresent();
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
