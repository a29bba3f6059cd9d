package com.tallyhybrid.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.github.Workflow.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What no linter knows of our workflows: who may start which job, and what a job with rights may run. */
final class WorkflowRules {

    /** What starts each workflow. Nothing else may: pull_request_target would give strangers a token that writes. */
    private static final Map<String, Set<String>> TRIGGERS = Map.of(
            "ci.yml", Set.of("pull_request", "push"),
            "review.yml", Set.of("pull_request"),
            "comment.yml", Set.of("workflow_run"),
            "deploy.yml", Set.of("push", "workflow_dispatch"),
            "drift.yml", Set.of("schedule", "workflow_dispatch"),
            "fleet.yml", Set.of("push", "workflow_dispatch"),
            "release.yml", Set.of("push"));

    /** The only jobs whose token writes something; id-token is how a job gets credentials of AWS. */
    private static final Map<String, Set<String>> WRITERS = Map.ofEntries(
            Map.entry("review.yml/account", Set.of("id-token")),
            Map.entry("review.yml/code-scanning", Set.of("security-events")),
            Map.entry("comment.yml/comment", Set.of("pull-requests")),
            Map.entry("deploy.yml/compare", Set.of("id-token")),
            Map.entry("deploy.yml/deploy", Set.of("id-token")),
            Map.entry("fleet.yml/canary", Set.of("id-token")),
            Map.entry("fleet.yml/deploy", Set.of("id-token")),
            Map.entry("drift.yml/detect", Set.of("id-token")),
            Map.entry("drift.yml/report", Set.of("issues")),
            Map.entry("release.yml/attest", Set.of("attestations", "id-token")),
            Map.entry("release.yml/publish", Set.of("contents")));

    /** What builds or runs the project. */
    private static final Pattern OWN_CODE =
            Pattern.compile("\\b(mvn|node|java|python3?|npm run|npm test) |\\.ci/|(?<!\\.)\\b(bin|tools)/");

    private static final String PINNED = "[A-Za-z-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

    private WorkflowRules() {}

    static List<String> triggers(Workflow workflow) {
        return workflow.triggers().equals(TRIGGERS.get(workflow.name()))
                ? List.of()
                : List.of("%s starts on %s".formatted(workflow, workflow.triggers()));
    }

    /** The workflow gives its jobs no right to write, and each job names what it needs. */
    static List<String> permissions(Workflow workflow) {
        List<String> problems = new ArrayList<>();
        JsonNode general = workflow.body().path("permissions");
        if (!general.isObject()
                || general.valueStream().anyMatch(level -> !level.asText().equals("read"))) {
            problems.add("%s gives every job %s".formatted(workflow, general));
        }
        for (Job job : workflow.jobs()) {
            JsonNode own = job.body().path("permissions");
            if (!own.isMissingNode() && !own.isObject()
                    || !job.writes().equals(WRITERS.getOrDefault(job.label(), Set.of()))) {
                problems.add("%s may write %s".formatted(job.label(), own));
            }
        }
        return problems;
    }

    /** A tag can be moved to other code; a commit cannot. */
    static List<String> pins(Workflow workflow) {
        return Pattern.compile("uses: *(.*)")
                .matcher(workflow.text())
                .results()
                .map(found -> found.group(1).strip())
                .filter(action -> !action.matches(PINNED))
                .toList();
    }

    /** GitHub puts an expression into the script before the shell reads it: a branch name could be a command. */
    static List<String> expressionsInScripts(Workflow workflow) {
        return steps(workflow, (job, step) -> step.path("run").asText().contains("${{"));
    }

    /** A stored token could be read by whatever the job runs next. */
    static List<String> storedTokens(Workflow workflow) {
        return steps(
                workflow,
                (job, step) -> step.path("uses").asText().startsWith("actions/checkout@")
                        && !step.at("/with/persist-credentials").asText().equals("false"));
    }

    static List<String> endlessJobs(Workflow workflow) {
        return jobs(workflow, job -> !job.body().path("timeout-minutes").isInt());
    }

    /** There is none to steal. */
    static List<String> secrets(Workflow workflow) {
        return workflow.text().contains("secrets.") ? List.of(workflow + " uses a secret") : List.of();
    }

