package com.tallyhybrid.testkit.powershell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The interpreter does what Windows PowerShell does where scripts go wrong most easily, and refuses the rest. What is
 * expected here is what Microsoft's reference of the language says.
 */
class InterpreterTest {

    /** Scripts, each with the lines that it puts out. */
    private static final Map<String, List<String>> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("$a = @(1, 2, 3); $a", List.of("1", "2", "3"));
        // An array that comes out of a function comes apart, unless a comma keeps it.
        EXPECTED.put("function F { @(7) }\n$a = F\n\"$($a + 1)\"", List.of("8"));
        EXPECTED.put("function F { , @(7, 8) }\n$a = F\n\"$($a.Count)\"", List.of("2"));
        EXPECTED.put("function F { , @() }\n$a = F\n\"$($a.Count)\"", List.of("0"));
        // Nothing is left of an empty array that passes through a statement.
        EXPECTED.put("$a = if ($true) { @() } else { 1 }\n\"$($null -eq $a)\"", List.of("True"));
        EXPECTED.put("function F { param([byte[]] $B)\n \"$($null -eq $B)\" }\nF", List.of("True"));
        EXPECTED.put("\"$('a' -eq 'A') $('a' -cmatch 'A')\"", List.of("True False"));
        EXPECTED.put("$Name = 'x'\n\"$NAME`n'$name'\"", List.of("x\n'x'"));
        EXPECTED.put("'{0:X2}-{1}' -f 10, 'b'", List.of("0A-b"));
        EXPECTED.put("(@('a', '') + @('b')) -join ';'", List.of("a;;b"));
        EXPECTED.put("$h = @{ b = 1; 'a' = 2 }\n$h['c'] = 3\n\"$($h.B) $($h['A']) $($h.c)\"", List.of("1 2 3"));
        EXPECTED.put("function F { param($A, [string] $B = 'd')\n \"$A$B\" }\nF -B 1 2\nF 3", List.of("21", "3d"));
        EXPECTED.put("function F { foreach ($i in @(1, 2)) { if ($i -eq 2) { return $i } } 'never' }\nF", List.of("2"));
        EXPECTED.put("function F { $x = 2 }\n$x = 1\nF\n\"$x\"", List.of("1"));
        EXPECTED.put("for ($i = 0; $i -lt 2; $i++) { $i }", List.of("0", "1"));
        EXPECTED.put("try { throw 'a' } catch { $_.Exception.Message } finally { 'f' }\n'b'", List.of("a", "f", "b"));
        EXPECTED.put("try { try { throw 'a' } catch { throw } } catch { $_.Exception.Message }", List.of("a"));
        EXPECTED.put("'a'\nexit 3\n'b'", List.of("a"));
        EXPECTED.put("try { $unset } catch { 'strict' }", List.of("strict"));
        EXPECTED.put(
                "$h = @{}\ntry { $h.missing } catch { 'strict' }\n\"$($null -eq $h['missing'])\"",
                List.of("strict", "True"));
    }

    private static List<String> run(String name, Map<String, Node> scripts) {
        var world = new World(Instant.EPOCH);
        new Interpreter(scripts, world).run(name, Start.file());
        return world.output();
    }

    @Test
    void doesWhatPowerShellDoes() {
        var scripts = new LinkedHashMap<String, String>();
        EXPECTED.keySet().forEach(script -> scripts.put(scripts.size() + ".ps1", script));
        Map<String, Node> trees = Grammar.parse(scripts);

        assertThat(scripts)
                .allSatisfy((name, script) ->
                        assertThat(run(name, trees)).as(script).isEqualTo(EXPECTED.get(script)));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Map<String, String> scripts = Map.of(
                "command.ps1", "Get-Date",
                "method.ps1", "'a'.PadLeft(3)",
                "static.ps1", "[Math]::Max(1, 2)",
                "operator.ps1", "2 -shl 1",
                "statement.ps1", "trap { 1 }",
                "cast.ps1", "[decimal] 1",
                "escape.ps1", "\"`u\"",
                "assignment.ps1", "$a = 1\n$a += 1");
        Map<String, Node> trees = Grammar.parse(scripts);

        assertThat(scripts.keySet())
                .allSatisfy(script -> assertThatThrownBy(() -> run(script, trees))
                        .as(script)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("not known to the interpreter"));
    }
}
