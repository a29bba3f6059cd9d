package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** Says where data would be less protected, or where a failure would be noticed later or not at all. */
public final class ProtectionCheck implements Check {

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        // Not in the constructor: reading the tables takes long enough to be worth doing beside the other checks.
        var guards = new ProtectionRules(comparison);
        var runbooks = new RunbookApprovals(comparison);
        List<ResourceCheck> checks = List.of(
                guards,
                new AlarmSensitivity(),
                new LifecycleRules(),
                new ReplicationRules(),
                runbooks,
                new TrailSelectors());
        List<ReviewFinding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resolvedResources()) {
            if (change.isNew()) {
                findings.addAll(guards.ofNew(change));
                findings.addAll(runbooks.ofNew(change));
            } else if (change.isUpdate()) {
                checks.forEach(check -> findings.addAll(check.of(change)));
            }
        }
        findings.addAll(new MonitoringRemovals().in(comparison));
        findings.addAll(TerminationProtection.in(comparison));
        return findings;
    }
}
