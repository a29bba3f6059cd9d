package com.tallyhybrid.settings.notice;

import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deployment goes without because nobody was named for it, and the one day after which there is no way back. All of
 * it is allowed, so none of this is a refusal.
 */
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
        deployment
                .fileServer()
                .filter(files -> files.vaultLockMode() == FileServer.VaultLockMode.COMPLIANCE_NOBODY_CAN_UNDO)
                .ifPresent(
                        files -> sentences.add("the lock of the file server's vaults can be undone for three days after"
                                + " the deployment that sets it, and by nobody after that; put the day into your calendar, and"
                                + " set fileServer.vaultLockMode back to GOVERNANCE before it if you are not sure"));
        return sentences;
    }
}
