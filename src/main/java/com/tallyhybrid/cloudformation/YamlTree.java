package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as a tree; CloudFormation's short forms ({@code !Ref}, {@code !GetAtt}) are written out as in JSON. */
final class YamlTree {

    /** Deeper than any template, and as deep as Jackson reads JSON. */
    private static final int DEEPEST = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A template of 1 MB has fewer values, unless one is written once and named a thousand times. */
    private static final int MOST = 1_000_000;

    private int values;

    private YamlTree() {}

    /**
     * Reads one document.
     *
     * @throws YAMLException if it is not YAML, has no end or two documents
     */
    static JsonNode of(String text) {
        return new YamlTree().tree(new Yaml(new ShortForms()).load(text), 0);
    }

    /** An alias may stand inside what it names, and such a value has no end. */
    private JsonNode tree(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("values stand more than %d deep in each other".formatted(DEEPEST));
        }
        values++;
        if (values > MOST) {
            throw new YAMLException("its aliases stand for more than %d values".formatted(MOST));
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.createObjectNode();
            map.forEach((key, inner) -> object.set(String.valueOf(key), tree(inner, depth + 1)));
            return object;
        }
        if (value instanceof Iterable<?> list) {
            ArrayNode array = JSON.createArrayNode();
            list.forEach(inner -> array.add(tree(inner, depth + 1)));
            return array;
        }
        return JSON.valueToTree(value);
    }

    /** Turns every tag that YAML does not know into a function of CloudFormation. */
    private static final class ShortForms extends SafeConstructor {

        ShortForms() {
            super(options());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return function(node);
                }
            });
            // "2012-10-17" is a text in a policy, not a date.
            yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
        }

        private static LoaderOptions options() {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setCodePointLimit(TemplateFile.LARGEST);
            return options;
        }

        private Map<String, Object> function(Node node) {
            String name = node.getTag().getValue().substring(1);
            Object argument = argument(node);
            if (name.equals("GetAtt") && argument instanceof String text) {
                argument = List.of(text.split("\\.", 2));
            }
            return Map.of(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, argument);
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
