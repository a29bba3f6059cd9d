package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.settings.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The values of a file that no field rule refused, defaults included.
 *
 * <p>Rules across fields see only these, so that one mistake gives one message. Values are named by pattern, such as
 * {@code /network/offices/*}{@code /name}.
 */
final class AcceptedValues {

    private final JsonNode root;
    private final Set<JsonPointer> refused;
    private final YamlDocument document;

    AcceptedValues(JsonNode root, Set<JsonPointer> refused, YamlDocument document) {
        this.root = root;
        this.refused = refused;
        this.document = document;
    }

    /**
     * One accepted value.
     *
     * @param given whether the file gives it; otherwise it is a default
     */
    record Value(JsonPointer at, JsonNode node, int line, boolean given) {

        String text() {
            return node.asText();
        }

        int number() {
            return node.asInt();
        }

        Cidr cidr() {
            return Cidr.of(text());
        }

        /** Where a message about another value says that this one stands. */
        String source() {
            return given ? "line " + line : "the default";
        }
    }

    boolean has(String key) {
        return root.has(key);
    }

    Optional<Value> one(String path) {
        return all(path).stream().findFirst();
    }

    List<Value> all(String pattern) {
        List<Value> found = new ArrayList<>();
        collect(root, JsonPointer.empty(), steps(pattern), found);
        return found;
    }

    /** Whether nothing that the pattern names was refused, so that what {@link #all} gives is all there is. */
    boolean complete(String pattern) {
        List<String> steps = steps(pattern);
        return refused.stream().noneMatch(at -> isOnTheWay(at, steps));
    }

    private static List<String> steps(String pattern) {
        return List.of(pattern.substring(1).split("/"));
    }

    private static boolean isOnTheWay(JsonPointer at, List<String> steps) {
        JsonPointer rest = at;
        for (String step : steps) {
            if (rest.matches()) {
                return true;
            }
            if (!step.equals("*") && !step.equals(rest.getMatchingProperty())) {
                return false;
            }
            rest = rest.tail();
        }
        return rest.matches();
    }

    private void collect(JsonNode node, JsonPointer at, List<String> steps, List<Value> found) {
        // Lists that are refused for their length would take quadratic rules for ever.
        if (refused.contains(at)) {
            return;
        }
        if (steps.isEmpty()) {
            if (node.isValueNode()) {
                found.add(new Value(at, node, document.line(at), document.gives(at)));
            }
            return;
        }
        List<String> rest = steps.subList(1, steps.size());
        if (!steps.get(0).equals("*")) {
            collect(node.path(steps.get(0)), at.appendProperty(steps.get(0)), rest, found);
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                collect(node.get(index), at.appendIndex(index), rest, found);
            }
        }
    }
}
