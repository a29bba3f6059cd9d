package com.tallyhybrid.review.protection;

import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.StackChange;
import java.util.List;
import java.util.Optional;

/** Whether a stack that nobody can delete today could be deleted. */
final class TerminationProtection {

    private static final Weakened OFF = Weakened.danger(
            "termination-protection-off",
            "One wrong click or command could delete the whole stack.",
            "Keep it on; to remove a stack on purpose, switch it off by hand on that day.");

    private TerminationProtection() {}

    static List<Finding> in(Comparison comparison) {
        return comparison.stacks().stream()
                .filter(stack -> protection(stack.base()).equals(Optional.of(true))
                        && protection(stack.head()).equals(Optional.of(false)))
                .map(TerminationProtection::off)
                .toList();
    }

    private static Optional<Boolean> protection(Optional<Template> template) {
        return template.flatMap(Template::terminationProtection);
    }

    private static Finding off(StackChange stack) {
        return OFF.at(Subject.stack(stack.name()), "terminationProtection", "true", "false");
    }
}
