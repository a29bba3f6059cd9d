package com.tallyhybrid.review.waiver;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text and the lines on which its parts stand.
 *
 * @param values what it holds; a missing node if it holds nothing
 * @param root the same with positions; null if it holds nothing
 */
record WaiverDocument(JsonNode values, Node root) {

    private static final ObjectMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /**
     * Reads one document.
     *
     * @throws UnreadableWaivers if there are two, or one that says things by reference: an alias may stand for itself, or
     *     for more than any memory holds
     */
    static WaiverDocument parse(String text) throws JsonProcessingException {
        JsonNode values = YAML.readTree(text);
        int documents = 0;
        for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
            documents += event.is(Event.ID.DocumentStart) ? 1 : 0;
            if (event.is(Event.ID.Alias) || documents > 1) {
                throw new UnreadableWaivers("line %s: %s"
                        .formatted(
                                event.getStartMark().getLine() + 1,
                                documents > 1
                                        ? "a second document begins; keep one"
                                        : "an alias stands for something else; write out what it stands for"));
            }
        }
        return new WaiverDocument(values, new Yaml(new LoaderOptions()).compose(new StringReader(text)));
    }

    /** The line of a value; of the nearest that holds it where it is missing. */
    int line(JsonPointer at) {
        Node node = root;
        for (JsonPointer rest = at; node != null && !rest.matches(); rest = rest.tail()) {
            Node inner = child(node, rest);
            if (inner == null) {
                break;
            }
            node = inner;
        }
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private static Node child(Node node, JsonPointer step) {
        if (node instanceof SequenceNode list && step.mayMatchElement()) {
            return list.getValue().get(step.getMatchingIndex());
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(step.getMatchingProperty())) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }
}
