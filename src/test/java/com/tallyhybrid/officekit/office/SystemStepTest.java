package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tallyhybrid.testkit.powershell.CommandLine;
import com.tallyhybrid.testkit.powershell.Interpreter;
import com.tallyhybrid.testkit.powershell.Node;
import com.tallyhybrid.testkit.powershell.NonTerminatingError;
import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.Table;
import com.tallyhybrid.testkit.powershell.Thrown;
import com.tallyhybrid.testkit.powershell.World;
import com.tallyhybrid.testkit.powershell.World.Call;
import com.tallyhybrid.testkit.powershell.World.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a step is handed to SYSTEM, and how programs are started there. */
class SystemStepTest {

    private static final String SCRIPT = "C:\\ProgramData\\TallyHybrid\\Invoke-SystemStep.ps1";

    private final List<String> tasks = new ArrayList<>();
    private final World world = new World(Instant.EPOCH)
            .environment("ProgramData", "C:\\ProgramData")
            .environment("ProgramFiles", "C:\\Program Files")
            .file(SCRIPT, "");
    private Call settings;

    SystemStepTest() {
        for (String command : List.of("Register", "Start", "Stop", "Unregister")) {
            world.command(command + "-ScheduledTask", call -> {
                tasks.add(command);
                return null;
            });
        }
        world.command("New-ScheduledTaskAction", call -> new Table())
                .command("New-ScheduledTaskPrincipal", call -> new Table())
                .command("New-ScheduledTaskSettingsSet", call -> {
                    settings = call;
                    return new Table();
                })
                .command("Add-Type", call -> null)
                .member("IO.StreamWriter::new", given -> new Table().doing("WriteLine", g -> null));
    }

    private static Table task(boolean done, Object result) {
        return new Table().with("Result", result).doing("Wait", given -> done);
    }

    /** The pipe, on whose other end somebody answers. */
    private void answered(boolean connected, Object answer) {
        world.command(
                        "New-StepPipe",
                        call -> new Table()
                                .doing("WaitForConnectionAsync", given -> task(connected, null))
                                .doing("Dispose", given -> null))
                .member(
                        "IO.StreamReader::new",
                        given -> new Table().doing("ReadLineAsync", none -> task(answer != null, answer)));
    }

    private Object step() {
        // As at a prompt, where the preference of the script is not the global one.
        var trees = new java.util.TreeMap<>(OfficeScripts.trees());
        trees.put("prompt.ps1", OfficeScripts.parse("""
                . (Join-Path $PSScriptRoot 'Shared.ps1')
                . (Join-Path $PSScriptRoot 'SystemStep.ps1')
                Invoke-AsSystem @{ Step = 'ListJobs' }
                """));
        int code = new Interpreter(trees, world).run("prompt.ps1", Start.typed(new Table()));
        if (code == 0) {
            return world.output().get(0);
        }
        assertThat(world.errors()).as("the script ends at its first error").hasSize(1);
        return world.errors().get(0);
    }

    @Test
    void isDoneByATaskThatIsGoneAfterwards() {
        answered(true, "{\"Done\": true, \"Text\": \"1: Tally daily\"}");

        assertThat(step()).isEqualTo("1: Tally daily");
        assertThat(tasks).containsExactly("Register", "Start", "Stop", "Unregister");
    }

    /** Removed only, it would go on as SYSTEM. */
    @Test
    void isStoppedWhenItDoesNotAnswerInTime() {
        answered(true, null);

        assertThat(step()).asString().contains("no answer within");
        assertThat(tasks).endsWith("Stop", "Unregister");
    }

    /** Listing the jobs starts ServerUtil twice at worst, with ten seconds between. */
    @Test
    void waitsLongerThanItsPrograms() {
        int step = seconds("SystemStep.ps1");
        int program = seconds("Shared.ps1");

        assertThat(2 * program + 10).isLessThan(step);
    }

    private static int seconds(String script) {
        var found = java.util.regex.Pattern.compile("\\$Timeout = \\[timespan\\] '00:(\\d\\d):(\\d\\d)'")
                .matcher(OfficeScripts.texts().get(script));
        assertThat(found.find()).isTrue();
        return 60 * Integer.parseInt(found.group(1)) + Integer.parseInt(found.group(2));
    }

