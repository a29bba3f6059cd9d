package com.tallyhybrid.review.rebuilt;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Weaker policies for the day on which a resource is deleted or rebuilt.
 *
 * <p>{@code Retain} to {@code RetainExceptOnCreate} is not weaker: they differ while the first deploy of a resource
 * fails, and what stands in both templates was made long ago.
 */
public final class PolicyExaminer implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        List<Finding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resources()) {
            if (change.isUpdate()) {
                TypeWords words = Wording.of(change.type());
                Survival deleted = Survival.whenRemoved(change.before());
                Survival deletedThen = Survival.whenRemoved(change.after());
                if (deletedThen.compareTo(deleted) < 0) {
                    findings.add(finding(change, words.deleted(), "DeletionPolicy", "deleted", deletedThen));
                }
                Survival replaced = policy(change.before());
                Survival replacedThen = policy(change.after());
                if (replacedThen.compareTo(replaced) < 0) {
                    findings.add(finding(change, words.rebuilt(), "UpdateReplacePolicy", "rebuilt", replacedThen));
                }
            }
        }
        return findings;
    }

    private static Survival policy(JsonNode resource) {
        return Survival.of(resource.path("UpdateReplacePolicy").asText());
    }

    private static Finding finding(
            ResourceChange change, Severity severity, String policy, String event, Survival survival) {
        TypeWords words = Wording.of(change.type());
        String then = survival == Survival.SNAPSHOT
                ? "a snapshot is all that is left of the %s.".formatted(words.noun())
                : "the %s goes with all that is in it.".formatted(words.noun());
        return new Finding(
                Section.REBUILT_OR_DELETED.unlessHarmless(severity),
                severity,
                policy.equals("DeletionPolicy") ? "deletion-policy-weakened" : "replace-policy-weakened",
                Subject.of(change),
                policy,
                Values.shown(change.before().path(policy)),
                Values.shown(change.after().path(policy)),
                Sentences.joined(
                        "Nothing happens today. The day it is %s, %s".formatted(event, then),
                        survival == Survival.DELETED ? words.gone() : ""),
                Optional.of("Keep %s: Retain.".formatted(policy)));
    }
}
