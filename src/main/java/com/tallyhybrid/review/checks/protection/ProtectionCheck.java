package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says where data would be less protected, or where a failure would be noticed later or not at all. */
public final class ProtectionCheck implements Check {

    private static final Rule UNPROTECTED = Rule.of("termination-protection-off");

    /** What is deployed is seldom what the defaults make: alarms often stand under a condition such as IsProduction. */
    private static final String OTHERWISE = "Where a condition of the template falls otherwise than by the defaults: ";

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        // Not in the constructor: reading the tables takes long enough to be worth doing beside the other checks.
        var guards = new ProtectionRules(comparison);
        var runbooks = new RunbookApprovals(comparison);
        List<ReviewFinding> findings = new ArrayList<>(
                of(comparison.resolvedResources(), comparison, guards, runbooks).toList());
        Set<List<Object>> told = findings.stream().map(ProtectionCheck::place).collect(Collectors.toSet());
        of(comparison.openResources(), comparison, guards, runbooks)
                .filter(finding -> !told.contains(place(finding)))
                .map(finding -> finding.saying(OTHERWISE + finding.meaning()))
                .forEach(findings::add);
        unprotected(comparison).forEach(findings::add);
        return findings;
    }

    private static Stream<ReviewFinding> of(
            List<ResourceChange> changes, Comparison comparison, ProtectionRules guards, RunbookApprovals runbooks) {
        Stream<ReviewFinding> created = changes.stream()
                .filter(ResourceChange::isNew)
                .flatMap(change -> Stream.concat(guards.ofNew(change), runbooks.ofNew(change)));
        Stream<ReviewFinding> updated = changes.stream()
                .filter(ResourceChange::isUpdate)
                .flatMap(change -> Stream.concat(guards.of(change), ofType(change, runbooks)));
        return Stream.of(created, updated, MonitoringRemovals.in(comparison, changes))
                .flatMap(found -> found);
    }

    private static List<Object> place(ReviewFinding finding) {
        return List.of(finding.rule(), finding.subject(), finding.aspect());
    }

    /** What no table can say. */
    private static Stream<ReviewFinding> ofType(ResourceChange change, RunbookApprovals runbooks) {
        return switch (change.type()) {
            case "AWS::CloudWatch::Alarm" -> AlarmSensitivity.of(change);
            case "AWS::S3::Bucket" -> Stream.concat(LifecycleRules.of(change), ReplicationRules.of(change));
            case "AWS::CloudTrail::Trail", "AWS::CloudTrail::EventDataStore" -> TrailSelectors.of(change);
            case RunbookApprovals.DOCUMENT -> runbooks.of(change);
            default -> Stream.of();
        };
    }

    /** Stacks that nobody can delete today and that could be deleted. */
    private static Stream<ReviewFinding> unprotected(Comparison comparison) {
        return comparison.stacks().stream()
                .filter(stack -> isProtected(stack.base(), true) && isProtected(stack.head(), false))
                .map(stack -> UNPROTECTED
                        .about(Subject.stack(stack.name()))
                        .at(PropertyPath.of("terminationProtection"))
                        .values("true", "false"));
    }

    private static boolean isProtected(Optional<Template> template, boolean asked) {
        return template.flatMap(Template::terminationProtection)
                .filter(Predicate.isEqual(asked))
                .isPresent();
    }
}
