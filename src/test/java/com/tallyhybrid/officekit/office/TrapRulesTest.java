package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, and the commands that the documents and pages tell people to enter, fall into no known trap of 5.1. */
@Execution(ExecutionMode.CONCURRENT)
class TrapRulesTest {

    private static final String ADVANCED = "[CmdletBinding()]\n";

    /** What a rule must refuse. */
    private record Refused(String rule, String script) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused("knows no place", ADVANCED + "param([string] $F = (Join-Path $PSScriptRoot 'a'))"),
            new Refused("knows no place", ADVANCED + "param([string] $F = \"$PSScriptRoot\\a\")"),
            new Refused("knows no place", ADVANCED + "param($F = (Split-Path -Parent $MyInvocation.MyCommand.Path))"),
            new Refused("knows no place", ADVANCED + "param($F = $PSCommandPath)"),
            new Refused("takes a list", ADVANCED + "param([string[]] $A)\n$A.Count"),
            new Refused("takes a list", "param([int[]] $A = @())\n$A = @(Split-List $B)"),
            new Refused("takes a list", "param([ValidatePattern('^a$')] [string[]] $A)\n$A = @(Split-List $A)"),
            new Refused("does not end", "Register-ScheduledTask -TaskName a -Settings $s | Out-Null"),
            new Refused("does not end", "New-SmbMapping -LocalPath T: -ErrorAction SilentlyContinue"),
            new Refused("does not end", "if ($a) { $x = New-ScheduledTaskAction -Execute a }"),
            new Refused("does not end", "Get-SmbMapping -LocalPath T:"),
            new Refused("starts a program", "& $exe $Arguments"),
            new Refused("starts a program", "& (Join-Path $D 'Duplicati.CommandLine.exe') restore | Out-Null"),
            new Refused("starts a program", "$output = & netsh.exe a"),
            new Refused("starts a program", "'a' | & $exe"),
            new Refused("starts a process", "function F { $p = [Diagnostics.Process]::Start($i)\n$p.WaitForExit() }"),
            new Refused("starts a process", "[Diagnostics.Process]::Start($i)"),
            new Refused("reads standard input", "foreach ($line in $input) { $line }"),
            new Refused("reads by its path", "(Get-FileHash -LiteralPath $a -ErrorAction Stop).Hash"),
            new Refused("reads by its path", "$a | Get-FileHash -ErrorAction Stop"),
            new Refused("makes a task", "Register-ScheduledTask -TaskName a -Action $b -ErrorAction Stop"),
            new Refused("makes a task", "New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -ErrorAction Stop"),
            new Refused("makes errors", "& klist.exe get a 2>&1 | Out-Null"),
            new Refused("makes errors", "& sc.exe query 2> err.txt"),
            new Refused("waits for a run", "Invoke-ServerUtil @('run', $Order.Name, '--wait', '--quiet')"),
            new Refused("asks the web", "Invoke-WebRequest -Uri $u -TimeoutSec 5"),
            new Refused("asks the web", "(Invoke-RestMethod -Uri $u -UseBasicParsing).a"),
            new Refused("writes a file", "$a | Set-Content -LiteralPath $b -Encoding UTF8"),
            new Refused("reads a file", "Get-Content -LiteralPath $a -Raw | ConvertFrom-Json"),
            new Refused("gives a program's", "Invoke-Expression \"$a\""));

    static List<Refused> refused() {
        return REFUSED;
    }

    static Set<String> scripts() {
        return OfficeScripts.texts().keySet();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptFallsIntoATrap(String script) {
        assertThat(TrapRules.broken(OfficeScripts.trees().get(script))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everyTrapIsSeen(Refused refused) {
        assertThat(TrapRules.broken(OfficeScripts.parse(refused.script())))
                .anyMatch(found -> found.startsWith(refused.rule()));
    }

    @Test
    void noRuleIsWithoutAScriptThatItRefuses() {
        assertThat(TrapRules.names())
                .allSatisfy(rule -> assertThat(REFUSED).anyMatch(refused -> rule.startsWith(refused.rule())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[CmdletBinding()]\nparam([string] $F)\nif (-not $F) { $F = Join-Path $PSScriptRoot 'a' }",
                "function F { param($G = $PSScriptRoot)\n $G }",
                "param([string[]] $A = @())\n$A = @(Split-List $A)",
                "New-SmbMapping -LocalPath T: -ErrorAction Stop | Out-Null",
                "Unregister-ScheduledTask -TaskName a -ErrorAction SilentlyContinue",
                "& klist.exe get a | Out-Null",
                "'' | & $exe $Arguments",
                "Get-FileHash -InputStream $s -ErrorAction Stop",
                "Get-Content -LiteralPath $a -Raw -Encoding UTF8",
            })
    void whatIsRightIsLeftAlone(String script) {
        assertThat(TrapRules.broken(OfficeScripts.parse(script))).isEmpty();
    }

    /** People paste them into a console, where an error does not end anything by itself. */
    @Test
    void everyTaskOfTheDocumentsRunsOnBatteryAndCatchesUp() throws IOException {
        var tasks = new TreeSet<String>();
        for (Path page : List.of(Path.of("docs/office-scripts.md"), Path.of("docs/office-kit.md"))) {
            blocks(page)
                    .filter(block -> block.contains("Register-ScheduledTask"))
                    .forEach(block -> {
                        assertThat(TrapRules.broken(OfficeScripts.parse(block)))
                                .filteredOn(
                                        found -> found.startsWith("makes a task") || found.startsWith("does not end"))
                                .as(block)
                                .isEmpty();
                        if (block.contains("New-ScheduledTaskTrigger")) {
                            assertThat(block).contains("-StartWhenAvailable", "-ExecutionTimeLimit");
                            tasks.add(block);
                        }
                    });
        }
        assertThat(tasks).isNotEmpty();
    }

    /** A task that is ended from outside stores no evidence: the script must end first. */
    @Test
    void theRestoreTestEndsBeforeItsTaskIsEnded() throws IOException {
        int task = 24
                * number(
                        "-ExecutionTimeLimit '(\\d+)\\.00:00:00'", Files.readString(Path.of("docs/office-scripts.md")));
        int script = number("FromHours\\((\\d+)\\)", OfficeScripts.texts().get("Test-Restore.ps1"));

        assertThat(script).isLessThan(task);
    }

    private static int number(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    /** The text of an event is empty where Windows does not find the resources of its source; its values are there. */
    @Test
    void nobodyIsToldToReadTheTextOfAnEvent() throws IOException {
        for (String page : List.of(
                "docs/office-scripts.md", "src/main/resources/com/tallyhybrid/officekit/first-day-server.html")) {
            assertThat(Files.readString(Path.of(page)))
                    .contains(
                            "Get-WinEvent -LogName \"Duplicati 2\" -MaxEvents 50 | ForEach-Object { $_.Properties[0].Value }")
                    .doesNotContain("Where-Object Message", "ExpandProperty Message");
        }
    }

    private static Stream<String> blocks(Path page) throws IOException {
        return Pattern.compile("(?ms)^ *```\\n(.*?)^ *```")
                .matcher(Files.readString(page).replace("\r\n", "\n"))
                .results()
                .map(found -> found.group(1));
    }
}
