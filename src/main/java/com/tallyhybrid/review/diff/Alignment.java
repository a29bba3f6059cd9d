package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.StackDeployment;
import com.tallyhybrid.cloudformation.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stacks of both sides by labels that name the same stack.
 *
 * <p>A name that only one side has several times is called after its place there, and so on the other side. A nested stack
 * whose template only one side has is not compared: nothing says what became of it. One that its parent no longer nests is
 * emptied, and one that is nested anew was empty: CloudFormation deletes a nested stack with everything in it, unless its
 * parent retains it.
 *
 * @param base the stacks as they are
 * @param head the stacks as proposed
 */
record Alignment(CloudAssembly base, CloudAssembly head) {

    static Alignment of(CloudAssembly base, CloudAssembly head) {
        Map<String, Template> before = labelledLike(head, base);
        Map<String, Template> after = labelledLike(new CloudAssembly(before), head);
        Map<String, Template> readBefore = withoutUnread(before, after);
        Map<String, Template> readAfter = withoutUnread(after, before);
        return new Alignment(
                new CloudAssembly(withEmpty(readBefore, readAfter)),
                new CloudAssembly(withEmpty(readAfter, readBefore)));
    }

    private static Map<String, Template> labelledLike(CloudAssembly other, CloudAssembly side) {
        Map<String, String> labels = new LinkedHashMap<>();
        side.templates().forEach((label, template) -> {
            if (!other.templates().containsKey(label)) {
                same(template, other).ifPresent(same -> labels.put(label, same));
            }
        });
        Map<String, Template> labelled = new LinkedHashMap<>();
        side.templates().forEach((label, template) -> {
            String root = label.replaceFirst("/.*$", "");
            String renamed = labels.containsKey(root) ? labels.get(root) + label.substring(root.length()) : label;
            labelled.put(renamed, template.labelled(renamed));
        });
        return labelled;
    }

    /** What the other side calls the stack of that name in that place; of several, the one of the same artifact. */
    private static Optional<String> same(Template template, CloudAssembly other) {
        List<Template> candidates = other.templates().values().stream()
                .filter(candidate -> template.deployment().isPresent()
                        && candidate.deployment().isPresent()
                        && candidate.name().equals(template.name())
                        && candidate.environment().equals(template.environment()))
                .toList();
        Optional<String> artifact = template.deployment().map(StackDeployment::artifact);
        return candidates.stream()
                .filter(candidate ->
                        candidate.deployment().map(StackDeployment::artifact).equals(artifact))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(Template::stack);
    }

    private static Map<String, Template> withoutUnread(Map<String, Template> side, Map<String, Template> other) {
        Map<String, Template> read = new LinkedHashMap<>(side);
        side.keySet().stream()
                .filter(label ->
                        !other.containsKey(label) && parent(label, other).isPresent())
                .filter(label -> parent(label, side).isPresent())
                .forEach(label -> read.keySet().removeIf(each -> each.equals(label) || each.startsWith(label + "/")));
        return read;
    }

    /** The template that nests a stack of that label. */
    private static Optional<Template> parent(String label, Map<String, Template> side) {
        return Optional.of(label.lastIndexOf('/'))
                .filter(end -> end > 0)
                .map(end -> side.get(label.substring(0, end)))
                .filter(parent -> parent.nests(label));
    }

    private static Map<String, Template> withEmpty(Map<String, Template> side, Map<String, Template> other) {
        Map<String, Template> filled = new LinkedHashMap<>(side);
        other.forEach((label, template) -> {
            Optional<Template> parent = parent(label, other);
            if (parent.isPresent()
                    && !retains(parent.get(), label)
                    && filled.containsKey(parent.get().stack())) {
                filled.putIfAbsent(label, template.with(JsonNodeFactory.instance.objectNode()));
            }
        });
        return filled;
    }

    private static boolean retains(Template parent, String label) {
        return parent.resource(label.substring(parent.stack().length() + 1))
                .path("DeletionPolicy")
                .asText()
                .startsWith("Retain");
    }
}
