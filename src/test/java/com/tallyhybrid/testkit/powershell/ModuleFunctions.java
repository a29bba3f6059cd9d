package com.tallyhybrid.testkit.powershell;

import java.util.Locale;
import java.util.Set;

/**
 * The commands of Windows that are functions of modules and not cmdlets: they see the global preferences and not those of
 * the script that calls them (PowerShell/PowerShell#4568). Which are, says the list of build 14393 that PSScriptAnalyzer
 * ships (Engine/Settings/desktop-5.1.14393.206-windows.json, CommandType "Function").
 */
public final class ModuleFunctions {

    private static final Set<String> NAMES = Set.of(
            "get-filehash",
            "get-smbconnection",
            "get-smbmapping",
            "new-scheduledtaskaction",
            "new-scheduledtaskprincipal",
            "new-scheduledtasksettingsset",
            "new-scheduledtasktrigger",
            "new-smbmapping",
            "register-scheduledtask",
            "start-scheduledtask",
            "stop-scheduledtask",
            "test-netconnection",
            "unregister-scheduledtask");

    private ModuleFunctions() {}

    public static boolean has(String command) {
        return NAMES.contains(command.toLowerCase(Locale.ROOT));
    }
}
