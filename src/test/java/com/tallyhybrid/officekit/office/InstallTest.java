package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.powershell.Node;
import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.Table;
import com.tallyhybrid.testkit.powershell.World.Process;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The installer, carried out on a server that behaves as Windows and Duplicati 2.3.0.4 do. */
class InstallTest {

    /** The kit's job first runs on 1 December at 16:30 UTC. */
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

    private static final String RELEASE = "duplicati-2.3.0.4_stable_2026-07-09-win-x64-gui.msi";

    private final OfficeServer server = new OfficeServer(NOW);

    private int install(String... more) {
        return install(server, more);
    }

    private static int install(OfficeServer server, String... more) {
        var arguments = new ArrayList<>(List.of("-Msi", OfficeServer.INSTALLER, "-Sha256", OfficeServer.SHA256));
        arguments.addAll(List.of(more));
        return server.run("Install-BackupAgent.ps1", Start.file(arguments.toArray(String[]::new)));
    }

    private String refusal(String... more) {
        assertThat(install(more)).as("exit code").isEqualTo(1);
        assertThat(server.world.changes()).as("changes").isEmpty();
        assertThat(server.credentials).isEmpty();
        return server.world.errors().get(0);
    }

    private JsonNode imported() throws Exception {
        return new ObjectMapper().readTree(server.world.files().get("imported"));
    }

    @Test
    void installsRunsTheJobAndSeesTheBackupArrive() {
        assertThat(install()).as(String.valueOf(server.world.errors())).isZero();

        assertThat(server.duplicati.jobs).containsExactly("Tally daily sharma-traders-pune");
        assertThat(server.steps).startsWith("StoreSecrets", "CheckSecrets", "ListJobs", "ImportJob", "StartJob");
        assertThat(server.credentials)
                .containsKeys("tally-s3-id", "tally-s3-secret", "tally-backup-passphrase", DuplicatiServer.KEY_NAME);
        assertThat(server.world.output()).last().asString().startsWith("The first backup arrived at 2026-12-01T");
    }

