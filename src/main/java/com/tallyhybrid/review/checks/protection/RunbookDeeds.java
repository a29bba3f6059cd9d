package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a step does, by its action.
 *
 * @param own the names of the runbooks that the app makes: each is judged by itself
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Systems Manager
 *     Automation actions reference</a>
 */
record RunbookDeeds(Set<String> own) {

    private static final Set<String> QUIET =
            Set.of("aws:approve", "aws:branch", "aws:loop", "aws:pause", "aws:sleep", "aws:updateVariable");

    private static final Set<RunbookDeed.Kind> TELLING = Set.of(RunbookDeed.Kind.DESTROYS, RunbookDeed.Kind.GIVES);

    /** Everything but reading. */
    List<RunbookDeed> of(JsonNode step) {
        JsonNode inputs = step.path("inputs");
        String action = step.path("action").asText();
        if (isQuiet(step)) {
            return List.of();
        }
        return switch (action) {
            case "aws:executeAwsApi", "aws:assertAwsResourceProperty", "aws:waitForAwsResourceProperty" -> api(inputs);
            case "aws:executeScript" -> script(inputs);
            case "aws:runCommand" -> commands(inputs.path("DocumentName"), inputs.at("/Parameters/commands"));
            case "aws:runShellScript", "aws:runPowerShellScript" ->
                commands(TextNode.valueOf(action), inputs.path("runCommand"));
            case "aws:executeAutomation" -> automation(inputs);
            case "aws:executeStateMachine" -> List.of(unread("starts a state machine", inputs.path("stateMachineArn")));
            case "aws:invokeLambdaFunction" -> List.of(unread("runs a function", inputs.path("FunctionName")));
            case "aws:changeInstanceState" -> state(inputs);
            case "aws:deleteStack" -> call("cloudformation", "DeleteStack");
            case "aws:deleteImage" -> call("ec2", "DeregisterImage");
            case "aws:createStack" -> call("cloudformation", "CreateStack");
            case "aws:copyImage" -> call("ec2", "CopyImage");
            case "aws:createImage" -> call("ec2", "CreateImage");
            case "aws:createTags" -> call("ec2", "CreateTags");
            case "aws:runInstances" -> call("ec2", "RunInstances");
            default -> List.of(unread("does " + action, inputs));
        };
    }

    /** Whether it only decides about the way of a run; a step without an action is refused, so it does nothing. */
    static boolean isQuiet(JsonNode step) {
        return !step.has("action") || QUIET.contains(step.path("action").asText());
    }

    private static List<RunbookDeed> api(JsonNode inputs) {
        JsonNode service = inputs.path("Service");
        JsonNode api = inputs.path("Api");
        // The value of a parameter in double braces is for whoever starts the runbook to choose.
        if (!isText(service) || !isText(api)) {
            return List.of(unread("makes a call", inputs));
        }
        String words = service.asText() + " " + api.asText();
        return RunbookDeed.of(service.asText(), api.asText())
                .or(() -> Optional.of(unread("calls " + words, api)))
                .filter(deed -> deed.kind() != RunbookDeed.Kind.READS)
                .stream()
                .toList();
    }

    private static List<RunbookDeed> call(String service, String api) {
        return RunbookDeed.of(service, api).stream().toList();
    }

    private static List<RunbookDeed> script(JsonNode inputs) {
        Optional<String> text = RunbookContent.text(inputs.path("Script"));
        if (text.isEmpty() || text.get().isEmpty() || inputs.has("Attachment")) {
            return List.of(unread("runs a script", inputs));
        }
        return ScriptCalls.ofScript(
                inputs.path("Runtime").asText().toLowerCase(Locale.ROOT),
                inputs.path("Handler").asText(),
                text.get());
    }

    /** Whatever the commands say, nobody knows what they do on the server. */
    private static List<RunbookDeed> commands(JsonNode document, JsonNode lines) {
        List<RunbookDeed> deeds = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (JsonNode line : lines.isArray() ? lines : List.of(lines)) {
            RunbookContent.text(line)
                    .ifPresentOrElse(
                            read -> text.append(read).append('\n'), () -> deeds.add(unread("runs commands", lines)));
        }
        deeds.addAll(ScriptCalls.commands(text.toString(), document.asText().contains("PowerShell")));
        deeds.add(unread("runs commands", document));
        return deeds.stream().distinct().toList();
    }

    private List<RunbookDeed> automation(JsonNode inputs) {
        JsonNode document = inputs.path("DocumentName");
        String name = document.asText() + document.path("Ref").asText();
        if (own.contains(name)) {
            return List.of(new RunbookDeed(RunbookDeed.Kind.RELAYS, "", name, "starts " + name));
        }
        // AWS names its own runbooks after what they do, such as AWS-TerminateEC2Instance.
        return RunbookDeed.of("", name.replaceFirst("^AWS\\w*-", ""))
                .filter(deed -> name.startsWith("AWS") && TELLING.contains(deed.kind()))
                .map(List::of)
                .orElseGet(() -> List.of(unread("starts a runbook", document)));
    }

    /** Starting is an act; what is only checked is none. */
    private static List<RunbookDeed> state(JsonNode inputs) {
        if (inputs.path("CheckStateOnly").asBoolean()) {
            return List.of();
        }
        return switch (inputs.path("DesiredState").asText().toLowerCase(Locale.ROOT)) {
            case "running" -> call("ec2", "StartInstances");
            case "stopped" -> call("ec2", "StopInstances");
            case "terminated" -> call("ec2", "TerminateInstances");
            default -> List.of(unread("changes the state of servers", inputs.path("DesiredState")));
        };
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.asText().contains("{{");
    }

    private static RunbookDeed unread(String words, JsonNode what) {
        String shown = what.isTextual() ? words + " " + what.asText() : words;
        return RunbookDeed.unread(shown, sorted(what));
    }

    /** The order in which keys are written says nothing. */
    private static String sorted(JsonNode value) {
        if (!value.isObject()) {
            return value.toString();
        }
        Map<String, String> entries = new TreeMap<>();
        value.properties().forEach(entry -> entries.put(entry.getKey(), sorted(entry.getValue())));
        return entries.toString();
    }
}
