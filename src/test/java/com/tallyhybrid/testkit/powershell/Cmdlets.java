package com.tallyhybrid.testkit.powershell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The commands of Windows, on a {@link World} instead of a server: those that need no model of it, and those of a test. */
final class Cmdlets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SWITCHES = Set.of(
            "raw",
            "usebasicparsing",
            "compress",
            "force",
            "recurse",
            "file",
            "wait",
            "passthru",
            "parent",
            "assecurestring",
            "allowstartifonbatteries",
            "dontstopifgoingonbatteries",
            "startwhenavailable");

    private final Calls calls;
    private final World world;

    Cmdlets(Calls calls, World world) {
        this.calls = calls;
        this.world = world;
    }

    static boolean isSwitch(String parameter) {
        return SWITCHES.contains(parameter.toLowerCase(Locale.ROOT));
    }

    /**
     * What the command puts out.
     *
     * @param arguments those without a name
     * @param named by their names
     * @param input what came through the pipeline
     */
    List<Object> run(String command, List<Object> arguments, Table named, List<Object> input, VariableScope scope) {
        World.Command given = world.command(command);
        if (given == null) {
            return own(command, arguments, named, input);
        }
        try {
            return put(given.run(new World.Call(arguments, named, input)));
        } catch (NonTerminatingError error) {
            return refused(command, named, scope, error);
        }
    }

    private static List<Object> put(Object value) {
        return value == null ? List.of() : Types.list(value);
    }

    private List<Object> refused(String command, Table named, VariableScope scope, NonTerminatingError error) {
        VariableScope seen = ModuleFunctions.has(command) ? scope.global() : scope;
        Object action = named.has("ErrorAction") ? named.get("ErrorAction") : seen.get("ErrorActionPreference");
        switch (Types.text(action).toLowerCase(Locale.ROOT)) {
            case "stop" -> throw new Thrown("ActionPreferenceStopException", error.getMessage());
            case "continue" -> world.errors().add(error.getMessage());
            default -> {}
        }
        return List.of();
    }

    private List<Object> own(String command, List<Object> arguments, Table named, List<Object> input) {
        return switch (command) {
            case "Set-StrictMode", "Out-Null" -> List.of();
            case "Join-Path" -> List.of(joined(Types.text(arguments.get(0)), Types.text(arguments.get(1))));
            case "Split-Path" -> List.of(Types.text(arguments.get(0)).replaceAll("\\\\[^\\\\]*$", ""));
            case "Test-Path" -> List.of(world.files().containsKey(path(named)));
            case "Get-Content" -> content(named);
            case "ConvertFrom-Json" -> input.isEmpty() ? List.of() : parsed(Types.text(input.get(0)));
            case "ConvertTo-Json" -> List.of(written(arguments.get(0)));
            case "Write-Output" ->
                arguments.get(0) instanceof String ? List.of(Types.text(arguments.get(0))) : put(arguments.get(0));
            case "Write-Warning" -> {
                world.warnings().add(Types.text(arguments.get(0)));
                yield List.of();
            }
            case "Start-Sleep" -> {
                world.pause(Types.number(named.get("Seconds")));
                yield List.of();
            }
            case "ForEach-Object" -> blocks(arguments, input, true);
            case "Where-Object" -> blocks(arguments, input, false);
            case "New-Object" -> List.of(DotNet.made(arguments, named, world));
            case "Invoke-WebRequest" -> List.of(sent(named));
            default -> throw new AssertionError("command %s is not known to the interpreter".formatted(command));
        };
    }

    private static String joined(String folder, String name) {
        if (folder.isEmpty()) {
            throw new Thrown(
                    "ParameterBindingException",
                    "Cannot bind argument to parameter 'Path' because it is an empty string.");
        }
        return folder + (folder.endsWith("\\") ? "" : "\\") + name;
    }

    private List<Object> blocks(List<Object> arguments, List<Object> input, boolean all) {
        var block = (Calls.Block) arguments.get(0);
        var output = new ArrayList<Object>();
        for (Object value : input) {
            List<Object> result = calls.each(block, value);
            if (all) {
                output.addAll(result);
            } else if (Types.truth(Types.collapsed(result))) {
                output.add(value);
            }
        }
        return output;
    }

    private static String path(Table named) {
        return named.text("LiteralPath");
    }

    private List<Object> content(Table named) {
        String text = world.files().get(path(named));
        if (text == null) {
            throw new Thrown("ItemNotFoundException", "Cannot find path " + path(named));
        }
        if (!named.has("Raw") || !"UTF8".equals(named.get("Encoding"))) {
            throw new AssertionError("Windows PowerShell reads a file without BOM as ANSI, and by lines");
        }
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static List<Object> parsed(String json) {
        try {
            var values = new ArrayList<Object>();
            values.add(value(JSON.readTree(json)));
            return values;
        } catch (JsonProcessingException e) {
            throw new Thrown("ArgumentException", "Invalid JSON primitive: " + json);
        }
    }

    private static Object value(JsonNode json) {
        if (json.isObject()) {
            var table = new Table();
            json.properties().forEach(property -> table.put(property.getKey(), value(property.getValue())));
            return new Types.Custom(table);
        }
        if (json.isArray()) {
            var list = new ArrayList<Object>();
            json.forEach(element -> list.add(value(element)));
            return list;
        }
        if (json.isIntegralNumber()) {
            return json.canConvertToInt() ? (Object) json.intValue() : (Object) json.longValue();
        }
        return json.isNull() ? null : json.isBoolean() ? json.booleanValue() : json.asText();
    }

    private static String written(Object value) {
        try {
            Table table = value instanceof Types.Custom custom ? custom.properties() : (Table) value;
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(table.plain());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Object sent(Table request) {
        Map<String, Object> headers = request.has("Headers") ? ((Table) request.get("Headers")).plain() : Map.of();
        int status = world.answer(new World.Sent(
                request.text("Method"),
                request.text("Uri"),
                headers,
                request.text("ContentType"),
                Types.bytes(request.get("Body")),
                (int) Types.number(request.get("TimeoutSec"))));
        if (status != 200) {
            throw Thrown.web(status);
        }
        return new Table().with("StatusCode", status);
    }
}
