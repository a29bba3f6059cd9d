package com.tallyhybrid.handover;

import com.tallyhybrid.Synthesized;
import com.tallyhybrid.settings.DeploymentFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A synthesized deployment as if it had been deployed: every output of its templates has a value. */
public final class SampleHandover {

    private static final Map<String, String> VALUES = Map.of(
            "FileSystemId", "fs-0123456789abcdef0",
            "SmbHost", "amznfsxab12cd34.corp.sharma.example",
            "DirectoryDnsIps", "10.20.0.10, 10.20.64.10");

    private SampleHandover() {}

    /** Two offices, one of them with BGP, and a managed directory. */
    public static Handover example() {
        return of("deployments/example.yaml", Synthesized.example());
    }

    /** One office with BGP and fixed addresses inside its tunnels, and a directory of its own. */
    public static Handover selfManaged() {
        return of("src/test/resources/deployments/self-managed.yaml", Synthesized.selfManaged());
    }

    /** No office, no file server. */
    public static Handover backupOnly() {
        return of("src/test/resources/deployments/backup-only.yaml", Synthesized.backupOnly());
    }

    private static Handover of(String file, Synthesized synthesized) {
        var outputs = new TreeMap<String, Map<String, String>>();
        var templates = synthesized.templates();
        templates
                .stacks()
                .forEach((role, template) -> outputs.put(
                        templates.deployment() + "-" + role,
                        template.path("Outputs").properties().stream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toMap(name -> name, SampleHandover::value))));
        return new Handover(DeploymentFile.read(Path.of(file)), new Outputs(outputs), templates.assembly());
    }

    private static String value(String output) {
        return output.endsWith("VpnConnectionId")
                ? "vpn-0a1b2c3d4e5f60718"
                : VALUES.getOrDefault(output, "output-" + output);
    }
}
