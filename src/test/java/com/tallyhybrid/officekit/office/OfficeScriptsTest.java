package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tallyhybrid.testkit.powershell.Grammar;
import com.tallyhybrid.testkit.powershell.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the office's scripts without Windows: their syntax, what they call, and what they never do. */
class OfficeScriptsTest {

    private static final Reviewed REVIEWED = Reviewed.read();
    private static final List<String> OPERATORS_OF_POWERSHELL_7 = List.of("&&", "||", "??", "??=", "?.", "?[");

    private static final Pattern PROGRAM = Pattern.compile("[\\w.]+\\.exe\\b");

    /** Started by a person; the others are loaded or started by them, or by Duplicati. */
    private static final Set<String> FOR_PEOPLE = Set.of(
            "Install-BackupAgent.ps1",
            "Mount-FileShare.ps1",
            "Set-TimeSource.ps1",
            "Test-Restore.ps1",
            "Uninstall-BackupAgent.ps1");

    static Set<String> scripts() {
        return OfficeScripts.texts().keySet();
    }

    static Set<String> forPeople() {
        return FOR_PEOPLE;
    }

    private static Node tree(String script) {
        return OfficeScripts.trees().get(script);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptParses(String script) {
        assertThat(faults(tree(script))).isEmpty();
    }

    /** What runs on Windows only is parsed everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"Office.Tests.ps1", "on-windows.ps1"})
    void everyTestForWindowsParses(String file) throws IOException {
        String text = Files.readString(Path.of("src/test/powershell", file));

        assertThat(faults(OfficeScripts.parse(text))).isEmpty();
        assertThat(text).matches(Pattern.compile("[\\r\\n -~]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"if ($a { 1 }", "function F { param( }", "$x = @{ a = 1", "Get-Item 'a", "$a = $b ? 1 : 2"})
    void aBrokenScriptDoesNotParse(String broken) {
        assertThat(faults(Grammar.parse(Map.of("broken.ps1", broken)).get("broken.ps1")))
                .isNotEmpty();
    }

    private static List<String> faults(Node script) {
        return script.all()
                .filter(node -> node.is("ERROR") || node.is("MISSING"))
                .map(node -> "line %s: %s".formatted(node.line(), node.text()))
                .toList();
    }

    /** Windows PowerShell 5.1 reads a file without a byte order mark in the code page of the computer. */
    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsPlainAscii(String script) {
        assertThat(OfficeScripts.texts().get(script)).matches(Pattern.compile("[\\n -~]+"));
        assertThat(OfficeScripts.texts().get(script).lines()).allMatch(line -> line.length() <= 300);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsStrictFromItsFirstStatementOn(String script) {
        List<String> statements = tree(script).child("statement_list").orElseThrow().children().stream()
                .map(Node::text)
                .toList();

        assertThat(OfficeScripts.texts().get(script)).startsWith("#Requires -Version 5.1\n");
        if (statements.get(0).startsWith(". ")) {
            assertThat(statements.get(0)).matches("\\. \\(Join-Path \\$PSScriptRoot '(Shared|S3Request)\\.ps1'\\)");
        } else {
            assertThat(statements).startsWith("Set-StrictMode -Version Latest", "$ErrorActionPreference = 'Stop'");
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptSaysWhatItIsForAndWhatEachParameterMeans(String script) {
        String text = OfficeScripts.texts().get(script);
        String help = text.substring(text.indexOf("<#"), text.indexOf("#>"));

        assertThat(help).contains(".SYNOPSIS\n", ".DESCRIPTION\n");
        assertThat(parameters(tree(script)))
                .allSatisfy(parameter -> assertThat(help).contains(".PARAMETER " + parameter + "\n"));
        assertThat(Pattern.compile("\\.PARAMETER (\\w+)")
                        .matcher(help)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(parameters(tree(script)));
    }

    private static List<String> parameters(Node script) {
        return script.child("param_block").stream()
                .flatMap(block -> block.all("script_parameter"))
                .map(parameter ->
                        parameter.child("variable").orElseThrow().text().substring(1))
                .toList();
    }

    @Test
    void everyCommandAndParameterIsInTheBoxAndNoneIsListedInVain() {
        var called = new TreeMap<String, Set<String>>();
        calls().forEach(call -> {
            Set<String> parameters = called.computeIfAbsent(name(call), name -> new TreeSet<>());
            call.all("command_elements")
                    .limit(1)
                    .flatMap(elements -> elements.children().stream())
                    .filter(element -> element.is("command_parameter"))
                    .forEach(parameter -> parameters.add(parameter.text().substring(1)));
        });
        called.keySet().removeAll(functions());
        called.keySet().removeIf(name -> name.startsWith("(Join-Path $PSScriptRoot "));
        called.keySet().removeAll(REVIEWED.programs().keySet());

        assertThat(called).isEqualTo(REVIEWED.commands());
    }

    @Test
    void everyProgramIsKnownAndNoneIsListedInVain() {
        Set<String> named = OfficeScripts.trees().values().stream()
                .flatMap(Node::all)
                .filter(node ->
                        node.is("verbatim_string_characters") || node.is("generic_token") || node.is("command_name"))
                .flatMap(node -> PROGRAM.matcher(node.text()).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(new TreeSet<>(REVIEWED.programs().keySet()));
    }

    private static Stream<Node> calls() {
        return OfficeScripts.trees().values().stream().flatMap(script -> script.all("command"));
    }

    private static String name(Node call) {
        return call.children().stream()
                .filter(child -> child.field().equals("command_name"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Set<String> functions() {
        return OfficeScripts.trees().values().stream()
                .flatMap(script -> script.all("function_name"))
                .map(Node::text)
                .collect(Collectors.toSet());
    }

    @Test
    void everyMemberOfDotNetIsInTheBoxAndNoneIsListedInVain() {
        Set<String> used = OfficeScripts.trees().values().stream()
                .flatMap(Node::all)
                .filter(node -> node.is("member_access") || node.is("invokation_expression"))
                .filter(node -> node.children().get(0).is("type_literal"))
                .map(node -> node.children().get(0).text().replaceAll("[\\[\\]]", "")
                        + "::"
                        + node.children().get(2).text())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isEqualTo(new TreeSet<>(REVIEWED.members()));
    }

    @Test
    void onlyKnownVariablesOfTheEnvironmentAreRead() {
        Set<String> used = OfficeScripts.trees().values().stream()
                .flatMap(script -> script.all("variable"))
                .map(Node::text)
                .filter(text -> text.toLowerCase(java.util.Locale.ROOT).startsWith("$env:"))
                .map(text -> text.substring("$env:".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isEqualTo(new TreeSet<>(REVIEWED.environment()));
        // The whole environment, as a drive or as a table, holds the passphrase.
        assertThat(OfficeScripts.texts().values()).noneMatch(text -> text.matches("(?is).*\\benv:[\\\\*'\" ].*"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptNeedsPowerShell7(String script) {
        assertThat(tree(script).all().map(Node::type)).doesNotContainAnyElementsOf(OPERATORS_OF_POWERSHELL_7);
    }

    /** A command line is in the list of processes, and in more logs than one thinks; so is a line that is written. */
    @Test
    void noSecretIsWrittenOrPutOnACommandLine() {
        Pattern secret = Pattern.compile("(?i)\\$(\\w*(secret|passphrase|password|agentKey)\\w*|key|id|derived)\\b");
        Predicate<String> shows =
                name -> name.matches("Write-.*|Start-Process|Invoke-Program|New-ScheduledTask.*|Register-.*")
                        || REVIEWED.programs().containsKey(name);

        assertThat(calls().filter(call -> shows.test(name(call))))
                .hasSizeGreaterThan(20)
                .allSatisfy(call -> assertThat(call.text()).doesNotContainPattern(secret));
        assertThat(OfficeScripts.trees().values().stream()
                        .flatMap(script -> script.all("flow_control_statement"))
                        .filter(statement -> statement.text().startsWith("throw")))
                .hasSizeGreaterThan(20)
                .allSatisfy(statement -> assertThat(statement.text()).doesNotContainPattern(secret));
    }

    @ParameterizedTest
    @MethodSource("forPeople")
    void everythingThatChangesAsksFirst(String script) {
        assertThat(OfficeScripts.texts().get(script)).contains("[CmdletBinding(SupportsShouldProcess");
        assertThat(unasked(tree(script))).isEmpty();
    }

    @Test
    void noticesWhatDoesNotAsk() {
        String unguarded =
                "if ($a) { Remove-Item -LiteralPath $b }\nif ($PSCmdlet.ShouldProcess('a', 'b')) { New-Item }";

        assertThat(unasked(Grammar.parse(Map.of("a.ps1", unguarded)).get("a.ps1")))
                .containsExactly("line 1: Remove-Item -LiteralPath $b");
    }

    /** What changes something and stands neither inside a question nor after one that ends the script. */
    private static List<String> unasked(Node script) {
        int asked = script.child("statement_list").orElseThrow().children().stream()
                .filter(statement -> statement.text().startsWith("if (-not $PSCmdlet.ShouldProcess("))
                .mapToInt(Node::line)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        // Functions above such a question are called below it.
        return asked < Integer.MAX_VALUE
                ? changes(script, false)
                        .filter(change -> change.line() < asked)
                        .filter(change -> script.all("function_statement")
                                .noneMatch(function -> function.all().anyMatch(change::equals)))
                        .map(OfficeScriptsTest::shown)
                        .toList()
                : changes(script, false).map(OfficeScriptsTest::shown).toList();
    }

    private static String shown(Node node) {
        return "line %s: %s".formatted(node.line(), node.text().strip());
    }

    private static Stream<Node> changes(Node node, boolean asked) {
        boolean now = asked
                || node.is("if_statement")
                        && node.children().stream()
                                .anyMatch(child -> child.field().equals("condition")
                                        && child.text().contains("$PSCmdlet.ShouldProcess("));
        Stream<Node> here = !now && isChange(node) ? Stream.of(node) : Stream.empty();
        return Stream.concat(here, node.children().stream().flatMap(child -> changes(child, now)));
    }

    private static boolean isChange(Node node) {
        if (node.is("command")) {
            String name = name(node);
            return REVIEWED.changing().contains(name) || startsChange(name, node.text());
        }
        return node.is("invokation_expression")
                && REVIEWED.changing().stream()
                        .anyMatch(call -> call.startsWith("[") && node.text().startsWith(call));
    }

    private static boolean startsChange(String name, String call) {
        if (name.equals("Invoke-Program")) {
            // A program in a variable may be any.
            return PROGRAM.matcher(call)
                    .results()
                    .map(found -> REVIEWED.programs().get(found.group()))
                    .noneMatch(Reviewed.Program::looks);
        }
        Reviewed.Program program = REVIEWED.programs().get(name);
        return program != null && !program.looks() && !call.contains("/stripchart");
    }

    @Test
    void whatRunsAsAnAdministratorSaysSo() {
        assertThat(Stream.of(
                        "Install-BackupAgent.ps1",
                        "Invoke-SystemStep.ps1",
                        "Set-TimeSource.ps1",
                        "SystemStep.ps1",
                        "Test-Restore.ps1",
                        "Uninstall-BackupAgent.ps1"))
                .allSatisfy(script ->
                        assertThat(OfficeScripts.texts().get(script)).contains("#Requires -RunAsAdministrator\n"));
        // Users run it when they log on.
        assertThat(OfficeScripts.texts().get("Mount-FileShare.ps1")).doesNotContain("RunAsAdministrator");
    }

    @Test
    void aTamperingMustChangeSomething() {
        assertThatThrownBy(() -> OfficeScripts.tampered("Shared.ps1", text -> text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
