package com.tallyhybrid.controls.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All templates of one app together, since policies in one name resources in another. */
public final class Assembly {

    private static final Pattern ENVIRONMENT = Pattern.compile("aws://(\\d{12})/([a-z0-9-]+)");

    private final List<StackTemplate> stacks;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    private Assembly(List<StackTemplate> stacks) {
        this.stacks = List.copyOf(stacks);
        var resolver = new Resolver(this);
        for (StackTemplate stack : stacks) {
            stack.template().path("Resources").properties().forEach(entry -> {
                var resource = new Resource(stack, entry.getKey(), entry.getValue(), resolver);
                if (resources.put(resource.label(), resource) != null) {
                    throw new IllegalArgumentException("two stacks are called " + stack.name());
                }
            });
        }
    }

    /** Templates held in memory. */
    public static Assembly of(List<StackTemplate> stacks) {
        return new Assembly(stacks);
    }

    /** What {@code cdk synth} wrote: its manifest says which template goes to which account and Region. */
    public static Assembly read(Path directory) {
        List<StackTemplate> stacks = new ArrayList<>();
        json(directory.resolve("manifest.json")).path("artifacts").properties().forEach(entry -> {
            switch (entry.getValue().path("type").asText()) {
                case "aws:cloudformation:stack" -> stacks.add(stack(directory, entry.getKey(), entry.getValue()));
                case "cdk:cloud-assembly" ->
                    throw new IllegalArgumentException("stage %s: stages are not modelled".formatted(entry.getKey()));
                default -> {
                    // Asset manifests, the tree and the like hold no template.
                }
            }
        });
        return new Assembly(stacks);
    }

    /** Every stack, in the order given. */
    public List<StackTemplate> stacks() {
        return stacks;
    }

    /** Every resource of every stack. */
    public Collection<Resource> resources() {
        return resources.values();
    }

    /** Every resource of one CloudFormation type. */
    public List<Resource> resources(String type) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** The resource with this logical id; its absence is an error. */
    public Resource resource(String stack, String logicalId) {
        return find(stack, logicalId)
                .orElseThrow(
                        () -> new IllegalArgumentException("stack %s has no resource %s".formatted(stack, logicalId)));
    }

    Optional<Resource> find(String stack, String logicalId) {
        return Optional.ofNullable(resources.get(stack + "/" + logicalId));
    }

    private static StackTemplate stack(Path directory, String artifact, JsonNode node) {
        String environment = node.path("environment").asText();
        Matcher matcher = ENVIRONMENT.matcher(environment);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "stack %s: needs an account and a Region, got %s".formatted(artifact, environment));
        }
        JsonNode properties = node.path("properties");
        return new StackTemplate(
                properties.path("stackName").asText(artifact),
                matcher.group(1),
                matcher.group(2),
                json(directory.resolve(properties.path("templateFile").asText())));
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
