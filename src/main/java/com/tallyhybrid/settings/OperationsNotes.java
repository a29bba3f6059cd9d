package com.tallyhybrid.settings;

import java.util.ArrayList;
import java.util.List;

/** What a deployment goes without because nobody was named for it. It is allowed, so none of this is a refusal. */
final class OperationsNotes {

    private OperationsNotes() {}

    static List<String> of(Deployment deployment) {
        List<String> sentences = new ArrayList<>();
        if (deployment.approvers().isEmpty()) {
            sentences.add("nobody may approve a runbook, so those that ask first are not made;"
                    + " give operations.approvers or backup.breakGlassUsers");
        }
        if (deployment.operations().monthlyBudgetUsd().isEmpty()) {
            sentences.add("nobody is told when costs rise; give operations.monthlyBudgetUsd");
        }
        return sentences;
    }
}
