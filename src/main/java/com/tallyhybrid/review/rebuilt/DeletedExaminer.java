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

/** Side whose logical id goes, comes back under another, means another type, or hangs on another condition. */
public final class DeletedExaminer implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        Moves moves = Moves.of(comparison);
        List<Finding> findings = new ArrayList<>();
        for (ResourceChange change : comparison.resources()) {
            // A stack that no template describes any more is left alone by the deploy; StackExaminer speaks of it.
            if (change.isGone() && comparison.head().templates().containsKey(change.stack())) {
                findings.add(
                        moves.of(change).map(match -> renamed(change, match)).orElseGet(() -> deleted(change)));
            } else if (change.changesType()) {
                findings.add(retyped(change));
            }
        }
        findings.addAll(new ConditionExaminer(comparison).findings());
        return findings;
    }

    private static Finding deleted(ResourceChange change) {
        TypeWords words = Wording.of(change.type());
        Survival survival = Survival.whenRemoved(change.before());
        return finding(
                words.deleted(),
                "deleted",
                change,
                "",
                Sentences.deleted(survival, words),
                words.deleted() == Severity.DANGER ? Sentences.keep(survival, words) : Optional.empty());
    }

    private static Finding renamed(ResourceChange gone, ResourceChange coming) {
        TypeWords words = Wording.of(gone.type());
        String label = Subject.of(coming).label();
        return finding(
                words.rebuilt(),
                "new-logical-id",
                gone,
                label,
                Sentences.renamed(label, Survival.whenRemoved(gone.before()), words),
                words.rebuilt() == Severity.HARMLESS
                        ? Optional.empty()
                        : Optional.of("Keep the logical id %s; in a CDK app overrideLogicalId pins it."
                                .formatted(gone.logicalId())));
    }

    private static Finding retyped(ResourceChange change) {
        TypeWords old = Wording.of(change.before().path("Type").asText());
        return new Finding(
                Section.REBUILT_OR_DELETED,
                old.deleted() == Severity.DANGER ? Severity.DANGER : Severity.NOTICE,
                "type-changed",
                Subject.of(change),
                "Type",
                change.before().path("Type").asText(),
                change.after().path("Type").asText(),
                ("Another type under the same logical id: CloudFormation refuses it, and the deploy fails. Under another"
                                + " logical id the %s would go.")
                        .formatted(old.noun()),
                Optional.of("Give the new resource a logical id of its own, and decide about the old one by itself."));
    }

    private static Finding finding(
            Severity severity,
            String rule,
            ResourceChange gone,
            String becomes,
            String meaning,
            Optional<String> advice) {
        JsonNode name = Behaviour.published().name(gone.type(), gone.before().path("Properties"));
        return new Finding(
                Section.REBUILT_OR_DELETED.unlessHarmless(severity),
                severity,
                rule,
                Subject.of(gone),
                "",
                Values.shown(name),
                becomes,
                meaning,
                advice);
    }
}
