package com.tallyhybrid.testkit.powershell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Windows PowerShell 5.1 does and few people expect; the sources are named at {@link Start}. */
class TrapsTest {

    private final World world = new World(Instant.EPOCH);

    private int run(String script, Start start) {
        return new Interpreter(Grammar.parse(Map.of("a.ps1", script)), world).run("a.ps1", start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$PSScriptRoot", "$PSCommandPath", "$MyInvocation.MyCommand.Path"})
    void anAdvancedScriptThatIsStartedAsAFileDoesNotKnowItsPlaceInItsDefaults(String place) {
        String defaults = "param([string] $File = (Join-Path " + place + " 'a.json'))\n\"$File\"";

        assertThat(run("[CmdletBinding()]\n" + defaults, Start.file())).isEqualTo(1);
        assertThat(world.errors()).singleElement().asString().contains("empty string");
        assertThat(world.output()).isEmpty();
        // A plain script knows it, one that is typed knows it, and the body of every script does.
        assertThat(run(defaults, Start.file())).isZero();
        assertThat(run("[CmdletBinding()]\n" + defaults, Start.typed(new Table())))
                .isZero();
        assertThat(run("[CmdletBinding()]\nparam([string] $File)\nJoin-Path " + place + " 'a.json'", Start.file()))
                .isZero();
        assertThat(world.output()).containsOnly("office\\a.json").hasSize(3);
    }

    @Test
    void aListThatIsGivenToAFileIsOneText() {
        String script = "param([string[]] $Folder)\n\"$($Folder.Count)\"";

        run(script, Start.file("-Folder", "D:\\A,D:\\B"));
        run(script, Start.typed(new Table().with("Folder", List.of("D:\\A", "D:\\B"))));

        assertThat(world.output()).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource({
        // Not seen by the function of a module; the script goes on.
        "New-SmbMapping, false, 0",
        "New-SmbMapping -ErrorAction Stop, false, 1",
        // Started as a file the script's preference is the global one.
        "New-SmbMapping, true, 1",
        "New-SmbMapping -ErrorAction SilentlyContinue, true, 0",
        // A cmdlet sees it either way.
        "Get-Item, false, 1",
    })
    void aFunctionOfAModuleDoesNotSeeThePreferenceOfATypedScript(String command, boolean file, int code) {
        World.Command fails = call -> {
            throw new NonTerminatingError("denied");
        };
        world.command("New-SmbMapping", fails).command("Get-Item", fails);

        assertThat(run("$ErrorActionPreference = 'Stop'\n" + command, file ? Start.file() : Start.typed(new Table())))
                .isEqualTo(code);
    }

    @Test
    void aProgramThatAsksWaitsForEverUnlessItsInputIsEmpty() {
        world.program("ask.exe", process -> process.asks(2, "Enter password: "));

        assertThatThrownBy(() -> run("& ask.exe 'a'", Start.file())).hasMessageContaining("waits for ever");
        assertThat(run("'' | & ask.exe 'a'\n\"$LASTEXITCODE\"", Start.file())).isZero();
        assertThat(world.output()).containsExactly("Enter password: ", "2");
    }

    @Test
    void aProcessThatAsksIsKilledOrHasNoInput() {
        world.program("ask.exe", process -> process.asks(2, "Enter password: "));
        String start = """
                $info = New-Object Diagnostics.ProcessStartInfo
                $info.FileName = 'ask.exe'
                $info.Arguments = ''
                $info.UseShellExecute = $false
                $info.RedirectStandardInput = $true
                $process = [Diagnostics.Process]::Start($info)
                %s
                if (-not $process.WaitForExit(1000)) { $process.Kill(); 'killed' } else { "$($process.ExitCode)" }
                """;

        run(start.formatted("$process.StandardInput.Close()"), Start.file());
        run(start.formatted(""), Start.file());

        assertThat(world.output()).containsExactly("2", "killed");
    }
}
