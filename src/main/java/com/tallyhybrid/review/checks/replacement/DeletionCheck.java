package com.tallyhybrid.review.checks.replacement;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resources whose logical id goes, comes back under another, means another type, or hangs on another condition. */
public final class DeletionCheck implements Check {

    private static final Rule DELETED = Rule.of("deleted");
    private static final Rule NEW_LOGICAL_ID = Rule.of("new-logical-id");
    private static final Rule TYPE_CHANGED = Rule.of("type-changed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Moves moves = Moves.of(comparison);
        List<ReviewFinding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resolvedResources()) {
            if (change.isGone() && goes(change, comparison.head())) {
                findings.add(
                        moves.of(change).map(match -> renamed(change, match)).orElseGet(() -> deleted(change)));
            } else if (change.changesType()) {
                findings.add(retyped(change));
            }
        }
        findings.addAll(new ConditionalDeletions(comparison).findings());
        return findings;
    }

    /** A stack that no template describes any more is left alone by the deploy; StackCheck speaks of it. */
    private static boolean goes(ResourceChange change, Side head) {
        return head.hasStack(change.stack()) && !head.has(change.subject());
    }

    private static ReviewFinding deleted(ResourceChange change) {
        TypeWords words = Wording.of(change.type());
        RemovalOutcome survival = RemovalOutcome.whenRemoved(change.before());
        return DELETED.about(change.subject())
                .as(words.deleted())
                .values(name(change), "")
                .saying(ReplacementSentences.deleted(survival, words))
                .advising(
                        words.deleted() == Severity.DANGER
                                ? ReplacementSentences.keep(survival, words)
                                : Optional.empty());
    }

    private static ReviewFinding renamed(ResourceChange gone, ResourceChange coming) {
        TypeWords words = Wording.of(gone.type());
        String label = coming.subject().label();
        ReviewFinding finding = NEW_LOGICAL_ID
                .about(gone.subject())
                .naming("id", gone.logicalId())
                .as(words.rebuilt())
                .values(name(gone), label)
                .saying(ReplacementSentences.renamed(label, RemovalOutcome.whenRemoved(gone.before()), words));
        return words.rebuilt() == Severity.HARMLESS ? finding.advising(Optional.empty()) : finding;
    }

    private static ReviewFinding retyped(ResourceChange change) {
        TypeWords old = Wording.of(change.before().path("Type").asText());
        return TYPE_CHANGED
                .about(change.subject())
                .naming("noun", old.noun())
                .at(PropertyPath.of("Type"))
                .values(
                        change.before().path("Type").asText(),
                        change.after().path("Type").asText());
    }

    private static String name(ResourceChange gone) {
        return Values.shown(
                Behaviour.published().name(gone.type(), gone.before().path("Properties")));
    }
}
