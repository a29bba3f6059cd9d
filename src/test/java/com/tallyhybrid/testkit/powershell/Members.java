package com.tallyhybrid.testkit.powershell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Properties and elements of values. In strict mode one that is not there is an error. */
final class Members {

    private Members() {}

    static Object read(Object target, String name) {
        if (target instanceof List<?> many && name.equals("Count")) {
            return many.size();
        }
        if (target instanceof String text && name.equals("Length")) {
            return text.length();
        }
        if (target instanceof Duration span) {
            return ofSpan(span, name);
        }
        if (target instanceof Instant) {
            // Of DateTimeOffset; what is shown to people only.
            return target;
        }
        if (target instanceof Types.Custom custom) {
            return name.equals("PSObject") ? properties(custom) : property(custom.properties(), name);
        }
        if (target != null && name.equals("PSObject")) {
            // No value but an object of JSON has a property that a script asks for in this way.
            return properties(target instanceof Table table ? new Types.Custom(table) : new Types.Custom(new Table()));
        }
        if (target instanceof Table table) {
            return switch (table.has(name) ? "" : name) {
                case "Keys" -> table.keys();
                case "Count" -> table.keys().size();
                default -> property(table, name);
            };
        }
        if (target instanceof Thrown thrown) {
            return switch (name) {
                case "Exception" -> thrown;
                case "Message" -> thrown.getMessage();
                case "Response" -> thrown.status() == 0 ? null : response(thrown.status());
                default -> throw new AssertionError("exception.%s is not known to the interpreter".formatted(name));
            };
        }
        if (target == null) {
            throw new Thrown("PropertyNotFoundException", "The property '" + name + "' cannot be found on nothing");
        }
        throw new AssertionError(".%s of %s is not known to the interpreter".formatted(name, target));
    }

    private static Object ofSpan(Duration span, String name) {
        return switch (name) {
            case "TotalMilliseconds" -> (double) span.toMillis();
            case "TotalSeconds" -> span.toMillis() / 1e3;
            case "TotalMinutes" -> span.toMillis() / 6e4;
            case "TotalDays" -> span.toMillis() / 864e5;
            default -> throw new AssertionError("timespan.%s is not known to the interpreter".formatted(name));
        };
    }

    static void write(Object target, String name, Object value) {
        Table table = target instanceof Types.Custom custom ? custom.properties() : (Table) target;
        table.put(name, value);
    }

    private static Object property(Table table, String name) {
        if (!table.has(name)) {
            throw new Thrown("PropertyNotFoundException", "The property '" + name + "' cannot be found", 0);
        }
        // One that is worked out when it is asked for.
        return table.get(name) instanceof Table.Method late ? late.call(List.of()) : table.get(name);
    }

    private static Table response(int status) {
        return new Table().with("StatusCode", status).with("Headers", new Table());
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