    /** A cache is how one run hands another something to execute. */
    static List<String> caches(Workflow workflow) {
        return workflow.name().equals("ci.yml")
                ? List.of()
                : steps(workflow, (job, step) -> {
                    String action = step.path("uses").asText();
                    return action.startsWith("actions/cache")
                            || step.at("/with").has("cache")
                            || action.startsWith("actions/setup-node@")
                                    && !step.at("/with/package-manager-cache")
                                            .asText()
                                            .equals("false");
                });
    }

    /** Who changed the project would otherwise have the rights of the job. */
    static List<String> ownCodeWithRights(Workflow workflow) {
        return jobs(workflow, job -> !job.writes().isEmpty() && (runsOwnCode(job) || installsUnverified(job)));
    }

    private static boolean runsOwnCode(Job job) {
        return OWN_CODE.matcher(job.commands()).find()
                || job.steps("actions/checkout").stream()
                        .anyMatch(step -> !step.at("/with/sparse-checkout")
                                .asText()
                                .strip()
                                .equals("package.json\npackage-lock.json"));
    }

    /** Only "npm ci" compares what it installs with the checksums of the lock file. */
    private static boolean installsUnverified(Job job) {
        return job.commands().contains("npx ")
                || job.commands().contains("cdk ")
                        && !job.commands().lines().toList().contains("npm ci --ignore-scripts");
    }

    /** A pull request of a stranger gets no token anyway; asking for one would only fail. */
    static List<String> tokensForForks(Workflow workflow) {
        return workflow.triggers().contains("pull_request")
                ? jobs(
                        workflow,
                        job -> !job.writes().isEmpty()
                                && !job.body()
                                        .path("if")
                                        .asText()
                                        .contains("github.event.pull_request.head.repo.full_name == github.repository"))
                : List.of();
    }

    /** What is deployed waits for a person, and is never cut off. */
    static List<String> unapprovedDeploys(Workflow workflow) {
        return jobs(
                workflow,
                job -> job.commands().contains("cdk deploy")
                        && (!job.body().path("environment").asText().equals("production")
                                || workflow.body()
                                        .at("/concurrency/cancel-in-progress")
                                        .asBoolean(true)));
    }

    /** The first day is for a person: a workflow that gave its key would leave the stacks deletable at every deploy. */
    static List<String> unprotectedStacks(Workflow workflow) {
        return workflow.text().contains("firstDeploy") ? List.of(workflow + " names firstDeploy") : List.of();
    }

    /** The command line calls a value of the examples a warning, and goes on unless it is told to be strict. */
    static List<String> exampleValuesDeployed(Workflow workflow) {
        return workflow.jobs().stream().anyMatch(job -> job.commands().contains("cdk deploy"))
                ? jobs(
                        workflow,
                        job -> job.commands()
                                .lines()
                                .anyMatch(line -> line.matches(".*\\bcdk(@[0-9.]+)? (synth|deploy)\\b.*")
                                        && !line.contains(" --strict ")))
                : List.of();
    }

    /** Windows PowerShell 5.1 is what the office has; PowerShell 7 runs what 5.1 does not. */
    static List<String> officeScriptsUnderBothShells(Workflow workflow) {
        if (!workflow.name().equals("ci.yml")) {
            return List.of();
        }
        boolean onWindows = workflow.text().contains("os: windows-");
        return Stream.of("powershell", "pwsh")
                .filter(shell -> !onWindows
                        || steps(
                                        workflow,
                                        (job, step) -> step.path("shell")
                                                        .asText()
                                                        .equals(shell)
                                                && step.path("if").asText().equals("runner.os == 'Windows'")
                                                && step.path("run")
                                                        .asText()
                                                        .contains(
                                                                "Invoke-Pester -Path src/test/powershell/Office.Tests.ps1")
                                                && step.path("run").asText().contains(" -CI"))
                                .isEmpty())
                .map(shell -> "no step tests the office's scripts under " + shell)
                .toList();
    }

    private static List<String> jobs(Workflow workflow, Predicate<Job> bad) {
        return workflow.jobs().stream().filter(bad).map(Job::label).toList();
    }

    private static List<String> steps(Workflow workflow, BiPredicate<Job, JsonNode> bad) {
        return workflow.jobs().stream()
                .flatMap(job ->
                        job.steps().stream().filter(step -> bad.test(job, step)).map(step -> job.label() + ": " + step))
                .toList();
    }
}
