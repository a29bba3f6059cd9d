package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.cloudformation.StackDeployment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that is not the same on both sides, whatever it means. All of them together are all that differs.
 *
 * @param subject the resource, output or stack that it belongs to
 * @param path a property, without {@code Properties} before it, or an attribute such as {@code DeletionPolicy}; the root
 *     where all of it is new or gone
 * @param before what stands there; missing if it is new
 * @param after what would stand there; missing if it is gone
 */
public record Difference(Subject subject, PropertyPath path, JsonNode before, JsonNode after) {

    /** Everything that differs. */
    public static List<Difference> in(Comparison comparison) {
        List<Difference> differences = new ArrayList<>();
        List<StackChange> stacks = comparison.writtenStacks();
        stacks.forEach(stack -> differences.addAll(ofStack(stack)));
        Comparison.resources(stacks).forEach(change -> differences.addAll(ofResource(change)));
        return differences;
    }

    private static List<Difference> ofResource(ResourceChange change) {
        List<PropertyChange> changes = change.isNew() || change.isGone()
                ? List.of(new PropertyChange(PropertyPath.ROOT, change.before(), change.after()))
                : PropertyChange.between(change.before(), change.after());
        return changes.stream()
                .map(one -> new Difference(
                        change.subject(),
                        one.path().under("Properties") ? one.path().from(1) : one.path(),
                        one.before(),
                        one.after()))
                .toList();
    }

    private static List<Difference> ofStack(StackChange stack) {
        if (stack.base().isEmpty() || stack.head().isEmpty()) {
            return List.of(new Difference(
                    Subject.stack(stack.name()), PropertyPath.ROOT, frame(stack.base()), frame(stack.head())));
        }
        List<PropertyChange> changes = new ArrayList<>();
        changes.addAll(PropertyChange.between(frame(stack.base()), frame(stack.head())));
        changes.addAll(setting(stack, "environment", Difference::environment));
        changes.addAll(setting(
                stack,
                "terminationProtection",
                template -> template.terminationProtection().map(String::valueOf)));
        if (stack.base().get().deployment().isPresent()
                && stack.head().get().deployment().isPresent()) {
            changes.addAll(PropertyChange.between(
                    manifest(stack.base().get()), manifest(stack.head().get())));
        }
        return changes.stream().map(change -> ofFrame(stack.name(), change)).toList();
    }

    /** An output is a subject of its own, everything else outside the resources belongs to the stack. */
    private static Difference ofFrame(String stack, PropertyChange change) {
        PropertyPath path = change.path();
        boolean output = path.under("Outputs") && path.segments().size() > 1;
        return new Difference(
                output ? Subject.output(stack, path.segments().get(1)) : Subject.stack(stack),
                output ? path.from(2) : path,
                change.before(),
                change.after());
    }

    private static List<PropertyChange> setting(
            StackChange stack, String name, Function<Template, Optional<String>> read) {
        return PropertyChange.between(
                        node(stack.base().flatMap(read)), node(stack.head().flatMap(read)))
                .stream()
                .map(change -> new PropertyChange(PropertyPath.of(name), change.before(), change.after()))
                .toList();
    }

    /** What the manifest says of a stack, by the names that it uses. */
    private static JsonNode manifest(Template template) {
        StackDeployment deployment = template.deployment().orElseThrow();
        ObjectNode said = deployment.settings().deepCopy();
        deployment.executionRole().ifPresent(role -> said.put("cloudFormationExecutionRoleArn", role));
        deployment.deployRole().ifPresent(role -> said.put("assumeRoleArn", role));
        if (!deployment.dependencies().isEmpty()) {
            said.put("dependencies", String.join(", ", deployment.dependencies()));
        }
        return said;
    }

    private static Optional<String> environment(Template template) {
        return Optional.of(template.environment().text()).filter(text -> !text.isEmpty());
    }

    private static JsonNode node(Optional<String> text) {
        return text.<JsonNode>map(TextNode::valueOf).orElse(MissingNode.getInstance());
    }

    /** The template without its resources. */
    private static JsonNode frame(Optional<Template> template) {
        if (template.isEmpty()) {
            return MissingNode.getInstance();
        }
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        template.get().body().properties().stream()
                .filter(section -> !section.getKey().equals("Resources"))
                .forEach(section -> frame.set(section.getKey(), section.getValue()));
        return frame;
    }
}
