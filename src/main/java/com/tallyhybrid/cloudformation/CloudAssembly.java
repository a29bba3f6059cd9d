package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All templates of one commit: what {@code cdk synth} wrote, stages included, or a folder of CloudFormation templates.
 *
 * @param templates every template by the name of its stack, in the order of the manifest or of the files' names
 */
public record CloudAssembly(Map<String, Template> templates) {

    /**
     * Templates held in memory.
     *
     * @throws UnreadableTemplate if one is no template, or two stacks have one name
     */
    public static CloudAssembly of(Collection<Template> templates) {
        Map<String, Template> byStack = new LinkedHashMap<>();
        for (Template template : templates) {
            refuseWhatIsNoTemplate(template.body(), template.file());
            if (byStack.put(template.stack(), template) != null) {
                throw new UnreadableTemplate("two stacks are called " + template.stack());
            }
        }
        return new CloudAssembly(byStack);
    }

    /** An empty stack has no {@code Resources}. */
    static void refuseWhatIsNoTemplate(JsonNode body, String file) {
        JsonNode resources = body.path("Resources");
        boolean named = resources.isObject()
                && resources.properties().stream()
                        .allMatch(entry -> entry.getValue().isObject()
                                || entry.getKey().startsWith(LoopExpansion.LOOP)
                                        && entry.getValue().isArray());
        if (!named && !(resources.isMissingNode() && body.isObject())) {
            throw new UnreadableTemplate(
                    "there is no template in %s: below Resources stand resources by their names".formatted(file));
        }
    }

    /**
     * Reads a folder: by its manifest where there is one, otherwise every {@code .json}, {@code .yaml}, {@code .yml} or
     * {@code .template} file in it and below that is a template, named after its stack. Nested stacks whose template lies
     * beside them are stacks too.
     *
     * @throws UnreadableTemplate if the folder holds no template, or one that cannot be read
     */
    public static CloudAssembly read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableTemplate("no folder " + folder);
        }
        List<Template> templates = AssemblyReader.read(folder);
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
}
