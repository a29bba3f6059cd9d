package com.tallyhybrid.settings;

import java.util.List;
import java.util.Optional;

/**
 * What people need on a bad day.
 *
 * @param approvers ARNs of the IAM users or roles who may approve the step of a runbook that costs money or takes
 *     something away; empty: see {@link Deployment#approvers}
 * @param approvalsNeeded how many of them must approve, 1 or 2. With 2 nobody carries out alone what he started
 * @param monthlyBudgetUsd US dollars a month that the account may cost before people are told; absent: nobody is
 * @param runbooksUrl https address under which the pages of {@code docs/runbooks} are read, without a slash at its end;
 *     every mail and the dashboard link there. Absent: they name the pages of the office kit
 */
public record Operations(
        List<String> approvers, int approvalsNeeded, Optional<Integer> monthlyBudgetUsd, Optional<String> runbooksUrl) {

    public Operations {
        approvers = List.copyOf(approvers);
    }
}
