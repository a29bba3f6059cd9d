package com.tallyhybrid.review.protection;

import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/** Says where data would be less protected, or where a failure would be noticed later or not at all. */
public final class ProtectionExaminer implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        // Not in the constructor: reading the tables takes long enough to be worth doing beside the other examiners.
        var guards = new Guards(comparison);
        var runbooks = new RunbookApprovals(comparison);
        List<Check> checks =
                List.of(guards, new AlarmSensitivity(), new LifecycleRules(), new ReplicationRules(), runbooks);
        List<Finding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resolvedResources()) {
            if (change.isNew()) {
                findings.addAll(guards.ofNew(change));
                findings.addAll(runbooks.ofNew(change));
            } else if (change.isUpdate()) {
                checks.forEach(check -> findings.addAll(check.of(change)));
            }
        }
        findings.addAll(new Losses().in(comparison));
        findings.addAll(TerminationProtection.in(comparison));
        return findings;
    }
}
