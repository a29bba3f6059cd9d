package com.tallyhybrid.handover.powershell;

import java.util.List;

/** Properties and elements of values. In strict mode one that is not there is an error. */
final class Members {

    private Members() {}

    static Object read(Object target, String name) {
        if (target instanceof List<?> many && name.equals("Count")) {
            return many.size();
        }
        if (target instanceof Types.Custom custom) {
            return name.equals("PSObject") ? properties(custom) : property(custom.properties(), name);
        }
        if (target != null && name.equals("PSObject")) {
            // No value but an object of JSON has a property that a script asks for in this way.
            return properties(new Types.Custom(new Table()));
        }
        if (target instanceof Table table) {
            return name.equals("Keys") && !table.has(name) ? table.keys() : property(table, name);
        }
        if (target instanceof Signals.Thrown thrown) {
            return switch (name) {
                case "Exception" -> thrown;
                case "Message" -> thrown.getMessage();
                case "Response" -> thrown.status() == 0 ? null : response(thrown.status());
                default -> throw new AssertionError("exception.%s is not known to the interpreter".formatted(name));
            };
        }
        throw new AssertionError(".%s of %s is not known to the interpreter".formatted(name, target));
    }

    private static Object property(Table table, String name) {
        if (!table.has(name)) {
            throw new Signals.Thrown("PropertyNotFoundException", "The property '" + name + "' cannot be found", 0);
        }
        return table.get(name);
    }

    private static Table response(int status) {
        var response = new Table();
        response.put("StatusCode", status);
        return response;
    }

    /** PSObject.Properties, by name; a property there has a value of its own. */
    private static Table properties(Types.Custom custom) {
        var byName = new Table();
        custom.properties().keys().forEach(name -> {
            var property = new Table();
            property.put("Name", name);
            property.put("Value", custom.properties().get((String) name));
            byName.put((String) name, property);
        });
        var all = new Table();
        all.put("Properties", byName);
        return all;
    }

    static Object element(Object target, Object index) {
        if (target instanceof Table table) {
            return table.get(Types.text(index));
        }
        if (target instanceof List<?> many) {
            return many.get((int) Types.number(index));
        }
        throw new AssertionError("an element of %s is not known to the interpreter".formatted(target));
    }
}
