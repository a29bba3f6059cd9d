package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One edit of one template, as RFC 6902 writes it.
 *
 * @param stack the stack's role, such as {@code Backup}
 * @param op {@code add}, {@code replace}, {@code remove} or {@code move}
 * @param path where, as a JSON pointer from {@code Resources}, or from the template if it begins with {@code /Outputs/}; {@code /-} adds at the end of a list; empty for the whole
 *     stack, which can only be removed
 * @param from for {@code move}: where it stands now
 * @param value what is put there
 */
public record Edit(String stack, String op, String path, String from, JsonNode value) {

    public static final Path EXAMPLE = Path.of("docs/audit/templates");

    private static final String DEPLOYMENT = "sharma-traders-";

    /** The same templates with the edits made, in order. */
    public static CloudAssembly apply(CloudAssembly base, List<Edit> edits) {
        List<Template> templates = new ArrayList<>();
        for (Template template : base.templates().values()) {
            List<Edit> own = edits.stream()
                    .filter(edit -> template.stack().equals(DEPLOYMENT + edit.stack()))
                    .toList();
            if (own.stream().noneMatch(edit -> edit.path().isEmpty())) {
                JsonNode body = template.body().deepCopy();
                own.forEach(edit ->
                        edit.make((ObjectNode) (edit.path().startsWith("/Outputs/") ? body : body.path("Resources"))));
                if (!own.isEmpty() && body.equals(template.body())) {
                    throw new AssertionError("the edits change nothing: " + own);
                }
                templates.add(template.with(body));
            }
        }
        return CloudAssembly.of(templates);
    }

    private void make(ObjectNode resources) {
        switch (op) {
            case "add", "replace" -> put(resources, path, value);
            case "remove" -> remove(resources, path);
            case "move" -> put(resources, path, remove(resources, from));
            default -> throw new AssertionError("no operation " + op);
        }
    }

    private void put(ObjectNode resources, String where, JsonNode what) {
        JsonPointer pointer = JsonPointer.compile(where);
        JsonNode parent = parent(resources, pointer);
        String last = pointer.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            if (op.equals("replace") && !object.has(last)) {
                throw new AssertionError("nothing to replace at " + where);
            }
            object.set(last, what);
        } else if (last.equals("-")) {
            ((ArrayNode) parent).add(what);
        } else if (op.equals("replace")) {
            ((ArrayNode) parent).set(Integer.parseInt(last), what);
        } else {
            ((ArrayNode) parent).insert(Integer.parseInt(last), what);
        }
    }

    private static JsonNode remove(ObjectNode resources, String where) {
        JsonPointer pointer = JsonPointer.compile(where);
        JsonNode parent = parent(resources, pointer);
        String last = pointer.last().getMatchingProperty();
        JsonNode removed = parent instanceof ObjectNode object
                ? object.remove(last)
                : ((ArrayNode) parent).remove(Integer.parseInt(last));
        if (removed == null) {
            throw new AssertionError("nothing to remove at " + where);
        }
        return removed;
    }

    private static JsonNode parent(ObjectNode resources, JsonPointer pointer) {
        JsonNode parent = resources.at(pointer.head());
        if (!parent.isContainerNode()) {
            throw new AssertionError("no container at " + pointer.head());
        }
        return parent;
    }
}
