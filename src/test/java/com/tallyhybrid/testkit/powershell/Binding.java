package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of a script or a function, and what is given for them. */
final class Binding {

    private final Calls calls;
    private final Node block;

    Binding(Calls calls, Node block) {
        this.calls = calls;
        this.block = block;
    }

    void bind(List<Object> positional, Table named, VariableScope scope) {
        var rest = new ArrayList<>(positional);
        refuseUnknown(named);
        if (named.has("WhatIf")) {
            scope.set("WhatIfPreference", named.get("WhatIf"));
        }
        scope.set("PSCmdlet", Shell.cmdlet(calls.world(), scope));
        for (Node parameter : parameters()) {
            String name = name(parameter);
            Object value;
            boolean given = named.has(name) || !rest.isEmpty() && !isSwitch(parameter);
            if (given) {
                value = typed(parameter, named.has(name) ? named.get(name) : rest.remove(0));
                validate(parameter, name, value);
            } else {
                if (parameter.text().contains("[Parameter(Mandatory)]")) {
                    throw new Thrown("ParameterBindingException", "missing mandatory parameter " + name);
                }
                value = typed(
                        parameter,
                        parameter
                                .child("script_parameter_default")
                                .map(standard -> calls.value(standard.parts().get(0), scope))
                                .orElse(null));
            }
            scope.set(name, value);
        }
    }

    private List<Node> parameters() {
        return block.all("script_parameter").toList();
    }

    private static String name(Node parameter) {
        return parameter.child("variable").orElseThrow().text().substring(1);
    }

    private static boolean isSwitch(Node parameter) {
        return type(parameter).equals("[switch]");
    }

    /** The type is the last word before the name; before it stand attributes. */
    private static String type(Node parameter) {
        List<Node> types = parameter
                .all("type_literal")
                .filter(type -> !type.text().contains("("))
                .toList();
        return types.isEmpty() ? "" : types.get(types.size() - 1).text().toLowerCase(Locale.ROOT);
    }

    private static Object typed(Node parameter, Object value) {
        String type = type(parameter);
        if (type.equals("[switch]")) {
            return value != null && Types.truth(value);
        }
        return type.isEmpty() ? value : Types.cast(value, type);
    }

    private void validate(Node parameter, String name, Object value) {
        String text = parameter.text();
        var pattern = Pattern.compile("\\[ValidatePattern\\('(.*?)'\\)\\]").matcher(text);
        if (pattern.find()) {
            Pattern allowed = Pattern.compile(pattern.group(1), Pattern.CASE_INSENSITIVE);
            for (Object each : Types.list(value)) {
                if (!allowed.matcher(Types.text(each)).find()) {
                    throw new Thrown("ParameterBindingException", "-" + name + " does not match " + pattern.group(1));
                }
            }
        }
    }

    private void refuseUnknown(Table named) {
        for (Object key : named.keys()) {
            String name = (String) key;
            if (parameters().stream().noneMatch(parameter -> name(parameter).equalsIgnoreCase(name))
                    && !Set.of("whatif", "confirm", "verbose").contains(name.toLowerCase(Locale.ROOT))) {
                throw new Thrown("ParameterBindingException", "no parameter " + name);
            }
        }
    }
}
