package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All checks, in the order in which a person would mend them. */
final class Preflight {

    /** Enough to wait little, few enough for AWS's throttling and for a small computer: each is a process. */
    private static final int AT_ONCE = 4;

    private final PlannedDeployment planned;
    private final AwsAccount account;
    private final AccountChecks accountChecks;
    private final ShellCommands commands;
    private final boolean lookIntoSecret;

    Preflight(PlannedDeployment planned, Aws aws, ShellCommands commands, boolean lookIntoSecret) {
        this.planned = planned;
        this.account = new AwsAccount(aws);
        this.accountChecks = new AccountChecks(account, planned, commands);
        this.commands = commands;
        this.lookIntoSecret = lookIntoSecret;
    }

    AccountChecks accountChecks() {
        return accountChecks;
    }

    /** Asks, and reports each answer as soon as all before it are known. */
    void run(PreflightReport report) {
        PreflightCheck identity = accountChecks.identity();
        report.add(identity, identity.outcome());
        new SettingsChecks(planned, commands).all().forEach(check -> report.add(check, check.outcome()));
        if (!accountChecks.isTheRightOne()) {
            var nothing = new CannotTell("not asked, because the answers would be about another account");
            report.add(PreflightCheck.known("everything else", identity.why(), nothing), nothing);
            return;
        }
        // First, because a Region that is not enabled answers everything else as if the sign-in were wrong.
        planned.regions().stream().map(accountChecks::enabled).forEach(check -> report.add(check, check.outcome()));
        askTheRest(report);
    }

    private void askTheRest(PreflightReport report) {
        ExecutorService few = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<PreflightCheck, CompletableFuture<CheckOutcome>> outcomes = new LinkedHashMap<>();
            checks().forEach(check -> outcomes.put(check, CompletableFuture.supplyAsync(check::outcome, few)));
            outcomes.forEach((check, outcome) -> report.add(check, outcome.join()));
        } finally {
            few.shutdownNow();
        }
    }

    private List<PreflightCheck> checks() {
        var stacks = new DeployedStacks(account, planned);
        var checks = new ArrayList<PreflightCheck>();
        for (Region region : planned.regions()) {
            checks.add(accountChecks.bootstrapped(region));
        }
        checks.addAll(new PeopleChecks(account, planned, commands).all());
        checks.addAll(new FileServerChecks(account, planned, commands, lookIntoSecret).all());
        checks.addAll(new StackChecks(stacks, planned, commands).all());
        checks.addAll(new NameChecks(account, stacks, planned, commands).all());
        checks.addAll(new QuotaChecks(account, stacks, planned, commands).all());
        checks.addAll(new SubscriptionChecks(account, stacks, planned, commands).all());
        return checks;
    }
}
