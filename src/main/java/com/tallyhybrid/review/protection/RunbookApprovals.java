package com.tallyhybrid.review.protection;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a runbook would do without asking what it asks for today, ask others, or destroy what it does not today. */
final class RunbookApprovals implements Check {

    private static final Weakened UNASKED = Weakened.danger(
            "runbook-approval-removed",
            "The runbook would no longer wait for a person before these steps, or would go on without an answer.",
            "Keep the approval before them, and let its refusal abort the run.");

    private static final Weakened OTHERS = Weakened.notice(
            "runbook-approvers-changed",
            "Other people could agree to what the runbook does, or fewer of them would be enough.",
            "Check that nobody can approve what he starts, and that somebody can.");

    private static final Weakened DESTROYS = Weakened.danger(
            "runbook-destroys-more",
            "Whoever may start the runbook could end or delete something with it that it leaves alone today.",
            "Keep what destroys in a runbook of its own, behind an approval.");

    @Override
    public List<Finding> of(ResourceChange change) {
        List<Finding> findings = new ArrayList<>();
        if (change.type().equals("AWS::SSM::Document")) {
            Subject subject = Subject.of(change);
            RunbookSteps before = RunbookSteps.of(change.before());
            RunbookSteps after = RunbookSteps.of(change.after());
            before.approvals()
                    .forEach(approval ->
                            approval(subject, approval, before, after).ifPresent(findings::add));
            after.destructions().stream()
                    .filter(deed -> !before.destructions().contains(deed))
                    .forEach(deed -> findings.add(DESTROYS.at(subject, path(deed), "", deed)));
        }
        return findings;
    }

    private static Optional<Finding> approval(
            Subject subject, String approval, RunbookSteps before, RunbookSteps after) {
        List<String> still = after.behind(approval);
        List<String> unasked = before.behind(approval).stream()
                .filter(step -> after.has(step) && !still.contains(step))
                .toList();
        if (still.isEmpty() || !unasked.isEmpty()) {
            return Optional.of(UNASKED.at(subject, path(approval), shown(before.behind(approval)), shown(still)));
        }
        String old = before.approvers(approval);
        String next = after.approvers(approval);
        return old.equals(next) ? Optional.empty() : Optional.of(OTHERS.at(subject, path(approval), old, next));
    }

    /** By name, not by position, so that "The rest" still shows the other steps that differ. */
    private static String path(String step) {
        return "Content.mainSteps[%s]".formatted(step);
    }

    private static String shown(List<String> steps) {
        return steps.isEmpty() ? "asks before nothing" : "asks before " + String.join(", ", steps);
    }
}