    /** Nobody sits before the console of SYSTEM; and the key is handed to that one process, in its environment. */
    @Test
    void asksServerUtilWithTheServersKeyAndAnEmptyInput() {
        install();

        assertThat(server.duplicati.asked).hasSizeGreaterThan(3).allSatisfy(process -> {
            assertThat(process.waits()).isFalse();
            assertThat(process.environment()).containsEntry("SETTINGS_ENCRYPTION_KEY", DuplicatiServer.KEY);
            assertThat(process.arguments()).doesNotContain(DuplicatiServer.KEY, "--wait");
        });
        assertThat(server.duplicati.asked)
                .extracting(Process::arguments)
                .contains(List.of("run", "Tally daily sharma-traders-pune", "--quiet"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$environment['SETTINGS_ENCRYPTION_KEY'] = $key -> $environment['OTHER'] = $key",
                "'duplicati-server-encryption-key' -> 'duplicati-key'",
            })
    void failsInTimeWhenServerUtilCannotSignIn(String mistake) {
        assertThat(install(server.with(tampered("Invoke-SystemStep.ps1", mistake))))
                .isEqualTo(1);

        assertThat(server.world.errors()).singleElement().asString().contains("Failed to obtain a signin token");
        assertThat(server.duplicati.jobs).isEmpty();
    }

    @Test
    void waitsUntilTheServerAnswersBeforeItAsks() {
        server.duplicati.startsIn = Duration.ofSeconds(170);

        assertThat(install()).isZero();
    }

    @Test
    void noticesWhenNobodyWaitsForTheServer() {
        assertThat(install(server.with(tampered("Install-BackupAgent.ps1", "        Wait-Server\n -> "))))
                .isEqualTo(1);
        assertThat(server.world.errors()).singleElement().asString().contains("No database found");
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() {
        server.duplicati.startsIn = null;

        assertThat(install()).isEqualTo(1);
        assertThat(server.world.errors()).singleElement().asString().contains("does not answer on port 8200");
        assertThat(Duration.between(NOW, server.world.now())).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    }

    @ParameterizedTest
    @CsvSource({
        "Duplicati, 2.3.0.3, x64;1033",
        "Duplicati, 2.3.0.40, x64;1033",
        "Duplicati, 2.3.1.0, x64;1033",
        "Duplicati Agent, 2.3.0.4, x64;1033",
        "Duplicati, 2.3.0.4, Arm64;1033",
        "Duplicati, 2.3.0.4, Intel;1033",
        "Something else, 1.0, x64;1033",
    })
    void refusesAnotherInstaller(String name, String version, String platform) {
        server.msi.putAll(Map.of("ProductName", name, "ProductVersion", version, "Platform", platform));

        assertThat(refusal())
                .contains(name + " " + version, "this kit is for Duplicati 2.3.0.4 only", "get " + RELEASE);
    }

    @Test
    void refusesAnInstallerThatSaysNothingOfItself() {
        server.msi.remove("ProductVersion");

        assertThat(refusal()).contains("get " + RELEASE);
    }

    @ParameterizedTest
    @CsvSource({"Duplicati, 2.2.0.3", "Duplicati, 2.3.1.0", "Duplicati Agent, 2.3.0.4"})
    void refusesAServerWithAnotherDuplicati(String name, String version) {
        server.products.add(List.of(name, version));

        assertThat(refusal()).contains(name + " " + version + " is installed", "for Duplicati 2.3.0.4 only");
    }

    @Test
    void goesOnWhereTheSameDuplicatiIs() {
        server.products.add(List.of("Duplicati", "2.3.0.4"));
        server.service = true;
        server.duplicati.start();
        server.listeners.add(8200);

        assertThat(install()).isZero();
        assertThat(server.world.output()).contains("Duplicati is installed already.");
    }

    @Test
    void refusesAServerWhoseDuplicatiWasCopiedThere() {
        server.world.file("C:\\Program Files\\Duplicati 2\\Duplicati.WindowsService.exe", "");

        assertThat(refusal()).contains("that no installer has registered");
    }

    @Test
    void refusesAServerWhoseDuplicatiLiesElsewhere() {
        server.products.add(List.of("Duplicati", "2.3.0.4"));
        server.world.command("Test-Path", call -> false);

        assertThat(refusal()).contains("Duplicati is registered and not in C:\\Program Files\\Duplicati 2");
    }

    @Test
    void refusesAPortThatIsTaken() {
        server.listeners.add(8200);

        assertThat(refusal()).contains("another program listens on port 8200");
    }

    @Test
    void refusesAPortThatIsTakenWhileTheServiceStands() {
        server.products.add(List.of("Duplicati", "2.3.0.4"));
        server.service = true;
        server.listeners.add(8200);

        assertThat(refusal()).contains("another program listens on port 8200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "T:\\Data | service sees no mapped drive",
                "E:\\Data | there is no drive E:",
                "\\\\nas\\tally | is on another computer",
                "D:\\Tally | no folder D:\\Tally",
                "D:\\Fresh | is empty, and Duplicati saves nothing at all",
                "Data | is no whole path",
                "D:\\TallyPrime\\Data\" -SkipFirstRun | without the backslash at its end",
            })
    void refusesAFolderThatTheServiceCannotSave(String folder, String because) {
        server.drives.put("T:", 4);
        server.folders.put("T:\\Data", 3);
        server.folders.put("D:\\Fresh", 0);

        assertThat(refusal("-DataFolder", folder)).contains(because);
    }

    @Test
    void refusesTheJobsOwnFoldersToo() {
        server.folders.put("D:\\TallyPrime\\Backups", 0);
        server.folders.remove("D:\\TallyPrime\\Data");

        assertThat(refusal()).contains("D:\\TallyPrime\\Backups\\ is empty", "no folder D:\\TallyPrime\\Data\\");
    }

    @Test
    void takesSeveralFoldersFromACommandLine() throws Exception {
        server.folders.put("D:\\Sharma, Gupta", 1);
        install("-SkipFirstRun", "-DataFolder", "D:\\TallyPrime\\Data, D:\\TallyPrime\\Backups");
        assertThat(imported().at("/Backup/Sources"))
                .extracting(JsonNode::asText)
                .containsExactly("D:\\TallyPrime\\Data\\", "D:\\TallyPrime\\Backups\\");

        server.duplicati.jobs.clear();
        install("-SkipFirstRun", "-DataFolder", "D:\\Sharma, Gupta");
        assertThat(imported().at("/Backup/Sources"))
                .extracting(JsonNode::asText)
                .containsExactly("D:\\Sharma, Gupta\\");
    }

    @Test
    void takesSeveralFoldersAtAPrompt() throws Exception {
        server.run(
                "Install-BackupAgent.ps1",
                Start.typed(new Table()
                        .with("Msi", OfficeServer.INSTALLER)
                        .with("Sha256", OfficeServer.SHA256)
                        .with("SkipFirstRun", true)
                        .with("DataFolder", List.of("D:\\TallyPrime\\Data", "D:\\TallyPrime\\Backups\\"))));

        assertThat(imported().at("/Backup/Sources"))
                .extracting(JsonNode::asText)
                .containsExactly("D:\\TallyPrime\\Data\\", "D:\\TallyPrime\\Backups\\");
    }

    /** Duplicati starts at once what should have started already. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:00:00Z, 2026-12-01T16:30:00Z",
        "2026-12-01T16:29:59Z, 2026-12-01T16:30:00Z",
        "2026-12-01T16:30:00Z, 2026-12-02T16:30:00Z",
        "2026-12-02T09:00:00Z, 2026-12-02T16:30:00Z",
        "2026-12-02T18:00:00Z, 2026-12-03T16:30:00Z",
        "2027-12-01T09:00:00Z, 2027-12-01T16:30:00Z",
        "2028-02-29T23:59:59Z, 2028-03-01T16:30:00Z",
    })
    void movesTheFirstRunIntoTheFuture(Instant now, String time) throws Exception {
        var later = new OfficeServer(now);
        later.duplicati.startsIn = Duration.ZERO;

        assertThat(install(later, "-SkipFirstRun")).isZero();

        assertThat(new ObjectMapper()
                        .readTree(later.world.files().get("imported"))
                        .at("/Schedule/Time")
                        .asText())
                .isEqualTo(time);
        assertThat(later.steps).doesNotContain("StartJob");
    }

    /** All but the time and the folders goes to Duplicati as the kit has it. */
    @Test
    void importsTheJobOfTheKit() throws Exception {
        install("-SkipFirstRun");

        assertThat(imported()).isEqualTo(new ObjectMapper().readTree(ExampleKit.text("duplicati-job.json")));
    }

    @Test
    void leavesAJobThatIsThereAsItIs() {
        server.duplicati.jobs.add("Tally daily sharma-traders-pune-2");
        assertThat(install("-SkipFirstRun")).isZero();
        assertThat(server.duplicati.jobs).hasSize(2);

        assertThat(install("-SkipFirstRun")).isZero();
        assertThat(server.duplicati.jobs).hasSize(2);
        assertThat(server.world.warnings()).anyMatch(warning -> warning.contains("already; it is left as it is"));
    }

    @Test
    void tellsWhenTheRunEndsAndNothingArrived() {
        server.duplicati.stores = false;

        assertThat(install()).isEqualTo(1);
        assertThat(server.world.errors()).singleElement().asString().contains("no finished backup has arrived");
        assertThat(Duration.between(NOW, server.world.now())).isLessThan(Duration.ofMinutes(20));
    }

    @Test
    void stopsWaitingForALongRunWithoutCallingItAFailure() {
        server.duplicati.runsFor = Duration.ofDays(3);

        assertThat(install("-FirstRunHours", "2")).isZero();
        assertThat(server.world.warnings()).singleElement().asString().contains("within 2 hours. It goes on");
        assertThat(Duration.between(NOW, server.world.now())).isLessThan(Duration.ofHours(3));
    }

    @Test
    void changesNothingWhenItIsOnlyAsked() {
        assertThat(install("-SkipFirstRun", "-WhatIf")).isZero();

        assertThat(server.world.changes()).hasSizeGreaterThan(4).allMatch(change -> change.startsWith("What if: "));
        assertThat(server.steps).isEmpty();
        assertThat(server.credentials).isEmpty();
        assertThat(server.world.output()).containsExactly("Nothing was changed.");
    }

    /** Usage reports are on unless this variable says "none" (Library/UsageReporter/Reporter.cs), and updates are looked for. */
    @Test
    void tellsNobodyElseOfTheServer() throws Exception {
        install("-SkipFirstRun");
        JsonNode preload = new ObjectMapper().readTree(server.preload());

        assertThat(preload.at("/env/*/USAGEREPORTER_Duplicati_LEVEL").asText()).isEqualTo("none");
        assertThat(preload.at("/args/server/0").asText()).isEqualTo("--disable-update-check=true");
        assertThat(preload.at("/db/server/--secret-provider").asText()).isEqualTo("wincred://");
    }

    @Test
    void changesTheKeyAlone() {
        install();
        server.steps.clear();

        assertThat(server.run("Install-BackupAgent.ps1", Start.file("-OnlySecrets")))
                .isZero();
        assertThat(server.steps).containsExactly("StoreSecrets");
        assertThat(server.world.output()).last().asString().startsWith("Stored, and S3 accepts the key.");
    }

    @Test
    void doesNotAskForARuntimeThatDuplicatiDoesNotNeed() {
        assertThat(OfficeScripts.texts().get("Install-BackupAgent.ps1")).doesNotContain("VisualStudio", "Visual C++");
    }

    private static Map<String, Node> tampered(String script, String mistake) {
        String[] change = mistake.split(" -> ", 2);
        return OfficeScripts.tampered(script, text -> text.replace(change[0], change[1]));
    }
}
