package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.List;
import java.util.Optional;

/** Whether a stack that nobody can delete today could be deleted. */
final class TerminationProtection {

    private static final Rule OFF = Rule.of("termination-protection-off");

    private TerminationProtection() {}

    static List<ReviewFinding> in(Comparison comparison) {
        return comparison.stacks().stream()
                .filter(stack -> protection(stack.base()).equals(Optional.of(true))
                        && protection(stack.head()).equals(Optional.of(false)))
                .map(TerminationProtection::off)
                .toList();
    }

    private static Optional<Boolean> protection(Optional<Template> template) {
        return template.flatMap(Template::terminationProtection);
    }

    private static ReviewFinding off(StackChange stack) {
        return OFF.about(Subject.stack(stack.name()))
                .at(PropertyPath.of("terminationProtection"))
                .values("true", "false");
    }
}
