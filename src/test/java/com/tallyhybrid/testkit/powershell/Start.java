package com.tallyhybrid.testkit.powershell;

import java.util.ArrayList;
import java.util.List;

/**
 * How a script comes to run.
 *
 * <p>What differs in Windows PowerShell 5.1, and bites: {@code powershell.exe -File} hands over text, so that a list is
 * one string; it leaves {@code $PSScriptRoot} and its like empty while an advanced script's defaults are evaluated
 * (PowerShell/PowerShell#4688 and #4840; repeated in adamgell/cmtraceopen#542 in 2026); and its script's preferences are
 * the global ones. Those of a script that is typed at a prompt are not, so functions of modules do not see them
 * (PowerShell/PowerShell#4568).
 *
 * @param byFile by {@code powershell.exe -File}, not typed at a prompt
 * @param named what is given by name
 * @param positional what is given without
 */
public record Start(boolean byFile, Table named, List<Object> positional) {

    /** As {@code powershell.exe -File script.ps1 -Name value -Switch} does. */
    public static Start file(String... arguments) {
        var named = new Table();
        var positional = new ArrayList<Object>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("-")) {
                positional.add(arguments[i]);
            } else if (i + 1 < arguments.length && !arguments[i + 1].startsWith("-")) {
                named.put(arguments[i].substring(1), arguments[++i]);
            } else {
                named.put(arguments[i].substring(1), true);
            }
        }
        return new Start(true, named, positional);
    }

    /** As {@code .\script.ps1 -Name value} at a prompt does: a list is a list. */
    public static Start typed(Table named) {
        return new Start(false, named, List.of());
    }
}
