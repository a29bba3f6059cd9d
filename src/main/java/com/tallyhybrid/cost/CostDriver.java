package com.tallyhybrid.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.cloudformation.DottedPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that the bill hangs on.
 *
 * @param type the resource type
 * @param path the property; empty for the resource itself
 * @param alias an older spelling of the same property; empty if there is none
 * @param measure how its cost is read
 * @param where other properties that must have these values
 * @param ranks choices by cost, for {@link Measure#RANK}
 * @param absent what counts where the property is not given
 * @param words what is billed
 */
public record CostDriver(
        String type,
        String path,
        String alias,
        Measure measure,
        Map<String, String> where,
        Map<String, Integer> ranks,
        Optional<String> absent,
        String words) {

    static final String UNLIMITED = "unlimited";

    @JsonCreator
    public CostDriver(
            @JsonProperty("type") String type,
            @JsonProperty("path") String path,
            @JsonProperty("alias") String alias,
            @JsonProperty("measure") Measure measure,
            @JsonProperty("where") Map<String, String> where,
            @JsonProperty("ranks") Map<String, Integer> ranks,
            @JsonProperty("absent") Optional<String> absent,
            @JsonProperty("words") String words) {
        this.type = type;
        this.path = path == null ? "" : path;
        this.alias = alias == null ? "" : alias;
        this.measure = measure;
        this.where = where == null ? Map.of() : Map.copyOf(where);
        this.ranks = ranks == null ? Map.of() : Map.copyOf(ranks);
        this.absent = absent == null ? Optional.empty() : absent;
        this.words = words;
    }

    /** Whether a resource is billed by it. */
    public boolean fits(JsonNode resource) {
        return resource.path("Type").asText().equals(type)
                && where.entrySet().stream()
                        .allMatch(entry -> DottedPath.of(entry.getKey())
                                .in(resource.path("Properties"))
                                .asText()
                                .equals(entry.getValue()));
    }

    /** What stands in a resource, or counts because nothing does. */
    public JsonNode value(JsonNode resource) {
        JsonNode properties = resource.path("Properties");
        JsonNode value = DottedPath.of(path).in(properties);
        if (!alias.isEmpty()) {
            value = both(value, DottedPath.of(alias).in(properties));
        }
        return value.isMissingNode() && absent.isPresent() ? TextNode.valueOf(absent.get()) : value;
    }

    /** Of a list of rules each may be spelt in its own way. */
    private static JsonNode both(JsonNode one, JsonNode other) {
        if (one.isMissingNode() || other.isMissingNode()) {
            return one.isMissingNode() ? other : one;
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List.of(one, other).forEach(values -> values.forEach(all::add));
        return all;
    }
}
