package com.tallyhybrid.officekit.office;

import com.tallyhybrid.testkit.powershell.ModuleFunctions;
import com.tallyhybrid.testkit.powershell.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a script for Windows PowerShell 5.1 must not do, although it parses, and although PowerShell 7 would do it. */
final class TrapRules {

    private static final Reviewed REVIEWED = Reviewed.read();
    private static final Set<String> PLACES = Set.of("$psscriptroot", "$pscommandpath", "$myinvocation");

    /** Functions of modules that only look, or that tidy up: there the script may go on after an error. */
    private static final Pattern MAY_FAIL = Pattern.compile("(?i)(Get|Test|Stop|Unregister)-.*");

    /** Each rule, by what is wrong, with what it finds in a script. */
    private static final Map<String, Function<Node, Stream<Node>>> RULES = new LinkedHashMap<>();

    static {
        RULES.put("knows no place in the defaults of its parameters", TrapRules::placesInDefaults);
        RULES.put("takes a list that -File hands over as one text", TrapRules::listsThatAreNotSplit);
        RULES.put("does not end at the error of a module's function", commands(TrapRules::goesOn));
        RULES.put("starts a program that may ask, with an input that waits", commands(TrapRules::mayWait));
        RULES.put("starts a process without an end to its input or its time", TrapRules::endlessProcesses);
        RULES.put("reads standard input, which Duplicati keeps open", variables("$input"));
        RULES.put("reads by its path a file that may be open", commands(TrapRules::hashesByPath));
        RULES.put("makes a task that does not run on battery", commands(TrapRules::taskStopsOnBattery));
        RULES.put("makes errors of what a program writes to standard error", TrapRules::redirections);
        RULES.put("waits for a run inside ServerUtil, which may be for ever", literals("'--wait'"));
        RULES.put("asks the web with Internet Explorer, or without a limit", commands(TrapRules::asksForEver));
        RULES.put(
                "writes a file that 5.1 begins with a byte order mark",
                named("Set-Content", "Out-File", "Add-Content"));
        RULES.put("reads a file as ANSI, or by lines", commands(TrapRules::readsAnsi));
        RULES.put(
                "gives a program's arguments to cmd or to a text that is carried out",
                named("Invoke-Expression", "iex", "cmd.exe", "cmd"));
    }

    private TrapRules() {}

    static Set<String> names() {
        return RULES.keySet();
    }

    /** What is wrong with a script: the rule, the line, the text. */
    static List<String> broken(Node script) {
        return RULES.entrySet().stream()
                .flatMap(rule -> rule.getValue()
                        .apply(script)
                        .map(node -> "%s, line %d: %s"
                                .formatted(
                                        rule.getKey(), node.line(), node.text().strip())))
                .toList();
    }

    /** PowerShell/PowerShell#4688: empty there when an advanced script is started with -File. */
    private static Stream<Node> placesInDefaults(Node script) {
        return parameters(script)
                .flatMap(parameter -> parameter.all("variable"))
                .filter(variable -> PLACES.contains(variable.text().toLowerCase(Locale.ROOT)));
    }

    private static Stream<Node> parameters(Node script) {
        return script.child("param_block").stream().flatMap(block -> block.all("script_parameter"));
    }

    /** What is checked before it is split is checked as one text. */
    private static Stream<Node> listsThatAreNotSplit(Node script) {
        return parameters(script)
                .filter(parameter -> parameter.text().matches("(?s).*\\w\\[\\]\\].*"))
                .filter(parameter -> {
                    String name = parameter
                            .all("variable")
                            .reduce((one, other) -> other)
                            .orElseThrow()
                            .text();
                    String split = "Split-List " + name;
                    return parameter.text().contains("[Validate")
                            || script.all("command")
                                    .noneMatch(call -> call.text().equalsIgnoreCase(split));
                });
    }

    private static boolean goesOn(Node command) {
        if (!ModuleFunctions.has(name(command))) {
            return false;
        }
        Optional<String> action = after(command, "-ErrorAction");
        return action.isEmpty()
                || !action.get().equalsIgnoreCase("Stop")
                        && !MAY_FAIL.matcher(name(command)).matches();
    }

