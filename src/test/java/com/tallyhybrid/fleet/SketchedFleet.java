package com.tallyhybrid.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.testkit.templates.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A fleet in memory: the reviewed templates of the example with another name and account for each client, so that fifty
 * take a second and not a minute.
 */
final class SketchedFleet {

    private static final Path TEMPLATES = Path.of("docs/audit/templates");
    private static final Path EXAMPLE = Path.of("deployments/example.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SketchedFleet() {}

    /** Client 0 and up, each in an account of its own. */
    static List<FleetClient> of(int number, Path folder) throws IOException {
        List<FleetClient> clients = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            clients.add(client(folder, i, GeneratedClients.account(i), text -> text));
        }
        return clients;
    }

    /** One client; its settings may be changed in their text. */
    static FleetClient client(Path folder, int i, String account, UnaryOperator<String> settings) throws IOException {
        Path file = folder.resolve(GeneratedClients.name(i) + ".yaml");
        Files.writeString(file, settings.apply(named(Files.readString(EXAMPLE), i, account)));
        return new FleetClient(ClientFile.of(file), DeploymentFile.read(file), templates(i, account));
    }

    /** The client with a changed resource. */
    static FleetClient changed(FleetClient client, String role, String id, Consumer<ObjectNode> change) {
        List<Template> templates = client.templates().templates().values().stream()
                .map(template -> {
                    if (!template.stack().endsWith("-" + role)) {
                        return template;
                    }
                    JsonNode body = template.body().deepCopy();
                    ObjectNode resource = (ObjectNode) body.path("Resources").path(id);
                    if (resource.isMissingNode()) {
                        throw new IllegalArgumentException("no resource " + id);
                    }
                    change.accept((ObjectNode) resource.path("Properties"));
                    return template.with(body);
                })
                .toList();
        return new FleetClient(client.file(), client.deployment(), CloudAssembly.of(templates));
    }

    private static CloudAssembly templates(int i, String account) throws IOException {
        List<Template> templates = new ArrayList<>();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".template.json"))
                    .sorted()
                    .toList()) {
                String stack = named(file.getFileName().toString(), i, account).replace(".template.json", "");
                String region = stack.endsWith("-Replica") ? "ap-south-2" : "ap-south-1";
                templates.add(Sketch.template(
                        stack,
                        Environment.of("aws://%s/%s".formatted(account, region)),
                        JSON.readTree(named(Files.readString(file), i, account))));
            }
        }
        return CloudAssembly.of(templates);
    }

    private static String named(String text, int i, String account) {
        return text.replace("sharma-traders", GeneratedClients.name(i)).replace("111122223333", account);
    }
}
