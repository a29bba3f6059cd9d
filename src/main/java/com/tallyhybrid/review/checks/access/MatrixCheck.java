package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.accessmatrix.AccessQuestions;
import com.tallyhybrid.accessmatrix.Answer;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import com.tallyhybrid.review.diff.StackChange;
import java.util.List;
import java.util.Optional;

/** Puts the questions of the access matrix to both sides and says whose answer changes. */
public final class MatrixCheck implements Check {

    private static final Rule UNANSWERED = Rule.of("matrix-unanswered");
    private static final Rule DOES_NOT_APPLY = Rule.of("matrix-does-not-apply");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        if (comparison.stacks().stream().allMatch(StackChange::isSame)) {
            return List.of();
        }
        Optional<Assembly> base = assembly(comparison.base());
        if (base.filter(AccessQuestions::fits).isEmpty()) {
            return List.of(DOES_NOT_APPLY.about(Subject.app()));
        }
        try {
            AccessQuestions inquiry = AccessQuestions.of(base.get());
            // The questions of the base: a changed policy must not change what is asked.
            List<Answer> before = inquiry.evaluateAgainst(base.get()).answers();
            List<Answer> after = inquiry.evaluateAgainst(
                            Assembly.of(comparison.head().templates().values()))
                    .answers();
            return AnswerChanges.between(comparison, before, after);
        } catch (RuntimeException unanswered) {
            // The evaluator refuses what it does not model, in more ways than one; the rest of the review must not end.
            return List.of(UNANSWERED.about(Subject.app()).naming("reason", String.valueOf(unanswered.getMessage())));
        }
    }

    private static Optional<Assembly> assembly(Side side) {
        try {
            return Optional.of(Assembly.of(side.templates().values()));
        } catch (UnreadableTemplate notModelled) {
            return Optional.empty();
        }
    }
}
