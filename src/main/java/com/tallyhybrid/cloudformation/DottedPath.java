package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * The way to a property as people write it, such as {@code WindowsConfiguration.DeploymentType}.
 *
 * @param keys from the outside in
 */
public record DottedPath(List<String> keys) {

    public DottedPath {
        keys = List.copyOf(keys);
    }

    /** Reads the text; an empty one leads nowhere else than where one stands. */
    public static DottedPath of(String dotted) {
        return new DottedPath(dotted.isEmpty() ? List.of() : List.of(dotted.split("\\.")));
    }

    /**
     * What stands there in a value; missing where nothing does. Where the way leads through a list, a list of what stands
     * in its elements, without those in which nothing does.
     */
    public JsonNode in(JsonNode value) {
        JsonNode here = value;
        for (int i = 0; i < keys.size(); i++) {
            if (here.isArray()) {
                return inEach(here, new DottedPath(keys.subList(i, keys.size())));
            }
            here = here.path(keys.get(i));
        }
        return here;
    }

    private static JsonNode inEach(JsonNode list, DottedPath rest) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        list.forEach(element -> {
            JsonNode value = rest.in(element);
            if (!value.isMissingNode()) {
                found.add(value);
            }
        });
        return found.isEmpty() ? MissingNode.getInstance() : found;
    }
}
