package com.tallyhybrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.CdkCommandLine;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What people type: the real command line, in processes of its own, without AWS credentials. */
@Execution(ExecutionMode.CONCURRENT)
class CommandLineTest {

    /** The validator takes half of a synth, and is the subject of one test. */
    private static final Map<String, String> WITHOUT_VALIDATOR = Map.of("CDK_VALIDATION", "false");

    private static final Path ASSEMBLIES = Path.of("target/assemblies");

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
        assertThat(Files.readAllLines(Path.of("docs/images/synth.txt")))
                .as("what the picture of this command shows; tools/pictures makes it anew")
                .filteredOn(line -> !line.startsWith("Successfully synthesized to "))
                .allSatisfy(line -> assertThat(run.text()).contains(line));
    }

    /**
     * So nobody deploys an address of the documentation by mistake, if he asks for it: the workflow does. It also holds on
     * an assembly that nothing has changed since, which is handed over again.
     */
    @Test
    void holdsOnWhatMustBeReplacedWhereItIsAskedToBeStrict() throws Exception {
        Map<String, String> environment = Map.of("CDK_VALIDATION", "false", "TALLY_ASSEMBLY_CACHE", "on");
        Run made = cdk(environment, "synth", "--quiet", "--strict");
        Map<Path, FileTime> kept = kept();
        Files.delete(out.resolve("manifest.json"));
        Run again = cdk(environment, "synth", "--quiet", "--strict");

        for (Run run : List.of(made, again)) {
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.text())
                    .containsOnlyOnce("Replace before a deploy: gatewayIp 198.51.100.10 of office pune is an example");
        }
        assertThat(kept()).as("what is kept is not made anew").isNotEmpty().isEqualTo(kept);
        assertThat(GoldenTemplatesTest.templatesIn(out))
                .isEqualTo(GoldenTemplatesTest.templatesIn(GoldenTemplatesTest.GOLDEN));
    }

    /** When each assembly that is kept was made. */
    private static Map<Path, FileTime> kept() throws IOException {
        var made = new TreeMap<Path, FileTime>();
        try (var entries = Files.list(ASSEMBLIES)) {
            for (Path seal : entries.map(entry -> entry.resolve("entry.json"))
                    .filter(Files::exists)
                    .toList()) {
                made.put(seal, Files.getLastModifiedTime(seal));
            }
        }
        return made;
    }

    /** A choice that the owner made is told at every deploy and never stops one. */
    @Test
    void takesNotesForAChoiceWhereItIsAskedToBeStrict() throws Exception {
        String withoutBudget = "deployment=src/test/resources/deployments/ready.yaml";

        Run run = cdk(WITHOUT_VALIDATOR, "synth", "--quiet", "--strict", "-c", withoutBudget, "-c", "firstDeploy=true");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .containsOnlyOnce("Note: nobody is told when costs rise")
                .containsOnlyOnce("Note: firstDeploy=true leaves every stack without protection");
    }

    @Test
    void saysThatABudgetIsSpentInAnyCase() throws Exception {
        Path settings = Files.writeString(
                Path.of("target/low-budget.yaml"),
                Files.readString(Path.of("deployments/backup-only.yaml"))
                        .replace("monthlyBudgetUsd: 25", "monthlyBudgetUsd: 5"));

        Run run = cdk(Map.of(), "synth", "--quiet", "-c", "deployment=" + settings);

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .containsOnlyOnce("Note: the budget of 5 USD per month is below what is paid whatever is done");
    }

    @Test
    void refusesABadFileWithAllItsProblemsAndWritesNothing() throws Exception {
        Path refused = Path.of("src/test/resources/refused/all-many-problems");

        Run run = cdk(WITHOUT_VALIDATOR, "synth", "--quiet", "-c", "deployment=" + refused + ".yaml");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text())
                .contains(Files.readString(Path.of(refused + ".txt")).strip())
                .doesNotContain("\tat ", "Exception");
        assertThat(templatesOrManifest()).isEmpty();
    }

    /** The keys of a server changed at once would stop its backups; the file alone does not show it. */
    @Test
    void refusesAChangeThatTakesAKeyBeforeTheServerHasTheNext(@TempDir Path files) throws Exception {
        String deployed = Files.readString(Path.of("deployments/backup-only.yaml"));
        Path next = files.resolve("next.yaml");
        Files.writeString(
                next,
                deployed.replaceFirst(
                        "( *)- name: (.*)", "$1- name: $2\n$1  keySerials: [2]\n$1  retiredKeySerials: [1]"));

        Run run = cdk(
                WITHOUT_VALIDATOR, "list", "-c", "deployment=" + next, "-c", "previous=deployments/backup-only.yaml");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text()).contains("keySerials", "deploy [1, 2] first").doesNotContain("\tat ", "Exception");
    }

    @Test
    void refusesAFirstDeployThatIsNeitherTrueNorFalse() throws Exception {
        Run run = cdk(WITHOUT_VALIDATOR, "synth", "--quiet", "-c", "firstDeploy=yes");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.text())
                .contains("The context key firstDeploy is refused: it is \"yes\", allowed are true and false")
                .doesNotContain("\tat ", "Exception");
        assertThat(templatesOrManifest()).isEmpty();
    }

    /** The templates of the first day are those that were reviewed, and every synth says that protection is off. */
    @Test
    void theFirstDayLeavesTheTemplatesAloneAndTheProtectionOff() throws Exception {
        Run run = cdk(WITHOUT_VALIDATOR, "synth", "--quiet", "-c", "firstDeploy=true");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).containsOnlyOnce("Note: firstDeploy=true leaves every stack without protection");
        assertThat(GoldenTemplatesTest.templatesIn(out))
                .isEqualTo(GoldenTemplatesTest.templatesIn(GoldenTemplatesTest.GOLDEN));
        assertThat(Files.readString(out.resolve("manifest.json"))).doesNotContain("\"terminationProtection\": true");
    }

    @Test
    void listsTheStacksOfTheBackupOnlyProfile() throws Exception {
        Run run = cdk(WITHOUT_VALIDATOR, "list", "-c", "deployment=deployments/backup-only.yaml");

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
        var command = new ArrayList<>(List.of("node", CdkCommandLine.program().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--output", out.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
        // A test must see a synth, and not what an earlier one has left.
        builder.environment().put("TALLY_ASSEMBLY_CACHE", "off");
        builder.environment().putAll(environment);
        File log = File.createTempFile("cdk", ".log", out.toFile());
        Process process = builder.redirectOutput(log).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the command ends").isTrue();
        return new Run(process.exitValue(), Files.readString(log.toPath()));
    }

    private record Run(int exitCode, String text) {}
}
