package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All templates of one commit: what {@code cdk synth} wrote, stages included, or a folder of CloudFormation templates.
 *
 * @param templates every template by the name of its stack, in the order of the manifest or of the files' names
 */
public record CloudAssembly(Map<String, Template> templates) {

    private static final String MANIFEST = "manifest.json";

    /**
     * Templates held in memory.
     *
     * @throws UnreadableTemplate if one is no template, or two stacks have one name
     */
    public static CloudAssembly of(Collection<Template> templates) {
        Map<String, Template> byStack = new LinkedHashMap<>();
        for (Template template : templates) {
            refuseWhatIsNoTemplate(template);
            if (byStack.put(template.stack(), template) != null) {
                throw new UnreadableTemplate("two stacks are called " + template.stack());
            }
        }
        return new CloudAssembly(byStack);
    }

    /** An empty stack has no {@code Resources}. */
    private static void refuseWhatIsNoTemplate(Template template) {
        JsonNode resources = template.body().path("Resources");
        boolean named = resources.isObject() && resources.valueStream().allMatch(JsonNode::isObject);
        if (!named && !(resources.isMissingNode() && template.body().isObject())) {
            throw new UnreadableTemplate(
                    "the template of stack %s is none: below Resources stand resources by their names"
                            .formatted(template.stack()));
        }
    }

    /**
     * Reads a folder: by its manifest where there is one, otherwise every {@code .json}, {@code .yaml} or {@code .yml}
     * file in it is a template named after its stack.
     *
     * @throws UnreadableTemplate if the folder holds no template, or one that is not JSON or YAML
     */
    public static CloudAssembly read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableTemplate("no folder " + folder);
        }
        List<Template> templates =
                Files.exists(folder.resolve(MANIFEST)) ? fromManifest(folder, new HashSet<>()) : fromFiles(folder);
        if (templates.isEmpty()) {
            throw new UnreadableTemplate("no template in " + folder);
        }
        return of(templates);
    }

    /** The same stacks with other templates. */
    CloudAssembly map(UnaryOperator<Template> change) {
        Map<String, Template> changed = new LinkedHashMap<>();
        templates.forEach((stack, template) -> changed.put(stack, change.apply(template)));
        return new CloudAssembly(changed);
    }

    /** What means the same is written in one way in it; see {@link TemplateNormalizer}. */
    public CloudAssembly normalized() {
        return map(TemplateNormalizer::of);
    }

    private static List<Template> fromManifest(Path folder, Set<Path> read) {
        if (!read.add(folder.toAbsolutePath().normalize())) {
            throw new UnreadableTemplate("the assembly %s holds itself".formatted(folder));
        }
        List<Template> templates = new ArrayList<>();
        TemplateReader.json(folder.resolve(MANIFEST))
                .path("artifacts")
                .properties()
                .forEach(entry -> {
                    JsonNode artifact = entry.getValue();
                    switch (artifact.path("type").asText()) {
                        case "aws:cloudformation:stack" -> templates.add(stack(folder, entry.getKey(), artifact));
                        case "cdk:cloud-assembly" ->
                            templates.addAll(fromManifest(
                                    folder.resolve(artifact.at("/properties/directoryName")
                                            .asText()),
                                    read));
                        default -> {
                            // Asset manifests and the tree hold no template.
                        }
                    }
                });
        return templates;
    }

    private static Template stack(Path folder, String id, JsonNode artifact) {
        JsonNode properties = artifact.path("properties");
        Path file = folder.resolve(properties.path("templateFile").asText());
        return new Template(
                properties.path("stackName").asText(id),
                Environment.of(artifact.path("environment").asText()),
                Optional.of(properties.path("terminationProtection").asBoolean(false)),
                TemplateReader.json(file),
                file.toString());
    }

    private static List<Template> fromFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .filter(file -> file.toString().matches(".*\\.(json|yaml|yml)"))
                    .map(file -> new Template(
                            stackName(file),
                            Environment.UNKNOWN,
                            Optional.empty(),
                            TemplateReader.read(file),
                            file.toString()))
                    .filter(template -> template.body().path("Resources").isObject())
                    .toList();
        } catch (IOException e) {
            throw new UnreadableTemplate("cannot list " + folder, e);
        }
    }

    private static String stackName(Path file) {
        return file.getFileName().toString().replaceFirst("(\\.template)?\\.(json|yaml|yml)$", "");
    }
}