    private static boolean mayWait(Node command) {
        return command.children().get(0).is("&")
                && !isFedNothing(command)
                && Optional.ofNullable(REVIEWED.programs().get(name(command)))
                        .map(Reviewed.Program::asks)
                        .orElse(true);
    }

    /** Marked by {@link #commands}, since a command does not know what stands before it. */
    private static boolean isFedNothing(Node command) {
        return command.field().equals(FED);
    }

    private static final String FED = "fed";

    private static Stream<Node> endlessProcesses(Node script) {
        return script.all("invokation_expression")
                .filter(call -> call.text().startsWith("[Diagnostics.Process]::Start("))
                .filter(call -> Stream.of("StandardInput.Close()", ".Kill()", ".WaitForExit([int]")
                        .anyMatch(needed -> script.all("function_statement")
                                .filter(function -> function.all().anyMatch(call::equals))
                                .noneMatch(function -> function.text().contains(needed))));
    }

    private static boolean hashesByPath(Node command) {
        return name(command).equalsIgnoreCase("Get-FileHash")
                && after(command, "-InputStream").isEmpty();
    }

    private static boolean taskStopsOnBattery(Node command) {
        String text = command.text();
        return switch (name(command).toLowerCase(Locale.ROOT)) {
            case "register-scheduledtask" -> after(command, "-Settings").isEmpty();
            case "new-scheduledtasksettingsset" ->
                !text.contains("-AllowStartIfOnBatteries") || !text.contains("-DontStopIfGoingOnBatteries");
            default -> false;
        };
    }

    private static Stream<Node> redirections(Node script) {
        return script.all("redirection").filter(node -> !node.text().matches("> *\\$null"));
    }

    private static boolean asksForEver(Node command) {
        return name(command).matches("(?i)Invoke-(WebRequest|RestMethod)|iwr|irm")
                && !(command.text().contains("-UseBasicParsing")
                        && command.text().contains("-TimeoutSec"));
    }

    private static boolean readsAnsi(Node command) {
        return name(command).equalsIgnoreCase("Get-Content")
                && !(command.text().contains("-Raw")
                        && after(command, "-Encoding").equals(Optional.of("UTF8")));
    }

    private static Function<Node, Stream<Node>> commands(Predicate<Node> wrong) {
        return script -> Stream.concat(
                        script.all("pipeline_chain").flatMap(TrapRules::fed),
                        script.all("command")
                                .filter(command -> script.all("pipeline_chain")
                                        .noneMatch(chain -> chain.children().contains(command))))
                .filter(wrong);
    }

    /** The commands of a pipeline; those behind an empty text have an empty input. */
    private static Stream<Node> fed(Node chain) {
        boolean empty = chain.children().get(0).text().equals("''");
        return chain.children().stream()
                .filter(child -> child.is("command"))
                .map(child ->
                        empty ? new Node(child.type(), FED, child.text(), child.line(), child.children()) : child);
    }

    private static Function<Node, Stream<Node>> variables(String name) {
        return script -> script.all("variable").filter(node -> node.text().equalsIgnoreCase(name));
    }

    private static Function<Node, Stream<Node>> literals(String text) {
        return script -> script.all("verbatim_string_characters")
                .filter(node -> node.text().equals(text));
    }

    private static Function<Node, Stream<Node>> named(String... names) {
        return script ->
                script.all("command").filter(command -> Stream.of(names).anyMatch(name(command)::equalsIgnoreCase));
    }

    private static String name(Node command) {
        return command.children().stream()
                .filter(child -> child.field().equals("command_name"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Optional<String> after(Node command, String parameter) {
        List<Node> elements =
                command.child("command_elements").map(Node::children).orElse(List.of());
        for (int i = 0; i + 1 < elements.size(); i++) {
            if (elements.get(i).text().equalsIgnoreCase(parameter)) {
                return Optional.of(elements.get(i + 1).text());
            }
        }
        return Optional.empty();
    }
}
