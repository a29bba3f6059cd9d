package com.tallyhybrid.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A template in YAML, with CloudFormation's short forms ({@code !Ref}, {@code !GetAtt}) written out as in JSON. */
final class YamlTemplate {

    private static final ObjectMapper JSON = new ObjectMapper();

    private YamlTemplate() {}

    static JsonNode read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return JSON.valueToTree(new Yaml(new ShortForms()).load(reader));
        } catch (IOException | YAMLException | IllegalArgumentException e) {
            throw new UnreadableSynthesis("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Turns every tag that YAML does not know into a function of CloudFormation. */
    private static final class ShortForms extends SafeConstructor {

        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return function(node);
                }
            });
            // "2012-10-17" is a text in a policy, not a date.
            yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
        }

        private Map<String, Object> function(Node node) {
            String name = node.getTag().getValue().substring(1);
            Object argument = argument(node);
            if (name.equals("GetAtt") && argument instanceof String text) {
                argument = text.split("\\.", 2);
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