    @Test
    void runsOnBattery() {
        answered(true, "{\"Done\": true, \"Text\": \"\"}");
        step();

        assertThat(settings.named().has("AllowStartIfOnBatteries")).isTrue();
        assertThat(settings.named().has("DontStopIfGoingOnBatteries")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Register-ScheduledTask", "Start-ScheduledTask", "New-ScheduledTaskAction"})
    void endsWithTheErrorOfTheCommandThatFailed(String command) {
        answered(false, null);
        world.command(command, call -> {
            throw new NonTerminatingError("Access is denied");
        });

        assertThat(step()).isEqualTo("Access is denied");
    }

    /** The installer has given up in the meantime; the step is done all the same. */
    @Test
    void endsQuietlyWhenNobodyWaitsForItsAnswer() {
        var asked = new ArrayList<Object>(List.of("{\"Step\": \"RemoveSecrets\", \"Names\": [\"tally-s3-id\"]}"));
        world.member(
                        "IO.Pipes.NamedPipeClientStream::new",
                        given -> new Table()
                                .doing("Connect", none -> null)
                                .doing("Dispose", none -> null)
                                .doing("WaitForPipeDrain", none -> {
                                    throw new Thrown("IOException", "Pipe is broken.");
                                }))
                .member("IO.Pipes.PipeDirection::InOut", given -> "InOut")
                .member("IO.Pipes.PipeOptions::None", given -> "None")
                .member("Security.Principal.TokenImpersonationLevel::Identification", given -> "Identification")
                .member("IO.StreamReader::new", given -> new Table().doing("ReadLine", none -> asked.remove(0)))
                .member("TallyHybrid.SecretStore::Remove", given -> true);

        assertThat(new Interpreter(OfficeScripts.trees(), world)
                        .run("Invoke-SystemStep.ps1", Start.file("-PipeName", "TallyHybrid-1")))
                .as(String.valueOf(world.errors()))
                .isZero();
        assertThat(world.warnings()).singleElement().asString().contains("nobody waits");
    }

    private Object office(String function, Map<String, Object> arguments) {
        return new Interpreter(OfficeScripts.trees(), world)
                .load("Shared.ps1")
                .learn("SecretStore.ps1")
                .learn("Invoke-SystemStep.ps1")
                .call(function, arguments);
    }

    @Test
    void aProgramThatAsksEndsAtOnce() {
        world.program("Duplicati.CommandLine.ServerUtil.exe", process -> process.asks(2, "Enter server password: "))
                .member("TallyHybrid.SecretStore::Find", given -> null);

        assertThatThrownBy(() -> office("Invoke-ServerUtil", Map.of("Arguments", List.of("list-backups"))))
                .isInstanceOf(Thrown.class)
                .hasMessageContaining("ServerUtil ended with 2: Enter server password");
    }

    @Test
    void aProgramThatDoesNotEndIsKilled() {
        world.program("Duplicati.CommandLine.ServerUtil.exe", process -> new Ended(0, "", true))
                .member("TallyHybrid.SecretStore::Find", given -> null);

        assertThatThrownBy(() -> office("Invoke-ServerUtil", Map.of("Arguments", List.of("list-backups"))))
                .isInstanceOf(Thrown.class)
                .hasMessageContaining("did not end within");
        assertThat(world.changes())
                .containsExactly("killed: C:\\Program Files\\Duplicati 2\\Duplicati.CommandLine.ServerUtil.exe");
    }

    /** Each would let ServerUtil wait for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"        $process.StandardInput.Close()\n", "[int] $Timeout.TotalMilliseconds"})
    void noticesAProgramThatIsWaitedForForEver(String mended) {
        Map<String, Node> scripts = OfficeScripts.tampered("Shared.ps1", text -> text.replace(mended, ""));
        world.program("ask.exe", process -> process.asks(2, ""));
        if (mended.startsWith("[int]")) {
            world.program("ask.exe", process -> new Ended(0, "", true));
        }

        assertThatThrownBy(() -> new Interpreter(scripts, world)
                        .load("Shared.ps1")
                        .call("Invoke-Program", Map.of("File", "ask.exe", "Arguments", List.of("a"))))
                .hasMessageMatching("(?s).*(waits for ever|did not end within).*");
    }

    /** Read back by the rules by which Windows takes a line of arguments apart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "two words",
                "D:\\Tally Data\\",
                "D:\\Tally Data\\\\",
                "a\"b",
                "a\\\"b",
                "a\\\\\"b\\",
                "\"",
                "$(calc) `x` %PATH% 'y' & | > ^ \u2018z\u2019 \u201cq\u201d",
                "s3://b/a?x=1&auth=+/=",
            })
    void anArgumentArrivesAsItWas(String argument) {
        Object quoted = office("ConvertTo-Argument", Map.of("Text", argument));

        assertThat(CommandLine.split("first " + quoted + " last")).containsExactly("first", argument, "last");
    }
}
