package com.tallyhybrid.fleet;

import com.tallyhybrid.command.Help;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleet synth}: an assembly for each client. */
@Command(
        name = "synth",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every client has its assembly",
            "1:at least one client is refused; all others have theirs",
            "2:nothing was made: the command is wrong, or the folder cannot be written"
        },
        description =
                "Writes the assembly of each client, as cdk synth would write it: cdk deploy --app FOLDER/CLIENT%n"
                        + "takes it. A client that is refused stops none of the others, and leaves no assembly.%n")
final class FleetSynthCommand implements Callable<Integer> {

    @Mixin
    private FleetRun run;

    @Mixin
    private ResultFiles files;

    @Mixin
    private Help help;

    @Override
    public Integer call() {
        List<ClientResult> results = run.synthesize();
        files.write("synth", results);
        long refused = results.stream().filter(ClientResult::fails).count();
        run.out()
                .printf(
                        "%s written to %s, %s refused.%n",
                        results.size() - refused, run.folder().root(), refused);
        run.out().flush();
        return refused == 0 ? FleetCommand.GOOD : FleetCommand.FAULTS;
    }
}
