package com.tallyhybrid.review.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All templates of one commit: what {@code cdk synth} wrote, stages included, or a folder of CloudFormation templates.
 */
public final class Synthesis {

    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Template> templates;
    private Synthesis canonical;

    private Synthesis(Map<String, Template> templates) {
        this.templates = templates;
    }

    /** Templates held in memory. */
    public static Synthesis of(List<Template> templates) {
        Map<String, Template> byStack = new LinkedHashMap<>();
        for (Template template : templates) {
            refuseWhatIsNoTemplate(template);
            if (byStack.put(template.stack(), template) != null) {
                throw new UnreadableSynthesis("two stacks are called " + template.stack());
            }
        }
        return new Synthesis(byStack);
    }

    private static void refuseWhatIsNoTemplate(Template template) {
        JsonNode resources = template.body().path("Resources");
        if (!resources.isObject() || !resources.valueStream().allMatch(JsonNode::isObject)) {
            throw new UnreadableSynthesis(
                    "the template of stack %s is none: below Resources stand resources by their names"
                            .formatted(template.stack()));
        }
    }

    /**
     * Reads a folder: by its manifest where there is one, otherwise every {@code .json}, {@code .yaml} or {@code .yml}
     * file in it is a template named after its stack.
     *
     * @throws UnreadableSynthesis if the folder holds no template, or one that is not JSON or YAML
     */
    public static Synthesis read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableSynthesis("no folder " + folder);
        }
        List<Template> templates = Files.exists(folder.resolve(MANIFEST)) ? fromManifest(folder) : fromFiles(folder);
        if (templates.isEmpty()) {
            throw new UnreadableSynthesis("no template in " + folder);
        }
        return of(templates);
    }

    /** Every template by the name of its stack. */
    public Map<String, Template> templates() {
        return templates;
    }

    /** Written once, however many examiners ask. */
    synchronized Synthesis canonical() {
        if (canonical == null) {
            canonical = of(templates.values().stream().map(Canonical::of).toList());
            canonical.canonical = canonical;
        }
        return canonical;
    }

    private static List<Template> fromManifest(Path folder) {
        List<Template> templates = new ArrayList<>();
        json(folder.resolve(MANIFEST)).path("artifacts").properties().forEach(entry -> {
            JsonNode artifact = entry.getValue();
            switch (artifact.path("type").asText()) {
                case "aws:cloudformation:stack" -> templates.add(stack(folder, entry.getKey(), artifact));
                case "cdk:cloud-assembly" ->
                    templates.addAll(fromManifest(folder.resolve(
                            artifact.at("/properties/directoryName").asText())));
                default -> {
                    // Asset manifests and the tree hold no template.
                }
            }
        });
        return templates;
    }

    private static Template stack(Path folder, String id, JsonNode artifact) {
        JsonNode properties = artifact.path("properties");
        return new Template(
                properties.path("stackName").asText(id),
                Optional.of(artifact.path("environment").asText()),
                Optional.of(properties.path("terminationProtection").asBoolean(false)),
                json(folder.resolve(properties.path("templateFile").asText())));
    }

    private static List<Template> fromFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .filter(file -> file.toString().matches(".*\\.(json|yaml|yml)"))
                    .map(file -> new Template(stackName(file), Optional.empty(), Optional.empty(), template(file)))
                    .filter(template -> template.body().path("Resources").isObject())
                    .toList();
        } catch (IOException e) {
            throw new UnreadableSynthesis("cannot list " + folder, e);
        }
    }

    private static String stackName(Path file) {
        return file.getFileName().toString().replaceFirst("(\\.template)?\\.(json|yaml|yml)$", "");
    }

    private static JsonNode template(Path file) {
        return file.toString().endsWith(".json") ? json(file) : YamlTemplate.read(file);
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UnreadableSynthesis("cannot read %s: %s".formatted(file, reason(e)), e);
        }
    }

    /** Jackson's own message without the excerpt behind it; the name of the file stands before it already. */
    private static String reason(IOException failure) {
        if (failure instanceof JsonProcessingException malformed) {
            return "this is not JSON, line %s: %s"
                    .formatted(malformed.getLocation().getLineNr(), malformed.getOriginalMessage());
        }
        return failure instanceof FileNotFoundException ? "there is no such file" : failure.getMessage();
    }
}
