package com.tallyhybrid.review.access;

import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.UnreadableTemplate;
import com.tallyhybrid.controls.matrix.Answer;
import com.tallyhybrid.controls.matrix.Inquiry;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Side;
import com.tallyhybrid.review.change.StackChange;
import java.util.List;
import java.util.Optional;

/** Puts the questions of the access matrix to both sides and says whose answer changes. */
public final class MatrixChanges implements Examiner {

    private static final Rule UNANSWERED = Rule.of("matrix-unanswered");
    private static final Rule DOES_NOT_APPLY = Rule.of("matrix-does-not-apply");

    @Override
    public List<Finding> examine(Comparison comparison) {
        if (comparison.stacks().stream().allMatch(StackChange::isSame)) {
            return List.of();
        }
        Optional<Assembly> base = assembly(comparison.base());
        if (base.filter(Inquiry::fits).isEmpty()) {
            return List.of(DOES_NOT_APPLY.about(Subject.app()));
        }
        try {
            Inquiry inquiry = Inquiry.of(base.get());
            // The questions of the base: a changed policy must not change what is asked.
            List<Answer> before = inquiry.putTo(base.get()).answers();
            List<Answer> after = inquiry.putTo(
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
