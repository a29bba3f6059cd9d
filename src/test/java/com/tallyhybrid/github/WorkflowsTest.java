package com.tallyhybrid.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub may do on behalf of a change, of whomever it comes. */
class WorkflowsTest {

    private static final Pattern PIN = Pattern.compile("uses: *([^@\\s]+)@(.*)");
    private static final Pattern COMMAND_LINE = Pattern.compile("aws-cdk@([0-9.]+)");

    private static final Map<String, Function<Workflow, List<String>>> RULES = new TreeMap<>(Map.ofEntries(
            Map.entry("starts on its own events only", WorkflowRules::triggers),
            Map.entry("writes what its job needs and nothing else", WorkflowRules::permissions),
            Map.entry("pins every action by its commit", WorkflowRules::pins),
            Map.entry("has no expression in a script", WorkflowRules::expressionsInScripts),
            Map.entry("stores no token in the checkout", WorkflowRules::storedTokens),
            Map.entry("ends every job in time", WorkflowRules::endlessJobs),
            Map.entry("uses no secret", WorkflowRules::secrets),
            Map.entry("takes nothing from a cache", WorkflowRules::caches),
            Map.entry("runs no code of the repository with rights", WorkflowRules::ownCodeWithRights),
            Map.entry("asks for no token for a fork", WorkflowRules::tokensForForks),
            Map.entry("deploys after an approval only", WorkflowRules::unapprovedDeploys),
            Map.entry("deploys no example value", WorkflowRules::exampleValuesDeployed),
            Map.entry("leaves no stack unprotected", WorkflowRules::unprotectedStacks),
            Map.entry("tests the office's scripts under both shells", WorkflowRules::officeScriptsUnderBothShells)));

