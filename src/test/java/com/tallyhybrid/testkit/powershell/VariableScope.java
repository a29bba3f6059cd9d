package com.tallyhybrid.testkit.powershell;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The variables that a piece of script sees: its own, then those of whoever called it. */
final class VariableScope {

    private final VariableScope caller;
    private final Map<String, Object> variables = new HashMap<>();

    VariableScope(VariableScope caller) {
        this.caller = caller;
    }

    /** The one that every module sees, and a script that is typed does not change. */
    VariableScope global() {
        return caller == null ? this : caller.global();
    }

    void set(String name, Object value) {
        variables.put(name.toLowerCase(Locale.ROOT), value);
    }

    /** In strict mode a variable that nobody has set is an error. */
    Object get(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        for (VariableScope scope = this; scope != null; scope = scope.caller) {
            if (scope.variables.containsKey(key)) {
                return scope.variables.get(key);
            }
        }
        throw new Thrown("RuntimeException", "The variable $" + name + " has not been set", 0);
    }
}
