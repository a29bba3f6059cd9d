package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type: the real command line, in processes of its own, without AWS credentials. */
class CommandLineTest {

    @TempDir
    Path out;

    /**
     * Other processes, another JVM, another language of the computer: the same bytes. The tests set the CDK's feature
     * flags themselves, so this also shows that the command line and the tests see the same templates.
     */
    @Test
    void synthesizesTheReviewedTemplatesByteForByte() throws Exception {
        Run run = cdk(Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=mr -Duser.country=IN"), "synth", "--quiet");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(GoldenTemplatesTest.templatesIn(out))
                .isEqualTo(GoldenTemplatesTest.templatesIn(GoldenTemplatesTest.GOLDEN));
        assertThat(run.text())
                .containsOnlyOnce("Replace before a deploy: gatewayIp 198.51.100.10 of office pune is an example")
                .doesNotContain("failed", "violation");
    }

    /** So nobody deploys an address of the documentation by mistake, if he asks for it: the workflow does. */
    @Test
    void holdsOnWhatMustBeReplacedWhereItIsAskedToBeStrict() throws Exception {
        Run run = cdk(Map.of(), "synth", "--quiet", "--strict");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text())
                .containsOnlyOnce("Replace before a deploy: gatewayIp 198.51.100.10 of office pune is an example");
    }

    /** A choice that the owner made is told at every deploy and never stops one. */
    @Test
    void takesNotesForAChoiceWhereItIsAskedToBeStrict() throws Exception {
        String withoutBudget = "deployment=src/test/resources/deployments/ready.yaml";

        Run run = cdk(Map.of(), "synth", "--quiet", "--strict", "-c", withoutBudget, "-c", "firstDeploy=true");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .containsOnlyOnce("Note: nobody is told when costs rise")
                .containsOnlyOnce("Note: firstDeploy=true leaves every stack without protection");
    }

    @Test
    void saysThatABudgetIsSpentInAnyCase() throws Exception {
        Path settings = Files.writeString(
                Path.of("target/low-budget.yaml"),
                Files.readString(Path.of("src/test/resources/deployments/backup-only.yaml"))
                        .replace("monthlyBudgetUsd: 25", "monthlyBudgetUsd: 5"));

        Run run = cdk(Map.of(), "synth", "--quiet", "-c", "deployment=" + settings);

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .containsOnlyOnce("Note: the budget of 5 USD per month is below what is paid whatever is done");
    }

    @Test
    void refusesABadFileWithAllItsProblemsAndWritesNothing() throws Exception {
        Path refused = Path.of("src/test/resources/refused/all-many-problems");

        Run run = cdk(Map.of(), "synth", "--quiet", "-c", "deployment=" + refused + ".yaml");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text())
                .contains(Files.readString(Path.of(refused + ".txt")).strip())
                .doesNotContain("\tat ", "Exception");
        assertThat(templatesOrManifest()).isEmpty();
    }

    /** The keys of a server changed at once would stop its backups; the file alone does not show it. */
    @Test
    void refusesAChangeThatTakesAKeyBeforeTheServerHasTheNext(@TempDir Path files) throws Exception {
        String deployed = Files.readString(Path.of("src/test/resources/deployments/backup-only.yaml"));
        Path next = files.resolve("next.yaml");
        Files.writeString(
                next,
                deployed.replaceFirst(
                        "( *)- name: (.*)", "$1- name: $2\n$1  keySerials: [2]\n$1  retiredKeySerials: [1]"));

        Run run = cdk(
                Map.of(),
                "list",
                "-c",
                "deployment=" + next,
                "-c",
                "previous=src/test/resources/deployments/backup-only.yaml");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text()).contains("keySerials", "deploy [1, 2] first").doesNotContain("\tat ", "Exception");
    }

    @Test
    void refusesAFirstDeployThatIsNeitherTrueNorFalse() throws Exception {
        Run run = cdk(Map.of(), "synth", "--quiet", "-c", "firstDeploy=yes");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text())
                .contains("The context key firstDeploy is refused: it is \"yes\", allowed are true and false")
                .doesNotContain("\tat ", "Exception");
        assertThat(templatesOrManifest()).isEmpty();
    }

    /** The templates of the first day are those that were reviewed, and every synth says that protection is off. */
    @Test
    void theFirstDayLeavesTheTemplatesAloneAndTheProtectionOff() throws Exception {
        Run run = cdk(Map.of(), "synth", "--quiet", "-c", "firstDeploy=true");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).containsOnlyOnce("Note: firstDeploy=true leaves every stack without protection");
        assertThat(GoldenTemplatesTest.templatesIn(out))
                .isEqualTo(GoldenTemplatesTest.templatesIn(GoldenTemplatesTest.GOLDEN));
        assertThat(Files.readString(out.resolve("manifest.json"))).doesNotContain("\"terminationProtection\": true");
    }

    @Test
    void listsTheStacksOfTheBackupOnlyProfile() throws Exception {
        Run run = cdk(Map.of(), "list", "-c", "deployment=src/test/resources/deployments/backup-only.yaml");

        assertThat(run.exitCode()).as(run.text()).isZero();
        String deployment = Synthesized.backupOnly().templates().deployment();
        assertThat(run.text().lines().filter(line -> line.startsWith(deployment + "-")))
                .containsExactly(
                        deployment + "-Alerting",
                        deployment + "-Replica",
                        deployment + "-Backup",
                        deployment + "-Audit",
                        deployment + "-Operations");
    }

    private List<String> templatesOrManifest() throws IOException {
        try (var files = Files.list(out)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }

    private Run cdk(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(npx(), "--yes", "aws-cdk@" + cdkVersion()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--output", out.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        builder.environment().putAll(environment);
        File log = File.createTempFile("cdk", ".log", out.toFile());
        Process process = builder.redirectOutput(log).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the command ends").isTrue();
        return new Run(process.exitValue(), Files.readString(log.toPath()));
    }

    private record Run(int exitCode, String text) {}

    private static String npx() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "npx.cmd" : "npx";
    }

    private static String cdkVersion() throws IOException {
        return new ObjectMapper()
                .readTree(new File("package.json"))
                .at("/devDependencies/aws-cdk")
                .asText();
    }
}
