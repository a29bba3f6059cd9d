package com.tallyhybrid.fleet;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What the commands ask for that look at assemblies: they make them anew, unless told otherwise. */
final class FleetView extends FleetRun {

    @Option(
            names = "--no-synth",
            description = "Takes the assemblies as they stand in the folder, where they are of these very files.")
    private boolean asTheyStand;

    /** What the command says comes after it, and may be kept in a file. */
    @Override
    PrintWriter progress() {
        return spec().commandLine().getErr();
    }

    /** Every client's assembly: made anew, or as it stands where --no-synth says so; and how that went. */
    List<ClientResult> assemblies() {
        return asTheyStand ? clients().stream().map(this::standing).toList() : synthesize();
    }

    private ClientResult standing(ClientFile client) {
        boolean current;
        try {
            current = folder().isOf(client);
        } catch (IOException unreadable) {
            current = false;
        }
        return current
                ? new ClientResult(client.client(), client.path(), "as it stands", List.of(), List.of())
                : new ClientResult(
                        client.client(),
                        client.path(),
                        "not synthesized",
                        List.of("There is no assembly of this file in %s; leave out --no-synth"
                                .formatted(folder().root())),
                        List.of());
    }

    /** What is known of each client that has an assembly. */
    List<FleetClient> read(List<ClientResult> made) {
        Set<String> refused = made.stream()
                .filter(ClientResult::fails)
                .map(ClientResult::client)
                .collect(Collectors.toSet());
        return clients().stream()
                .filter(client -> !refused.contains(client.client()))
                .map(client -> new FleetClient(
                        client,
                        DeploymentFile.read(client.file()),
                        CloudAssembly.read(folder().assembly(client.client()))))
                .toList();
    }

    /** Shows every client that has a problem or a notice. */
    void tell(List<ClientResult> results) {
        for (ClientResult result : results) {
            if (result.fails() || !result.notices().isEmpty()) {
                out().printf("%s: %s%n", result.client(), result.result());
                result.problems().forEach(text -> text.lines().forEach(line -> out().println("  " + line)));
                result.notices().forEach(text -> text.lines().forEach(line -> out().println("  note: " + line)));
            }
        }
    }
}
