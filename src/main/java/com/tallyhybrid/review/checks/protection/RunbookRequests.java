package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Aspect;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.checks.protection.RunbookSteps.Step;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom the approvals of a runbook ask, how, and for how long.
 *
 * @param change the document that both sides are of
 */
record RunbookRequests(Comparison comparison, ResourceChange change) {

    private static final Rule OTHERS = Rule.of("runbook-approvers-changed");
    private static final Rule REQUEST = Rule.of("runbook-approval-request-changed");

    /** Seven days, as the documentation of {@code aws:approve} says. */
    private static final int USUAL_SECONDS = 604_800;

    /** Approvals are told by their names; of those with new names the first is the first. */
    List<ReviewFinding> changes(RunbookSteps before, RunbookSteps after) {
        List<ReviewFinding> findings = new ArrayList<>();
        List<Step> renamed = new ArrayList<>(after.approvals());
        renamed.removeIf(step -> hasName(before, step));
        for (Step old : before.approvals()) {
            Optional<Step> same = after.approvals().stream()
                    .filter(step -> step.name().equals(old.name()))
                    .findFirst();
            Optional<Step> next = same.isPresent() || renamed.isEmpty() ? same : Optional.of(renamed.remove(0));
            next.ifPresent(step -> {
                approvers(old.json(), step).ifPresent(findings::add);
                request(old.json(), step).ifPresent(findings::add);
            });
        }
        return findings;
    }

    private static boolean hasName(RunbookSteps steps, Step other) {
        return steps.approvals().stream().anyMatch(step -> step.name().equals(other.name()));
    }

    private Optional<ReviewFinding> approvers(JsonNode before, Step after) {
        Set<String> old = approvers(comparison.base(), before);
        Set<String> next = approvers(comparison.head(), after.json());
        String needed = needed(before);
        String enough = needed(after.json());
        boolean fewer = !needed.equals(enough) && !(isNumber(needed) && isNumber(enough) && more(enough, needed));
        return old.containsAll(next) && !fewer
                ? Optional.empty()
                : Optional.of(OTHERS.about(change.subject())
                        .at(new Aspect.Step(after.name()))
                        .values(needed + " of " + old, enough + " of " + next));
    }

    private Optional<ReviewFinding> request(JsonNode before, Step after) {
        String old = request(comparison.base(), before);
        String next = request(comparison.head(), after.json());
        return old.equals(next)
                ? Optional.empty()
                : Optional.of(REQUEST.about(change.subject())
                        .at(new Aspect.Step(after.name()))
                        .values(old, next));
    }

    private String request(Side side, JsonNode step) {
        JsonNode topic = step.at("/inputs/NotificationArn");
        JsonNode seconds = step.path("timeoutSeconds");
        return "%s, %s seconds"
                .formatted(
                        topic.isMissingNode() ? "nobody is told" : "told to " + side.text(change.stack(), topic),
                        seconds.isMissingNode() ? USUAL_SECONDS : side.text(change.stack(), seconds));
    }

    private Set<String> approvers(Side side, JsonNode step) {
        Set<String> names = new TreeSet<>();
        JsonNode list = step.at("/inputs/Approvers");
        for (JsonNode name : list.isArray() ? list : List.of(list)) {
            names.add(side.text(change.stack(), name));
        }
        return names;
    }

    private static String needed(JsonNode step) {
        JsonNode number = step.at("/inputs/MinRequiredApprovals");
        return number.isValueNode() ? number.asText() : number.isMissingNode() ? "1" : number.toString();
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,4}");
    }

    private static boolean more(String one, String other) {
        return Integer.parseInt(one) > Integer.parseInt(other);
    }
}
