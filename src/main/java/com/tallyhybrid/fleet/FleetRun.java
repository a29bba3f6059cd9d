package com.tallyhybrid.fleet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which clients, and how their assemblies are made: what {@code fleet synth} asks for. */
class FleetRun {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILES",
            description = "The settings files: files, folders such as deployments/clients, or patterns in quotes.")
    private List<String> words;

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "How many processes work at once; each takes up to 1 GB of memory. 1 where left out.")
    private int jobs;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = "fleet.out",
            description = "Where each client's assembly goes, in a folder of its own. fleet.out where left out.")
    private Path output;

    @Option(names = "--strict", description = "Refuses a client whose settings still hold a value of the examples.")
    private boolean strict;

    @Option(
            names = "--without-validator",
            description = "Leaves out the CDK's look at every template: faster, and no check of a deploy.")
    private boolean unvalidated;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private List<ClientFile> clients;

    /** The clients, sorted. */
    List<ClientFile> clients() {
        if (clients == null) {
            clients = ClientFiles.of(words);
        }
        return clients;
    }

    FleetFolder folder() {
        return new FleetFolder(output);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where the table grows: it is what the command says. */
    PrintWriter progress() {
        return out();
    }

    CommandSpec spec() {
        return spec;
    }

    /** Makes every assembly anew, and shows how far it is. */
    List<ClientResult> synthesize() {
        if (jobs < 1 || jobs > 64) {
            throw new FleetRefusal(List.of("--jobs %s: between 1 and 64 processes".formatted(jobs)));
        }
        var synthesis = new FleetSynthesis(
                folder(), jobs, strict, () -> Synthesizer.start(SynthesisProcess.class, !unvalidated));
        return synthesis.run(clients(), new Progress(progress(), clients()));
    }
}
