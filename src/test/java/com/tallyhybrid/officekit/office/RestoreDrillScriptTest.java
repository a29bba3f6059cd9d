package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.powershell.Interpreter;
import com.tallyhybrid.testkit.powershell.NonTerminatingError;
import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.Table;
import com.tallyhybrid.testkit.powershell.Thrown;
import com.tallyhybrid.testkit.powershell.World;
import com.tallyhybrid.testkit.powershell.World.Ended;
import com.tallyhybrid.testkit.powershell.World.Process;
import com.tallyhybrid.testkit.powershell.World.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The restore test, carried out: what it compares, where it keeps what it decrypts, and that every ending is reported. */
class RestoreDrillScriptTest {

    private static final Instant NOW = Instant.parse("2026-12-06T06:00:00Z");
    private static final String LIVE = "D:\\TallyPrime\\Data";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private final Map<String, String> disk = new TreeMap<>();
    private final List<String> locked = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private final World world = new World(NOW)
            .environment("ProgramData", "C:\\ProgramData")
            .environment("ProgramFiles", "C:\\Program Files")
            .environment("COMPUTERNAME", "PUNE-TALLY")
            .file("office\\tally-backup.json", ExampleKit.text("tally-backup.json"));
    private int code;
    private String log = "";

    RestoreDrillScriptTest() {
        disk.put(LIVE + "\\1\\Company.900", "books of Gupta & Sons");
        disk.put(LIVE + "\\1\\Tran.900", "vouchers");
        world.command("Protect-Folder", call -> {
                    disk.put(call.positional().get(0) + "\\", "");
                    return null;
                })
                .command(
                        "Read-Secret",
                        call -> ((String) call.positional().get(0)).startsWith("Passphrase")
                                ? "seventeen green tall elephants"
                                : ((String) call.positional().get(0)).startsWith("Secret")
                                        ? SECRET
                                        : "AKIAIOSFODNN7EXAMPLE")
                .command("New-Item", call -> null)
                .command("Test-Path", call -> below(call.text("LiteralPath")).size() > 0)
                .command(
                        "Get-ChildItem",
                        call -> below(call.text("LiteralPath")).stream()
                                .filter(path -> !path.endsWith("\\"))
                                .map(this::file)
                                .toList())
                .command("Get-Item", call -> {
                    if (!disk.containsKey(call.text("LiteralPath"))) {
                        throw new NonTerminatingError("Cannot find path");
                    }
                    return file(call.text("LiteralPath"));
                })
                .command("Remove-Item", call -> {
                    below(call.text("LiteralPath")).forEach(disk::remove);
                    return null;
                })
                .command(
                        "Select-String",
                        call -> java.util.regex.Pattern.compile(call.text("Pattern"))
                                .matcher(log)
                                .results()
                                .map(found -> (Object) found.group())
                                .toList())
                .command(
                        "Get-FileHash",
                        call -> new Table()
                                .with("Hash", disk.get(((Table) call.named().get("InputStream")).text("Path"))))
                .member("IO.File::Open", given -> {
                    String path = (String) given.get(0);
                    // Tally has its files open for writing: whoever does not share that is refused.
                    if (locked.contains(path) || path.startsWith(LIVE) && !"ReadWrite, Delete".equals(given.get(3))) {
                        throw new Thrown("IOException", path + " is used by another process");
                    }
                    return new Table().with("Path", path).doing("Dispose", none -> null);
                })
                .program("Duplicati.CommandLine.exe", this::restore);
    }

    private List<String> below(String path) {
        return disk.keySet().stream()
                .filter(file -> file.equals(path) || file.startsWith(path + "\\"))
                .toList();
    }

    private Table file(String path) {
        return new Table()
                .with("FullName", path)
                .with("Length", disk.get(path).length())
                .with("LastWriteTimeUtc", NOW.minusSeconds(90_000));
    }

    private Ended restore(Process process) {
        started.add(process);
        String target = option(process, "restore-path");
        below(LIVE).stream()
                .filter(path -> !path.endsWith("\\"))
                .forEach(path -> disk.put(target + path.substring(LIVE.length()), disk.get(path)));
        disk.put(option(process, "tempdir") + "\\dup-1", "a decrypted volume");
        disk.put(option(process, "log-file"), log);
        return Ended.with(code, "");
    }

    private static String option(Process process, String name) {
        return process.arguments().stream()
                .filter(argument -> argument.startsWith("--" + name + "="))
                .map(argument -> argument.substring(name.length() + 3))
                .findFirst()
                .orElse("C:\\Windows\\Temp");
    }

    private int drill(String... more) {
        var arguments = new ArrayList<>(List.of("-DataFolder", LIVE, "-Scratch", "E:\\r"));
        arguments.addAll(List.of(more));
        return new Interpreter(OfficeScripts.trees(), world)
                .run("Test-Restore.ps1", Start.file(arguments.toArray(String[]::new)));
    }