    static List<Workflow> workflows() {
        return Workflow.all();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void keepsEveryRule(Workflow workflow) {
        RULES.forEach((rule, problems) ->
                assertThat(problems.apply(workflow)).as("%s %s", workflow, rule).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> noticesATampering() {
        return Stream.of(
                tampering("starts on its own events only", "review.yml", "  pull_request:", "  pull_request_target:"),
                tampering("starts on its own events only", "deploy.yml", "branches: \\[main]", "$0\n  pull_request:"),
                tampering("writes what its job needs and nothing else", "ci.yml", "contents: read", "contents: write"),
                tampering("writes what its job needs and nothing else", "ci.yml", "\n  contents: read", " write-all"),
                tampering(
                        "writes what its job needs and nothing else",
                        "release.yml",
                        "\n  build:",
                        "$0\n    permissions: {id-token: write}"),
                tampering(
                        "writes what its job needs and nothing else", "comment.yml", "actions: read", "actions: write"),
                tampering("writes what its job needs and nothing else", "drift.yml", "issues: write", "write-all"),
                tampering("pins every action by its commit", "deploy.yml", "@[0-9a-f]{40} # v6.2.3", "@v6"),
                tampering("pins every action by its commit", "ci.yml", " # v6.0.1", ""),
                tampering("has no expression in a script", "review.yml", "\"\\$COMMIT\"", "\\${{ matrix.commit }}"),
                tampering(
                        "stores no token in the checkout",
                        "release.yml",
                        "persist-credentials: false",
                        "fetch-depth: 1"),
                tampering("ends every job in time", "drift.yml", "    timeout-minutes: 5\n", ""),
                tampering("uses no secret", "review.yml", "vars.AWS_COMPARE_ROLE", "secrets.AWS_COMPARE_ROLE"),
                tampering("takes nothing from a cache", "review.yml", "java-version: 17", "$0\n          cache: maven"),
                tampering(
                        "takes nothing from a cache",
                        "deploy.yml",
                        "package-manager-cache: false",
                        "check-latest: false"),
                tampering(
                        "runs no code of the repository with rights",
                        "deploy.yml",
                        "run: npm ci --ignore-scripts",
                        "run: npm ci"),
                tampering(
                        "runs no code of the repository with rights",
                        "review.yml",
                        "node_modules/.bin/cdk diff",
                        "npx --yes aws-cdk@2.1148.1 diff"),
                tampering(
                        "runs no code of the repository with rights",
                        "deploy.yml",
                        "node_modules/.bin/cdk deploy",
                        "mvn verify && $0"),
                tampering(
                        "runs no code of the repository with rights",
                        "deploy.yml",
                        "node_modules/.bin/cdk deploy",
                        "python3 tools/rehearsal && $0"),
                tampering(
                        "runs no code of the repository with rights",
                        "drift.yml",
                        "            package-lock.json",
                        "$0\n            src"),
                tampering(
                        "asks for no token for a fork",
                        "review.yml",
                        "&& github.event.pull_request.head.repo.full_name == github.repository",
                        ""),
                tampering(
                        "deploys after an approval only",
                        "deploy.yml",
                        "environment: production",
                        "environment: staging"),
                tampering(
                        "deploys after an approval only",
                        "deploy.yml",
                        "cancel-in-progress: false",
                        "cancel-in-progress: true"),
                tampering("deploys no example value", "deploy.yml", "synth --strict", "synth"),
                tampering("deploys no example value", "deploy.yml", "deploy --all --strict", "deploy --all"),
                tampering("leaves no stack unprotected", "deploy.yml", "cdk deploy --all", "$0 -c firstDeploy=true"),
                tampering(
                        "leaves no stack unprotected",
                        "deploy.yml",
                        "        env:\n",
                        "$0          CDK_CONTEXT_JSON: '{\"firstDeploy\": true}'\n"),
                tampering("tests the office's scripts under both shells", "ci.yml", "shell: powershell", "shell: pwsh"),
                tampering("tests the office's scripts under both shells", "ci.yml", "Invoke-Pester", "Write-Output"),
                tampering(
                        "tests the office's scripts under both shells",
                        "ci.yml",
                        "os: windows-latest",
                        "os: ubuntu-latest"),
                tampering(
                        "tests the office's scripts under both shells",
                        "ci.yml",
                        "if: runner.os == 'Windows'",
                        "if: runner.os == 'Linux'"));
    }

    private static DynamicTest tampering(String rule, String file, String pattern, String replacement) {
        return dynamicTest("%s %s: notices %s".formatted(file, rule, replacement.strip()), () -> {
            Workflow real = Workflow.named(file);
            var tampered = new Workflow(file, real.text().replaceFirst(pattern, replacement));
            assertThat(tampered.text()).as("the tampering").isNotEqualTo(real.text());
            assertThat(RULES.get(rule).apply(tampered)).isNotEmpty();
        });
    }

    /** Two versions of one action are two things to trust, and one of them is forgotten. */
    @Test
    void everyWorkflowUsesTheSameVersionOfAnAction() {
        var versions = new TreeMap<String, String>();
        for (Workflow workflow : Workflow.all()) {
            PIN.matcher(workflow.text())
                    .results()
                    .forEach(pin -> assertThat(versions.merge(pin.group(1), pin.group(2), (first, other) -> first))
                            .as("%s in %s", pin.group(1), workflow)
                            .isEqualTo(pin.group(2)));
        }
        assertThat(versions).containsKey("actions/checkout");
    }

    @Test
    void everyWorkflowRunsTheCommandLineThatIsPinned() throws IOException {
        String pinned = new ObjectMapper()
                .readTree(new File("package.json"))
                .at("/devDependencies/aws-cdk")
                .asText();

        assertThat(programs()
                        .flatMap(text ->
                                COMMAND_LINE.matcher(text).results().map((MatchResult found) -> found.group(1))))
                .isNotEmpty()
                .containsOnly(pinned);
        assertThat(programs()).noneMatch(text -> text.contains("npx aws-cdk") || text.contains("aws-cdk@latest"));
    }

    private static Stream<String> programs() throws IOException {
        return Stream.concat(
                Workflow.all().stream().map(Workflow::text),
                Stream.of(Files.readString(Path.of(".ci/run")), Files.readString(Path.of(".ci/review"))));
    }

    /** A pull request could otherwise change its own judge, or what has rights, with the approval of anybody. */
    @Test
    void whatJudgesAndWhatHasRightsIsOwned() throws IOException {
        List<String> owned = Files.readAllLines(Path.of(".github/CODEOWNERS")).stream()
                .filter(line -> line.startsWith("/"))
                .map(line -> line.split("\\s+")[0].substring(1))
                .toList();

        assertThat(owned)
                .contains(
                        ".github/",
                        ".ci/",
                        ".mvn/",
                        "bin/",
                        "cdk.json",
                        "deployments/",
                        "docs/audit/",
                        "package.json",
                        "package-lock.json",
                        "pom.xml",
                        "review-waivers.yaml",
                        "src/main/java/com/tallyhybrid/review/",
                        "tools/");
        assertThat(owned)
                .filteredOn(path -> !path.equals("review-waivers.yaml"))
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }
}
