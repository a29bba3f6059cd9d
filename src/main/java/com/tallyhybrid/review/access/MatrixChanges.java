package com.tallyhybrid.review.access;

import com.tallyhybrid.controls.matrix.Answer;
import com.tallyhybrid.controls.matrix.Inquiry;
import com.tallyhybrid.controls.template.Assembly;
import com.tallyhybrid.controls.template.StackTemplate;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Environment;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import java.util.List;
import java.util.Optional;

/** Puts the questions of the access matrix to both sides and says whose answer changes. */
public final class MatrixChanges implements Examiner {

    private static final Subject EVERYTHING = Subject.stack("-");

    @Override
    public List<Finding> examine(Comparison comparison) {
        if (comparison.base().templates().equals(comparison.head().templates())) {
            return List.of();
        }
        Optional<Assembly> base = assembly(comparison.base());
        if (base.filter(Inquiry::fits).isEmpty()) {
            return List.of(note(
                    Section.THE_REST,
                    Severity.HARMLESS,
                    "matrix-does-not-apply",
                    "The access matrix is not asked: it needs all templates of a Tally Hybrid app with its manifest, and these"
                            + " are of another app or have none."));
        }
        try {
            Inquiry inquiry = Inquiry.of(base.get());
            // The questions of the base: a changed policy must not change what is asked.
            List<Answer> before = inquiry.putTo(base.get()).answers();
            List<Answer> after =
                    inquiry.putTo(Assembly.of(stacks(comparison.head()))).answers();
            return AnswerChanges.between(comparison, before, after);
        } catch (RuntimeException unanswered) {
            // The evaluator refuses what it does not model, in more ways than one; the rest of the review must not end.
            return List.of(note(
                    Section.ACCESS_WIDENED,
                    Severity.NOTICE,
                    "matrix-unanswered",
                    "The access matrix cannot be asked of the proposed templates, so nobody knows whether its answers"
                            + " change: " + unanswered.getMessage() + "."));
        }
    }

    private static Optional<Assembly> assembly(Synthesis side) {
        try {
            return Optional.of(Assembly.of(stacks(side)));
        } catch (IllegalArgumentException notModelled) {
            return Optional.empty();
        }
    }

    private static List<StackTemplate> stacks(Synthesis side) {
        return side.templates().values().stream().map(MatrixChanges::stack).toList();
    }

    private static StackTemplate stack(Template template) {
        Environment environment = Environment.of(template);
        // An account or Region that is not known is refused there, with the name of the stack.
        return new StackTemplate(
                template.stack(),
                environment.account().orElse("unknown"),
                environment.region().orElse("unknown"),
                template.body());
    }

    private static Finding note(Section section, Severity severity, String rule, String meaning) {
        return new Finding(section, severity, rule, EVERYTHING, "", "", "", meaning, Optional.empty());
    }
}