    private JsonNode evidence() throws Exception {
        assertThat(world.sent()).as(String.valueOf(world.errors())).hasSize(1);
        Sent sent = world.sent().get(0);
        JsonNode evidence = new ObjectMapper().readTree(sent.body());
        assertThat(sent.uri())
                .endsWith("/sharma-traders-pune/reports/20261206T060000Z-restore-test-"
                        + evidence.path("Result").asText() + ".json");
        assertThat(new String(sent.body(), StandardCharsets.UTF_8)).doesNotContain("900", "Gupta", "elephants", SECRET);
        return evidence;
    }

    @Test
    void comparesEveryFileAndLeavesNothingBehind() throws Exception {
        assertThat(drill()).as(String.valueOf(world.warnings())).isZero();

        assertThat(evidence().path("Result").asText()).isEqualTo("Success");
        assertThat(evidence().at("/Files/Compared").asInt()).isEqualTo(2);
        assertThat(below("E:\\r")).isEmpty();
    }

    /** The temporary folder of the system is for everybody, on the disk of the live server. */
    @Test
    void keepsWhatItDecryptsInItsOwnFolder() {
        drill();

        assertThat(started).singleElement().satisfies(process -> {
            assertThat(option(process, "tempdir")).startsWith("E:\\r\\");
            assertThat(process.arguments()).contains("--restore-volume-cache-hint=2gb");
            assertThat(process.waits()).isFalse();
        });
        assertThat(disk.keySet()).allMatch(path -> path.startsWith(LIVE));
    }

    @Test
    void handsSecretsToThatOneProcessOnly() {
        drill();

        assertThat(started.get(0).environment()).containsEntry("AUTH_PASSWORD", SECRET);
        assertThat(started.get(0).arguments()).noneMatch(argument -> argument.contains(SECRET));
    }

    @Test
    void countsAFileThatTallyKeepsToItselfAsUnreadableAndNotAsDifferent() throws Exception {
        locked.add(LIVE + "\\1\\Tran.900");

        assertThat(drill()).isZero();
        assertThat(evidence().at("/Files/Unreadable").asInt()).isEqualTo(1);
        assertThat(evidence().at("/Files/Different").asInt()).isZero();
        assertThat(evidence().at("/Files/Compared").asInt()).isEqualTo(1);
    }

    @Test
    void isNoSuccessWhenNothingCouldBeCompared() throws Exception {
        locked.addAll(List.of(LIVE + "\\1\\Tran.900", LIVE + "\\1\\Company.900"));

        assertThat(drill()).isEqualTo(1);
        assertThat(evidence().path("Result").asText()).isEqualTo("Warning");
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', Success",
        "2, '', Warning",
        "0, [Warning-x], Warning",
        "0, [Error-x], Error",
        "100, '', Error",
    })
    void tellsHowItWent(int ended, String line, String result) throws Exception {
        code = ended;
        log = line;

        assertThat(drill()).isEqualTo(result.equals("Success") ? 0 : 1);
        assertThat(evidence().path("Result").asText()).isEqualTo(result);
    }

    /** A test that stops half-way is one that went wrong, and says so like every other. */
    @ParameterizedTest
    @ValueSource(strings = {"Protect-Folder", "New-Item", "Get-ChildItem", "Select-String", "Get-FileHash"})
    void storesEvidenceWhateverStopsIt(String command) throws Exception {
        disk.remove("E:\\r\\");
        world.command(command, call -> {
            if (command.equals("Get-ChildItem") && started.isEmpty()) {
                return null;
            }
            throw new Thrown("PathTooLongException", "D:\\...\\Gupta & Sons.900 is too long");
        });

        assertThat(drill()).isEqualTo(1);
        assertThat(evidence().path("Result").asText()).isEqualTo("Error");
        assertThat(evidence().path("Stopped").asText()).isEqualTo("PathTooLongException");
        assertThat(below("E:\\r")).isEmpty();
    }

    @Test
    void storesEvidenceWhenDuplicatiDoesNotEnd() throws Exception {
        world.program("Duplicati.CommandLine.exe", process -> new Ended(0, "", true));

        assertThat(drill()).isEqualTo(1);
        assertThat(evidence().path("Result").asText()).isEqualTo("Error");
    }

    @Test
    void doesNotTouchAFolderThatIsNotEmpty() throws Exception {
        disk.put("E:\\r\\somebody's.txt", "keep");

        assertThat(drill()).isEqualTo(1);
        assertThat(disk).containsKey("E:\\r\\somebody's.txt");
        assertThat(evidence().path("Result").asText()).isEqualTo("Error");
    }

    @Test
    void cleansUpAlsoWhenTheEvidenceCannotBeStored() {
        world.answering(403);

        assertThat(drill()).isEqualTo(1);
        assertThat(below("E:\\r")).isEmpty();
    }
}
