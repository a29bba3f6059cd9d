package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.Aspect;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a runbook would do without asking what it asks for today, ask others, or destroy what it does not today. */
final class RunbookApprovals implements ResourceCheck {

    private static final Rule UNASKED = Rule.of("runbook-approval-removed");

    private static final Rule OTHERS = Rule.of("runbook-approvers-changed");

    private static final Rule DESTROYS = Rule.of("runbook-destroys-more");

    @Override
    public List<ReviewFinding> of(ResourceChange change) {
        List<ReviewFinding> findings = new ArrayList<>();
        if (change.type().equals("AWS::SSM::Document")) {
            Subject subject = change.subject();
            RunbookSteps before = RunbookSteps.of(change.before());
            RunbookSteps after = RunbookSteps.of(change.after());
            before.approvals()
                    .forEach(approval ->
                            approval(subject, approval, before, after).ifPresent(findings::add));
            after.destructions().stream()
                    .filter(deed -> !before.destructions().contains(deed))
                    .forEach(deed -> findings.add(
                            DESTROYS.about(subject).at(new Aspect.Step(deed)).values("", deed)));
        }
        return findings;
    }

    private static Optional<ReviewFinding> approval(
            Subject subject, String approval, RunbookSteps before, RunbookSteps after) {
        List<String> still = after.behind(approval);
        List<String> unasked = before.behind(approval).stream()
                .filter(step -> after.has(step) && !still.contains(step))
                .toList();
        if (still.isEmpty() || !unasked.isEmpty()) {
            return Optional.of(UNASKED.about(subject)
                    .at(new Aspect.Step(approval))
                    .values(shown(before.behind(approval)), shown(still)));
        }
        String old = before.approvers(approval);
        String next = after.approvers(approval);
        return old.equals(next)
                ? Optional.empty()
                : Optional.of(
                        OTHERS.about(subject).at(new Aspect.Step(approval)).values(old, next));
    }

    private static String shown(List<String> steps) {
        return steps.isEmpty() ? "asks before nothing" : "asks before " + String.join(", ", steps);
    }
}
