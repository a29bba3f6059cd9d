package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * Reads a file in JSON or YAML, in UTF-8 or, with a byte order mark, in UTF-16. In YAML, CloudFormation's short forms
 * ({@code !Ref}, {@code !GetAtt}) are written out as in JSON.
 */
final class TemplateReader {

    /** Deeper than any template, and as deep as Jackson reads JSON. */
    private static final int DEEPEST = 1000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TemplateReader() {}

    /** The content of a file, by the end of its name. */
    static JsonNode read(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml") ? yaml(file) : json(file);
    }

    /** The content of a file of JSON. */
    static JsonNode json(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return JSON.readTree(stream);
        } catch (JsonProcessingException malformed) {
            throw refusal(file, reason(malformed), malformed);
        } catch (IOException e) {
            throw refusal(file, e instanceof NoSuchFileException ? "there is no such file" : e.getMessage(), e);
        }
    }

    private static JsonNode yaml(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return tree(new Yaml(new ShortForms()).load(new UnicodeReader(stream)), 0);
        } catch (IOException | YAMLException e) {
            throw refusal(file, e.getMessage(), e);
        }
    }

    /** An alias may stand inside what it names, and such a value has no end. */
    private static JsonNode tree(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("values stand more than %d deep in each other".formatted(DEEPEST));
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

    /** Jackson's own message without the excerpt behind it; the name of the file stands before it already. */
    private static String reason(JsonProcessingException malformed) {
        String line = malformed.getLocation() == null
                ? ""
                : ", line " + malformed.getLocation().getLineNr();
        return "this is not JSON%s: %s".formatted(line, malformed.getOriginalMessage());
    }

    private static UnreadableTemplate refusal(Path file, String reason, Exception cause) {
        return new UnreadableTemplate("cannot read %s: %s".formatted(file, reason), cause);
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
