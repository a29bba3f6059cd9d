package com.tallyhybrid.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pack is written whole or not at all, and the exit code says how it stands. */
class EvidenceCommandTest {

    private static final Path RESOURCES = ExampleEvidence.RESOURCES;

    @TempDir
    private Path folder;

    private Path pack;

    /** What the program did. */
    record Ran(int code, String out, String err) {}

    @BeforeEach
    void choosePlace() {
        pack = folder.resolve("pack");
    }

    private Ran run(String... more) {
        return run(ExampleEvidence.templates(), more);
    }

    private Ran run(Path templates, String... more) {
        List<String> arguments = new ArrayList<>(List.of(templates.toString(), "--output", pack.toString()));
        List<String> given = List.of(more);
        if (!given.contains("--deployment")) {
            arguments.addAll(List.of("--deployment", "deployments/example.yaml"));
        }
        if (!given.contains("--today")) {
            arguments.addAll(List.of("--today", ExampleEvidence.TODAY.toString()));
        }
        arguments.addAll(given);
        var out = new StringWriter();
        var err = new StringWriter();
        int code = EvidenceCommand.run(
                new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    private void assertRefused(Ran ran, String... words) throws IOException {
        assertThat(ran.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> path.getFileName().toString().matches("pack|\\.evidence-.*")))
                    .as("no pack, and nothing of one")
                    .isEmpty();
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path changed(String name, String from, String to) throws IOException {
        String text = Files.readString(RESOURCES.resolve(name));
        assertThat(text).contains(from);
        return file(name, text.replace(from, to));
    }

    @Test
    void writesThePackAndPrintsTheHashOfItsList() throws IOException {
        Ran ran = run();

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("index.html", PackFile.sha256(Files.readAllBytes(pack.resolve("SHA256SUMS"))));
        for (String line : Files.readAllLines(pack.resolve("SHA256SUMS"))) {
            String[] entry = line.split("  ");
            assertThat(PackFile.sha256(Files.readAllBytes(pack.resolve(entry[1]))))
                    .isEqualTo(entry[0]);
        }
        try (Stream<Path> files = Files.walk(pack)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(Files.readAllLines(pack.resolve("SHA256SUMS")).size() + 1);
        }
    }

    @Test
    void neverWritesOverAnythingThatIsThere() throws IOException {
        assertThat(run().code()).isZero();
        String before = Files.readString(pack.resolve("SHA256SUMS"));
        Ran again = run();

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");
        assertThat(Files.readString(pack.resolve("SHA256SUMS"))).isEqualTo(before);
    }

    @Test
    void aDayThatNobodyAnswersForFailsAndThePackIsWritten() {
        Ran ran = run("--arrivals", RESOURCES.resolve("arrivals.json").toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAIL register-daily", "sharma-traders-nashik", "3 such days");
        assertThat(pack.resolve("register.csv")).content().contains("NOT_EXPLAINED");
    }

    @Test
    void aWaiverTurnsAFailureIntoAnAcceptedOneUntilItsDay() throws IOException {
        Path templates = weakened();
        Ran without = run(templates);
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.out()).contains("FAIL logs-kept", "sharma-traders-Network/PuneVpnLog", "180", "365 or more");

        pack = folder.resolve("second");
        Path waived = file("waived.yaml", """
                deployment: sharma-traders
                waivers:
                  - control: logs-kept
                    resource: sharma-traders-Network/PuneVpnLog
                    reason: The router in Pune keeps the same log for two years by itself.
                    owner: R. Sharma
                    expires: 2027-03-31
                """);
        Ran with = run(templates, "--attestations", waived.toString());
        assertThat(with.err()).isEmpty();
        assertThat(with.code()).isZero();
        assertThat(pack.resolve("waivers.csv")).content().contains("logs-kept,\"sharma-traders-Network/PuneVpnLog\"");
        assertThat(pack.resolve("evidence.csv")).content().contains("WAIVED");
    }

    /** The example's templates with a log that is kept for too short. */
    private Path weakened() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("weakened"));
        try (Stream<Path> files = Files.list(ExampleEvidence.templates())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path network = copy.resolve("sharma-traders-Network.template.json");
        String text = Files.readString(network);
        int log = text.indexOf("\"PuneVpnLog\": {");
        Files.writeString(network, text.substring(0, log) + text.substring(log).replaceFirst("400", "180"));
        return copy;
    }

    @Test
    void aWaiverOfWhatDoesNotFailIsRefused() throws IOException {
        Path waived = file("waived.yaml", """
                deployment: sharma-traders
                waivers:
                  - control: logs-kept
                    resource: sharma-traders-Network/PuneVpnLog
                    reason: The router in Pune keeps the same log for two years by itself.
                    owner: R. Sharma
                    expires: 2027-03-31
                """);
        assertRefused(
                run("--attestations", waived.toString()),
                "logs-kept does not fail on sharma-traders-Network/PuneVpnLog");
    }

    @Test
    void templatesOfAnotherDeploymentAreRefused() throws IOException {
        Path other = Synthesized.backupOnly().folder();
        assertRefused(run(other), "gupta-steel-Backup", "another deployment than sharma-traders");
    }

    @Test
    void templatesThatAreOlderThanTheSettingsAreRefused() throws IOException {
        Path settings = file(
                "example.yaml",
                Files.readString(Path.of("deployments/example.yaml"))
                        .replace("- accounts@example.com", "- new@example.com"));
        assertRefused(
                run("--deployment", settings.toString()),
                "older than the settings: alerts to new@example.com",
                "of other settings: alerts to accounts@example.com");
    }

    @Test
    void aFolderThatIsNoAssemblyIsRefused() throws IOException {
        assertRefused(run(folder), "holds no manifest.json");
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        Path broken = file("broken.json", "{");
        assertRefused(
                run(
                        folder,
                        "--arrivals",
                        broken.toString(),
                        "--drills",
                        broken.toString(),
                        "--tests",
                        broken.toString()),
                "4 problems",
                "no manifest.json",
                "this is not JSON; export again",
                "this is not JSON; copy it",
                "run mvn verify");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'sharma-traders-backup-111122223333' | 'other-firm-backup-111122223333' | is of bucket other-firm-backup
            '\\"account\\":\\"111122223333\\"'   | '\\"account\\":\\"999999999999\\"' | in account 999999999999
            'duplicati-verification.json'        | 'duplicati-b1.dblock.zip.aes'      | is no arrival of a backup
            '"searchedLogStreams"'               | '"NextToken": "x", "searchedLogStreams"' | stops in the middle
            '"events"'                           | '"results"'                        | no list 'events'
            '2026-10-05T'                        | '2026-13-05T'                      | cannot be read
            """)
    void anExportOfSomethingElseIsRefused(String from, String to, String words) throws IOException {
        assertRefused(run("--arrivals", changed("arrivals.json", from, to).toString()), words);
    }

    @Test
    void anOldExportIsRefused() throws IOException {
        assertRefused(
                run("--arrivals", RESOURCES.resolve("arrivals.json").toString(), "--today", "2026-12-02"),
                "the newest backup in it is of 2026-11-27, and today is 2026-12-02");
    }

    @Test
    void anExportFromTheFutureIsRefused() throws IOException {
        assertRefused(
                run("--arrivals", RESOURCES.resolve("arrivals.json").toString(), "--today", "2026-11-20"),
                "after 2026-11-20, the day of the pack");
    }

    /** PowerShell 5.1 writes UTF-16 with a mark where the output of a command is redirected. */
    @Test
    void anExportThatPowerShellRedirectedIsRead() throws IOException {
        String text = Files.readString(RESOURCES.resolve("arrivals.json"));
        Path windows = folder.resolve("windows.json");
        Files.write(windows, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));

        assertThat(run("--arrivals", windows.toString()).code()).isEqualTo(1);
    }

    @Test
    void anEventThatWasDeliveredTwiceCountsOnce() throws IOException {
        String text = Files.readString(RESOURCES.resolve("arrivals.json"));
        int end = text.indexOf("  },");
        String first = text.substring(text.indexOf("  {"), end + 4);
        Path twice = file(
                "twice.json",
                text.replaceFirst(
                        "\"events\": \\[",
                        "\"events\": [\n" + first.replace("\\", "\\\\").replace("$", "\\$")));
        run("--arrivals", twice.toString());
        String doubled = Files.readString(pack.resolve("register.csv"));
        pack = folder.resolve("once");
        run("--arrivals", RESOURCES.resolve("arrivals.json").toString());

        assertThat(doubled).isEqualTo(Files.readString(pack.resolve("register.csv")));
    }

    @Test
    void aDrillOfAnotherDeploymentIsRefused() throws IOException {
        Path drill = changed("drill.json", "\"sharma-traders\"", "\"gupta-steel\"");
        assertRefused(run("--drills", drill.toString()), "a drill of gupta-steel, not of sharma-traders");
    }

    @Test
    void aDrillThatFailedIsShownAndDoesNotCount() throws IOException {
        Path drill = changed(
                "drill.json",
                "\"Result\": \"Success\",\n  \"Failure\": \"\"",
                "\"Result\": \"Failed\",\n  \"Failure\": \"no disk\"");
        Ran ran = run("--drills", drill.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAIL drill-done", "0 successes of 1");
        assertThat(pack.resolve("index.html")).content().contains("Failed: no disk");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deployment: sharma-traders       | deployment: gupta-steel       | line 2: deployment: these are the attestations of 'gupta-steel'
            control: office-books            | control: office-boks          | there is no control 'office-boks'
            control: office-books            | control: backup-lock          | people attest OFFICE and RUNNING controls only
            control: office-restore          | control: office-books         | a second entry for office-books
            'on: 2026-10-12'                 | 'on: 2026-02-30'              | is no day of the calendar
            'on: 2026-10-12'                 | 'on: 2026-12-12'              | is after 2026-11-28
            'on: 2026-10-12'                 | 'on: 2026-01-12'              | so it ran out on 2026-07-12
            every: half-year                 | every: decade                 | give how often it is said anew
            'until: 2026-11-09'              | 'until: 2026-11-07'           | is before 2026-11-08
            kind: holiday                    | kinde: holiday                | did you mean 'kind'?
            'owner: R. Sharma, proprietor'   | 'owner: --'                   | give who answers for it
            'reason: Diwali;'                | '# Diwali;'                   | missing; give at least 10 characters
            """)
    void attestationsAreRefusedAsSettingsAre(String from, String to, String words) throws IOException {
        assertRefused(
                run("--attestations", changed("attestations.yaml", from, to).toString()), words, "line ");
    }

    @Test
    void attestationsThatCannotBeReadAreRefused() throws IOException {
        assertRefused(run("--attestations", folder.resolve("none.yaml").toString()), "there is no such file");
        assertRefused(run("--attestations", file("empty.yaml", " ").toString()), "the file is empty");
        Path foreign = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        assertRefused(run("--attestations", foreign.toString()), "not UTF-8");
        Path marked = file("marked.yaml", "\uFEFFdeployment: sharma-traders\r\n");
        assertThat(run("--attestations", marked.toString()).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-27, expired on 2026-11-27", "2028-01-01, is more than 366 days ahead"})
    void aWaiverEnds(String expires, String words) throws IOException {
        Path waived = file("waived.yaml", """
                deployment: sharma-traders
                waivers:
                  - control: logs-kept
                    resource: sharma-traders-Network/PuneVpnLog
                    reason: The router in Pune keeps the same log for two years by itself.
                    owner: R. Sharma
                    expires: %s
                """.formatted(expires));
        assertRefused(run("--attestations", waived.toString()), words);
    }

    @Test
    void resultsOfTestsStandBesideTheControlsAndAFailedOneFailsThem() throws IOException {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        Map<String, StringBuilder> classes = new TreeMap<>();
        for (Control control : Control.all()) {
            control.test()
                    .map(test -> test.split("#"))
                    .ifPresent(test -> classes.computeIfAbsent(test[0], first -> new StringBuilder())
                            .append("<testcase classname='com.tallyhybrid.%s' name='%s(Synthesized)[1]'/>"
                                    .formatted((Object[]) test)));
        }
        for (Map.Entry<String, StringBuilder> one : classes.entrySet()) {
            Files.writeString(
                    reports.resolve("TEST-com.tallyhybrid.%s.xml".formatted(one.getKey())),
                    "<testsuite>" + one.getValue() + "</testsuite>");
        }
        Ran good = run("--tests", reports.toString());
        assertThat(good.code()).isZero();
        assertThat(pack.resolve("evidence.csv")).content().contains("\"LockedBucketTest#keepsEveryVersion\",passed");

        pack = folder.resolve("second");
        Files.writeString(
                reports.resolve("TEST-again.LockedBucketTest.xml"),
                "<testsuite><testcase classname='LockedBucketTest' name='keepsEveryVersion'><failure/></testcase></testsuite>");
        Ran bad = run("--tests", reports.toString());
        assertThat(bad.code()).isEqualTo(1);
        assertThat(pack.resolve("evidence.csv")).content().contains("\"LockedBucketTest#keepsEveryVersion\",failed");

        Files.delete(reports.resolve("TEST-com.tallyhybrid.AgentsTest.xml"));
        pack = folder.resolve("third");
        Ran absent = run("--tests", reports.toString());
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err())
                .contains(
                        "there is no result of AgentsTest#findEachKeyInASecretOfItsOwn, which control secrets-encrypted names");
        assertThat(pack).doesNotExist();
    }
}
