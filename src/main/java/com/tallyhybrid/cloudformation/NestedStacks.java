package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The stacks that a template nests ({@code AWS::CloudFormation::Stack}), as far as their templates lie beside it.
 *
 * <p>Each becomes a stack of its own, called after the logical id that nests it: the name of its file and its URL change with
 * its content, and are no difference then. What the parent passes takes the place of the parameters' defaults.
 */
final class NestedStacks {

    static final String TYPE = "AWS::CloudFormation::Stack";

    private final Map<Path, Map<String, String>> assets = new HashMap<>();
    private final Set<Path> read = new HashSet<>();

    /** The template, and behind it every template that it nests. */
    List<Template> with(Template template) {
        return with(template, Set.of(Path.of(template.file())));
    }

    /** Every file that was read as the template of a nested stack. */
    Collection<Path> read() {
        return read;
    }

    private List<Template> with(Template template, Set<Path> around) {
        JsonNode body = template.body().deepCopy();
        List<Template> nested = new ArrayList<>();
        body.path("Resources").properties().forEach(entry -> {
            if (entry.getValue().path("Type").asText().equals(TYPE)) {
                file(template, entry.getKey(), entry.getValue()).ifPresent(file -> {
                    nested.addAll(nested(template, entry.getKey(), entry.getValue(), file, around));
                    withoutUrl((ObjectNode) entry.getValue());
                });
            }
        });
        nested.add(0, nested.isEmpty() ? template : template.with(body));
        return nested;
    }

    private List<Template> nested(Template parent, String id, JsonNode resource, Path file, Set<Path> around) {
        if (around.contains(file)) {
            throw new UnreadableTemplate("the template %s nests itself".formatted(file));
        }
        read.add(file);
        Set<Path> deeper = new HashSet<>(around);
        deeper.add(file);
        JsonNode body = TemplateFile.of(file).content();
        CloudAssembly.refuseWhatIsNoTemplate(body, file.toString());
        var own =
                new Template(parent.stack() + "/" + id, parent.environment(), Optional.empty(), body, file.toString());
        return with(LoopExpansion.of(own.with(passed(parent, resource, body))), deeper);
    }

    /** The nested template with what its parent gives for its parameters. */
    private static JsonNode passed(Template parent, JsonNode resource, JsonNode body) {
        JsonNode copy = body.deepCopy();
        Inputs inputs = Inputs.of(parent);
        resource.at("/Properties/Parameters").properties().forEach(entry -> {
            if (copy.path("Parameters").path(entry.getKey()) instanceof ObjectNode parameter) {
                JsonNode value = inputs.resolve(entry.getValue());
                if (value.isValueNode()) {
                    parameter.put("Default", value.asText());
                } else {
                    parameter.remove("Default");
                }
            }
        });
        return copy;
    }

    private static void withoutUrl(ObjectNode resource) {
        if (resource.path("Properties") instanceof ObjectNode properties) {
            properties.remove("TemplateURL");
        }
        if (resource.path("Metadata") instanceof ObjectNode metadata) {
            metadata.remove("aws:asset:path");
        }
    }

    /**
     * The file beside the parent that holds the template: the CDK names it in {@code aws:asset:path}, or in the list of
     * assets by the last part of the URL, or by the names of the constructs; other templates name it in the URL itself.
     */
    private Optional<Path> file(Template parent, String id, JsonNode resource) {
        Path folder = Path.of(parent.file()).toAbsolutePath().normalize().getParent();
        String url = url(resource.at("/Properties/TemplateURL"));
        String last = url.replaceFirst("[?#].*$", "").replaceFirst("^.*/", "");
        String asset = resource.at("/Metadata/aws:asset:path").asText();
        Optional<Path> named = Stream.of(asset, url, assetsOf(folder).getOrDefault(last, ""), last)
                .filter(name -> !name.isEmpty() && !name.contains("://") && !name.contains("${"))
                .map(name -> TemplateFile.in(folder, name).normalize())
                .filter(Files::isRegularFile)
                .findFirst();
        return named.or(() -> ofConstruct(folder, id));
    }

    /** The last text in it, which is the end of the URL: a function joins it with what only the deployment knows. */
    private static String url(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        String last = "";
        for (JsonNode inner : value) {
            String found = url(inner);
            last = found.isEmpty() || inner.has("Ref") ? last : found;
        }
        return last;
    }

    /** Files by what they are called in the bucket; aws-cdk's schema of asset manifests names the properties. */
    private Map<String, String> assetsOf(Path folder) {
        return assets.computeIfAbsent(folder, NestedStacks::readAssets);
    }

    private static Map<String, String> readAssets(Path folder) {
        Map<String, String> files = new HashMap<>();
        for (Path list : matching(folder, ".*\\.assets\\.json")) {
            TemplateFile.of(list)
                    .content()
                    .path("files")
                    .forEach(file -> file.path("destinations")
                            .forEach(destination -> files.put(
                                    destination.path("objectKey").asText().replaceFirst("^.*/", ""),
                                    file.at("/source/path").asText())));
        }
        return files;
    }

    /**
     * Without metadata and assets the CDK's names are left: the construct {@code Data} in {@code Shop} is nested as
     * {@code DataNestedStackDataNestedStackResource} and a hash, in a file {@code ShopData} and another hash.
     */
    private static Optional<Path> ofConstruct(Path folder, String id) {
        String names = id.replaceFirst("NestedStackResource[0-9A-F]{8}$", "");
        for (int at = names.indexOf("NestedStack"); at > 0; at = names.indexOf("NestedStack", at + 1)) {
            String construct = names.substring(0, at);
            if (!names.equals(id) && construct.endsWith(names.substring(at + "NestedStack".length()))) {
                List<Path> files = matching(folder, ".*" + construct + "[0-9A-F]{8}\\.nested\\.template\\.json");
                return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static List<Path> matching(Path folder, String name) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableTemplate("cannot list " + folder, e);
        }
    }
}
