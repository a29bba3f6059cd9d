package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Printable;
import com.tallyhybrid.settings.TallyServer;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that {@code cdk synth} and {@code cdk deploy} write: what was deployed, if it is of these settings. */
final class TemplatesFolder {

    private final String name;

    private TemplatesFolder(Path folder) {
        this.name = OutputsFile.shown(folder);
    }

    /**
     * Reads the folder.
     *
     * @throws RefusedHandover if it holds no templates
     */
    static Assembly read(Path folder) {
        var reader = new TemplatesFolder(folder);
        if (!Files.isRegularFile(folder.resolve("manifest.json"))) {
            throw reader.refusal("holds no manifest.json");
        }
        try {
            Assembly assembly = Assembly.read(folder);
            if (assembly.stacks().isEmpty()) {
                throw reader.refusal("holds no stack");
            }
            return assembly;
        } catch (UncheckedIOException unreadable) {
            throw reader.refusal("%s, or it is not JSON".formatted(unreadable.getMessage()));
        } catch (IllegalArgumentException foreign) {
            throw reader.refusal(foreign.getMessage());
        }
    }

    /** Why these are not the templates of this deployment; empty where they are. */
    static List<String> problems(Path folder, Assembly assembly, Deployment deployment) {
        return new TemplatesFolder(folder).problems(assembly, deployment);
    }

    private List<String> problems(Assembly assembly, Deployment deployment) {
        List<String> problems = new ArrayList<>();
        Set<String> deployments = names(assembly);
        if (!deployments.equals(Set.of(deployment.name()))) {
            problems.add("%s: templates of %s, and the settings are of %s; %s"
                    .formatted(name, String.join(", ", deployments), deployment.name(), again()));
            return problems;
        }
        assembly.stacks().stream()
                .filter(stack -> !stack.account().equals(deployment.account()))
                .map(stack -> "%s: %s goes to account %s, and the settings name %s; %s"
                        .formatted(name, stack.stack(), stack.account(), deployment.account(), again()))
                .forEach(problems::add);
        Set<String> wanted = wanted(deployment);
        Set<String> found = assembly.stacks().stream()
                .flatMap(stack -> facts(stack, deployment))
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.stream()
                .filter(fact -> !found.contains(fact))
                .map(fact -> "%s: older than the settings: %s is not in them; %s".formatted(name, fact, again()))
                .forEach(problems::add);
        found.stream()
                .filter(fact -> !wanted.contains(fact))
                .map(fact -> "%s: of other settings: %s is in them; %s".formatted(name, fact, again()))
                .forEach(problems::add);
        return problems;
    }

    private static Set<String> names(Assembly assembly) {
        return assembly.stacks().stream()
                .map(Template::stack)
                .map(stack -> stack.substring(0, Math.max(stack.lastIndexOf('-'), 0)))
                .map(Printable::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the settings make, by the words of a message: the parts that a kit is divided by. */
    private static Set<String> wanted(Deployment deployment) {
        var wanted = new TreeSet<String>();
        for (TallyServer server : deployment.backup().servers()) {
            server.keySerials().forEach(serial -> wanted.add(key(server, serial)));
        }
        deployment.network().stream()
                .flatMap(network -> network.offices().stream())
                .forEach(office -> wanted.add("output %sVpnConnectionId".formatted(LogicalIds.of(office.name()))));
        wanted.add(days("lockDays", deployment.backup().lockDays()));
        wanted.add(days("noncurrentDays", deployment.backup().noncurrentDays()));
        deployment.network().ifPresent(network -> wanted.add("stack Network"));
        deployment.fileServer().ifPresent(files -> wanted.add("stack FileServer"));
        return wanted;
    }

    private static String key(TallyServer server, int serial) {
        return "output Agent%sKey%dSecretName".formatted(LogicalIds.of(server.name()), serial);
    }

    private static String days(String setting, int days) {
        return "%s %d".formatted(setting, days);
    }

    private static Stream<String> facts(Template stack, Deployment deployment) {
        Stream<String> outputs = stack.body().path("Outputs").properties().stream()
                .map(output -> output.getKey())
                .filter(key -> key.matches("Agent.+Key\\d+SecretName|.+VpnConnectionId"))
                .map("output "::concat);
        String role = stack.stack().substring(deployment.name().length() + 1);
        return switch (role) {
            case "Network", "FileServer" -> Stream.concat(Stream.of("stack " + role), outputs);
            case "Backup" -> Stream.concat(bucketDays(stack), outputs);
            default -> outputs;
        };
    }

    private static Stream<String> bucketDays(Template stack) {
        JsonNode bucket = stack.body().at("/Resources/BackupBucket/Properties");
        int lock =
                bucket.at("/ObjectLockConfiguration/Rule/DefaultRetention/Days").asInt();
        return Stream.concat(
                Stream.of(days("lockDays", lock)),
                bucket.findValues("NoncurrentDays").stream().map(kept -> days("noncurrentDays", kept.asInt())));
    }

    private static String again() {
        return "deploy, or synth, with these settings, or name its folder with --templates";
    }

    private RefusedHandover refusal(String text) {
        return new RefusedHandover(List.of("%s: %s; %s".formatted(name, Printable.sentence(text), again())));
    }
}
