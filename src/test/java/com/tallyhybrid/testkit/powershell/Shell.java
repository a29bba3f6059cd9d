package com.tallyhybrid.testkit.powershell;

/** The objects by which a script speaks to PowerShell itself. */
final class Shell {

    private Shell() {}

    /** {@code $PSCmdlet}: asks leave, which it gets unless -WhatIf was said. */
    static Table cmdlet(World world, VariableScope scope) {
        return new Table()
                .doing("ShouldProcess", given -> {
                    boolean whatIf = Types.truth(scope.get("WhatIfPreference"));
                    world.changes()
                            .add((whatIf ? "What if: " : "") + Types.text(given.get(1)) + ": "
                                    + Types.text(given.get(0)));
                    return !whatIf;
                })
                .doing("ShouldContinue", given -> true);
    }

    /** {@code $ExecutionContext}, of which scripts want whole paths. */
    static Table context() {
        var path = new Table().doing("GetUnresolvedProviderPathFromPSPath", given -> given.get(0));
        return new Table().with("SessionState", new Table().with("Path", path));
    }
}
