package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Value;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Weaker policies for the day on which a resource is deleted or rebuilt.
 *
 * <p>{@code Retain} to {@code RetainExceptOnCreate} is not weaker: they differ while the first deploy of a resource
 * fails, and what stands in both templates was made long ago.
 */
public final class RemovalPolicyCheck implements Check {

    private static final Rule DELETION_POLICY = Rule.of("deletion-policy-weakened");
    private static final Rule REPLACE_POLICY = Rule.of("replace-policy-weakened");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resolvedResources()) {
            if (change.isUpdate()) {
                TypeWords words = Wording.of(change.type());
                weakened(change, DELETION_POLICY, words.deleted(), "DeletionPolicy", RemovalOutcome::whenRemoved)
                        .ifPresent(findings::add);
                weakened(change, REPLACE_POLICY, words.rebuilt(), "UpdateReplacePolicy", RemovalPolicyCheck::policy)
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A policy that only the deploy decides may be the strongest before and the weakest after. */
    private static Optional<ReviewFinding> weakened(
            ResourceChange change,
            Rule rule,
            Severity severity,
            String policy,
            Function<JsonNode, RemovalOutcome> outcome) {
        boolean oldUnread = Value.of(change.before().path(policy)).isUnread();
        boolean nextUnread = Value.of(change.after().path(policy)).isUnread();
        RemovalOutcome old = oldUnread ? RemovalOutcome.KEPT : outcome.apply(change.before());
        RemovalOutcome next = nextUnread ? RemovalOutcome.DELETED : outcome.apply(change.after());
        boolean same = change.before().path(policy).equals(change.after().path(policy));
        if (same || next.compareTo(old) >= 0) {
            return Optional.empty();
        }
        ReviewFinding finding = finding(change, rule, severity, policy, next);
        return Optional.of(oldUnread || nextUnread ? finding.perhaps() : finding);
    }

    private static RemovalOutcome policy(JsonNode resource) {
        return RemovalOutcome.of(resource.path("UpdateReplacePolicy").asText());
    }

    private static ReviewFinding finding(
            ResourceChange change, Rule rule, Severity severity, String policy, RemovalOutcome survival) {
        TypeWords words = Wording.of(change.type());
        ReviewFinding finding = rule.about(change.subject())
                .as(severity)
                .at(PropertyPath.of(policy))
                .values(
                        Values.shown(change.before().path(policy)),
                        Values.shown(change.after().path(policy)));
        return survival == RemovalOutcome.SNAPSHOT
                ? finding.naming("then", "a snapshot is all that is left of the %s.".formatted(words.noun()))
                : finding.naming(
                        "then",
                        ReplacementSentences.joined(
                                "the %s goes with all that is in it.".formatted(words.noun()), words.gone()));
    }
}
