package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Deployments as they are after a deploy: what is handed over in the tests. */
public final class Samples {

    static final Path EXAMPLE = Path.of("deployments/example.yaml");
    static final Path OUTPUTS = Path.of("src/test/resources/com/tallyhybrid/officekit/sample-outputs.json");
    static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    private Samples() {}

    static Path templatesOfTheExample() {
        return Synthesized.example().folder();
    }

    public static Handover example() {
        return new Handover(
                DeploymentFile.read(EXAMPLE), OutputsFile.read(OUTPUTS), TemplatesFolder.read(templatesOfTheExample()));
    }

    /** Every profile; the outputs of those but the example are made up. */
    static Stream<Handover> all() {
        return Stream.of(example(), backupOnly(), selfManaged());
    }

    /** No office, no file server. */
    public static Handover backupOnly() {
        return madeUp("deployments/backup-only.yaml", Synthesized.backupOnly(), value -> value);
    }

    /** One office with BGP and fixed addresses inside its tunnels, and a directory of its own. */
    public static Handover selfManaged() {
        return madeUp("src/test/resources/deployments/self-managed.yaml", Synthesized.selfManaged(), value -> value);
    }

    /** The same before its file server is made: the tunnel comes first. */
    static Handover selfManagedWithoutFileServer() {
        Handover whole = selfManaged();
        var stacks = new LinkedHashMap<>(whole.outputs().stacks());
        stacks.remove(whole.names().of("FileServer"));
        return new Handover(whole.deployment(), new Outputs(stacks), whole.templates());
    }

    /** The same deployment, with a directory that no file of settings could name so. */
    static Handover withDirectory(Handover whole, Directory directory) {
        Deployment deployment = whole.deployment();
        FileServer files = deployment.fileServer().orElseThrow();
        var changed = new FileServer(
                files.deploymentType(),
                files.storageType(),
                files.storageGib(),
                files.throughputMbps(),
                files.backupDays(),
                files.backupTime(),
                files.maintenanceTime(),
                files.vaultDays(),
                files.vaultLockMode(),
                files.vaultCopyTo(),
                files.clientCidrs(),
                files.adminCidrs(),
                files.aliases(),
                directory);
        return new Handover(
                new Deployment(
                        deployment.name(),
                        deployment.account(),
                        deployment.alertEmails(),
                        deployment.network(),
                        deployment.backup(),
                        Optional.of(changed),
                        deployment.operations(),
                        deployment.audit()),
                whole.outputs(),
                whole.templates());
    }

    /** The example, with every output that AWS decides changed. */
    static Handover example(UnaryOperator<String> change) {
        return madeUp(EXAMPLE.toString(), Synthesized.example(), change);
    }

    /** A file's text as people copy from it: where a page breaks a line is not in it. */
    public static String copied(KitFile file) {
        return file.text().replaceAll("</?span[^>]*>", "");
    }

    static List<KitFile> kit(Handover handover) {
        return OfficeKit.of(handover, TODAY);
    }

    private static Handover madeUp(String file, Synthesized synthesized, UnaryOperator<String> change) {
        Deployment deployment = DeploymentFile.read(Path.of(file));
        Assembly templates = TemplatesFolder.read(synthesized.folder());
        var plausible = new PlausibleOutputs(deployment, templates);
        var stacks = new LinkedHashMap<String, Map<String, String>>();
        for (Template stack : templates.stacks()) {
            var outputs = new LinkedHashMap<String, String>();
            stack.body().path("Outputs").properties().forEach(output -> {
                JsonNode value = output.getValue().path("Value");
                outputs.put(
                        output.getKey(), value.isTextual() ? value.asText() : change.apply(plausible.of(stack, value)));
            });
            stacks.put(stack.stack(), outputs);
        }
        return new Handover(deployment, new Outputs(stacks), templates);
    }
}
