package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All templates of one app together, every reference in them answered strictly, since policies in one name resources in
 * another.
 */
public final class Assembly {

    private final List<Template> stacks;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Inputs> inputs = new HashMap<>();

    private Assembly(Collection<Template> stacks) {
        this.stacks = List.copyOf(stacks);
        var resolver = new StrictResolver(this);
        for (Template stack : stacks) {
            refuseWhatIsNowhere(stack);
            inputs.put(stack.stack(), Inputs.of(stack));
            stack.resources().forEach((logicalId, definition) -> {
                var resource = new Resource(stack, logicalId, definition, resolver);
                if (isMade(resource) && resources.put(resource.label(), resource) != null) {
                    throw new UnreadableTemplate("two stacks are called " + stack.stack());
                }
            });
        }
    }

    /** Templates held in memory. */
    public static Assembly of(Collection<Template> stacks) {
        return new Assembly(stacks);
    }

    /** What {@code cdk synth} wrote: its manifest says which template goes to which account and Region. */
    public static Assembly read(Path directory) {
        return of(CloudAssembly.read(directory).templates().values());
    }

    /** Whether the resource's condition holds. */
    private boolean isMade(Resource resource) {
        JsonNode condition = resource.definition().path("Condition");
        return condition.isMissingNode()
                || inputs(resource.stack())
                        .condition(condition.asText())
                        .orElseThrow(() -> new Place(resource.stack(), resource.logicalId(), "Condition")
                                .refusal("only the deployment decides whether it is made"));
    }

    /** What a stack decides about itself. */
    Inputs inputs(Template stack) {
        return inputs.get(stack.stack());
    }

    private static void refuseWhatIsNowhere(Template stack) {
        Environment environment = stack.environment();
        if (!environment.account().orElse("").matches("\\d{12}")
                || !environment.region().orElse("").matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new UnreadableTemplate(
                    "stack %s: needs an account and a Region, got %s".formatted(stack.stack(), environment.text()));
        }
        if (environment.region().orElseThrow().matches("(cn|us-gov|us-iso)-.*")) {
            throw new UnreadableTemplate("stack %s: partition of %s is not modelled"
                    .formatted(stack.stack(), environment.region().orElseThrow()));
        }
    }

    /** Every stack, in the order given. */
    public List<Template> stacks() {
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
                .orElseThrow(() -> new UnreadableTemplate("stack %s has no resource %s".formatted(stack, logicalId)));
    }

    Optional<Resource> find(String stack, String logicalId) {
        return Optional.ofNullable(resources.get(stack + "/" + logicalId));
    }
}
