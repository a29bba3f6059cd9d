package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a folder: by its manifest where there is one, otherwise whatever in it is a template. */
final class AssemblyReader {

    private static final String MANIFEST = "manifest.json";

    /** Of files, and of the folders that are no part of a repository of templates. */
    private static final String TEMPLATE = "(?i).*\\.(json|ya?ml|template)";

    private static final String FOREIGN = "\\..*|node_modules";

    private final NestedStacks nested = new NestedStacks();
    private final Set<Path> assemblies = new HashSet<>();
    private final Path root;

    private AssemblyReader(Path root) {
        this.root = root;
    }

    /** Every template in a folder, nested ones behind those that nest them. */
    static List<Template> read(Path folder) {
        var reader = new AssemblyReader(folder);
        List<Template> roots = isAssembly(folder) ? reader.fromManifest(folder) : reader.fromFiles(folder);
        List<Template> templates = labelled(roots).stream()
                .map(LoopExpansion::of)
                .flatMap(template -> reader.nested.with(template).stream())
                .toList();
        return reader.withoutNestedFiles(templates);
    }

    /** A file that is the template of a nested stack is no stack besides. */
    private List<Template> withoutNestedFiles(List<Template> templates) {
        Set<Path> files = Set.copyOf(nested.read());
        Set<String> twice = templates.stream()
                .filter(template -> template.deployment().isEmpty() && !isNested(template, templates))
                .filter(template -> files.contains(absolute(Path.of(template.file()))))
                .map(Template::stack)
                .collect(Collectors.toSet());
        return templates.stream()
                .filter(template -> twice.stream()
                        .noneMatch(stack -> template.stack().equals(stack)
                                || template.stack().startsWith(stack + "/")))
                .toList();
    }

    private static boolean isNested(Template template, List<Template> templates) {
        return templates.stream().anyMatch(parent -> parent.nests(template.stack()));
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private List<Template> fromManifest(Path folder) {
        if (!assemblies.add(real(folder))) {
            throw new UnreadableTemplate("the assembly %s holds itself".formatted(folder));
        }
        List<Template> templates = new ArrayList<>();
        TemplateFile.of(folder.resolve(MANIFEST))
                .content()
                .path("artifacts")
                .properties()
                .forEach(entry -> {
                    JsonNode artifact = entry.getValue();
                    switch (artifact.path("type").asText()) {
                        case "aws:cloudformation:stack" -> templates.add(stack(folder, entry.getKey(), artifact));
                        case "cdk:cloud-assembly" ->
                            templates.addAll(fromManifest(TemplateFile.in(
                                    folder,
                                    artifact.at("/properties/directoryName").asText())));
                        default -> {
                            // Asset manifests and the tree hold no template.
                        }
                    }
                });
        return templates;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UnreadableTemplate("no folder " + folder, e);
        }
    }

    private static Template stack(Path folder, String id, JsonNode artifact) {
        JsonNode properties = artifact.path("properties");
        Path file = TemplateFile.in(folder, properties.path("templateFile").asText());
        StackDeployment deployment = StackDeployment.of(id, artifact, metadata(folder, artifact));
        return new Template(
                deployment.name(),
                Environment.of(artifact.path("environment").asText()),
                Optional.of(properties.path("terminationProtection").asBoolean(false)),
                TemplateFile.of(file).content(),
                absolute(file).toString(),
                Optional.of(deployment));
    }

    /** What the app says of its constructs; nothing is lost without it but their names. */
    private static JsonNode metadata(Path folder, JsonNode artifact) {
        String file = artifact.path("additionalMetadataFile").asText();
        if (file.isEmpty()) {
            return artifact.path("metadata");
        }
        try {
            return TemplateFile.of(TemplateFile.in(folder, file)).content();
        } catch (UnreadableTemplate names) {
            return MissingNode.getInstance();
        }
    }

    /** One name may stand in several Regions, accounts or stages: then it is called after its place, or its artifact. */
    private static List<Template> labelled(List<Template> templates) {
        Map<String, Integer> names = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        templates.forEach(template -> {
            names.merge(template.stack(), 1, Integer::sum);
            places.merge(placed(template), 1, Integer::sum);
        });
        return templates.stream()
                .map(template -> template.deployment().isEmpty() || names.get(template.stack()) == 1
                        ? template
                        : template.labelled(
                                places.get(placed(template)) == 1
                                        ? placed(template)
                                        : template.stack() + "@"
                                                + template.deployment().get().artifact()))
                .toList();
    }

    private static String placed(Template template) {
        return template.stack() + "@"
                + template.environment().text().replaceFirst("^aws://", "").replace('/', ':');
    }

    private List<Template> fromFiles(Path folder) {
        List<Template> templates = new ArrayList<>();
        for (Path file : children(folder)) {
            String name = file.getFileName().toString();
            if (Files.isDirectory(file) && !Files.isSymbolicLink(file) && !name.matches(FOREIGN)) {
                templates.addAll(isAssembly(file) ? fromManifest(file) : fromFiles(file));
            } else if (name.matches(TEMPLATE) && !Files.isDirectory(file)) {
                template(file).ifPresent(templates::add);
            }
        }
        return templates;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UnreadableTemplate("cannot list " + folder, e);
        }
    }

    /** Web pages and extensions have a file of that name too. */
    private static boolean isAssembly(Path folder) {
        Path manifest = folder.resolve(MANIFEST);
        return Files.exists(manifest) && TemplateFile.of(manifest).content().has("artifacts");
    }

    /** Empty for a file that is something else; one that means to be a template and is none refuses the folder. */
    private Optional<Template> template(Path path) {
        TemplateFile file = TemplateFile.of(path);
        if (!file.looksLikeTemplate()) {
            return Optional.empty();
        }
        JsonNode body = file.content();
        CloudAssembly.refuseWhatIsNoTemplate(body, path.toString());
        return Optional.of(new Template(
                stackName(path),
                Environment.UNKNOWN,
                Optional.empty(),
                body,
                absolute(path).toString()));
    }

    /** The way to it without the end of its name; slashes on Windows too. */
    private String stackName(Path file) {
        return root.relativize(file)
                .toString()
                .replace('\\', '/')
                .replaceFirst("(?i)(\\.template)?\\.(json|ya?ml|template)$", "");
    }
}
