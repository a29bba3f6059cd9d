package com.tallyhybrid.handover.powershell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The commands of Windows that the report uses, on a {@link World} instead of a server. */
final class Cmdlets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SWITCHES = Set.of("raw", "usebasicparsing");

    private final World world;

    Cmdlets(World world) {
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
    List<Object> run(String command, List<Object> arguments, Table named, List<Object> input) {
        return switch (command) {
            case "Set-StrictMode", "Out-Null" -> List.of();
            case "Join-Path" -> List.of(Types.text(arguments.get(0)) + "\\" + Types.text(arguments.get(1)));
            case "Test-Path" -> List.of(world.files().containsKey(path(named)));
            case "Get-Content" -> content(named);
            case "ConvertFrom-Json" -> input.isEmpty() ? List.of() : parsed(Types.text(input.get(0)));
            case "ConvertTo-Json" -> List.of(written(arguments.get(0)));
            case "Write-Output" -> List.of(Types.text(arguments.get(0)));
            case "Start-Sleep" -> {
                world.pause(named.get("Seconds"));
                yield List.of();
            }
            case "Invoke-WebRequest" -> List.of(sent(named));
            default -> throw new AssertionError("command %s is not known to the interpreter".formatted(command));
        };
    }

    private static String path(Table named) {
        return Types.text(named.get("LiteralPath"));
    }

    private List<Object> content(Table named) {
        String text = world.files().get(path(named));
        if (text == null) {
            throw new Signals.Thrown("ItemNotFoundException", "Cannot find path " + path(named), 0);
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
            throw new Signals.Thrown("ArgumentException", "Invalid JSON primitive: " + json, 0);
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
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(((Table) value).plain());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Object sent(Table request) {
        Map<String, Object> headers = ((Table) request.get("Headers")).plain();
        int status = world.answer(new World.Sent(
                Types.text(request.get("Method")),
                Types.text(request.get("Uri")),
                headers,
                Types.text(request.get("ContentType")),
                Types.bytes(request.get("Body")),
                (int) Types.number(request.get("TimeoutSec"))));
        if (status != 200) {
            throw new Signals.Thrown("WebException", "The remote server returned an error: (" + status + ")", status);
        }
        var answer = new Table();
        answer.put("StatusCode", status);
        return answer;
    }
}
